export { readsCompletenessList } from './audience';
export { type CatalogueCheck, checkCatalogue } from './check';
export { serveCompletenessDesk } from './routes';
