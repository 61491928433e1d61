export { extendGraphQLWithSearch } from './graphql';
export { validateSearch } from './query';
export { search } from './search';
export { SearchTimeoutError } from './timeout-error';
export { typesFor } from './types-for-caller';
