export { facetsFor } from './answer';
export { extendGraphQLWithFacets } from './graphql';
