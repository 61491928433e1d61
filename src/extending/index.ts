export { addedAttributes } from './added-attributes';
export { type FileBeside, filesBeside } from './files-beside';
