/** Pictures that callers of the API send: checked by their content, stored whole or not at all. */
export { assertAcceptableImage, type ImageLimits, type ReceivedFile } from './acceptable-image';
export { assertNoFiles } from './no-files';
export { storeImage } from './store-image';
export { removeUnusedFile } from './unused-file';
