export { facetsFor } from './answer';
export { extendGraphQLWithFacets } from './graphql';
export { FacetsTimeoutError } from './timeout-error';
