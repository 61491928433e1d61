export { extendGraphQLWithSearch } from './graphql';
export { validateSearch } from './query';
export { search } from './search';
export { typesFor } from './types-for-caller';
