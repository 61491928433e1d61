export { extendGraphQLWithPhotos } from './graphql';
export { keepPrimaryPhoto } from './keep-primary';
export { markPrimaryPhotos } from './mark-primary';
export { parsePrimaryPhoto, setPrimaryPhoto } from './set-primary';
export { settleWhenFilesAreRemoved, tellWhenFilesAreAdded } from './media-library';
