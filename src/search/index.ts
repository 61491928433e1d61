export { extendGraphQLWithSearch } from './graphql';
export { validateSearch } from './query';
export { rightsOf } from './rights-of-caller';
export { search } from './search';
