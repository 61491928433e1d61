export type { Access, Statement } from './access';
export { accessOfCaller, readsCompletenessList } from './audience';
export { type CatalogueCheck, checkCatalogue } from './check';
export { serveCompletenessDesk } from './routes';
