/** Pictures: checked by their content, written anew, stored whole or not at all. */
export { type ImageLimits, type ReceivedFile } from './acceptable-image';
export { acceptPicturesOnly } from './accept-uploads';
export { processImages } from './image-processing';
export { formatOfMime } from './image-types';
export { fixMediaSettings } from './media-settings';
export { assertNoFiles } from './no-files';
export { storeImage } from './store-image';
export { removeUnusedFile } from './unused-file';
export { addPlaceholder } from './placeholder-attribute';
