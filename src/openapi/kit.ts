/**
 * What features describe their endpoints with. A door of its own: the document is made of what they
 * say, so that they cannot use what makes it.
 */
export { json } from './core-operations';
export { STORAGE_ERRORS } from './errors';
export { exampleDocumentId } from './examples';
export { queryParameters } from './parameters';
export { arrayOf, extended, instant, nullable, object, ref } from './schemas/common';
export type { ApiDescription, OperationDescription, Parameter, Schema } from './types';
