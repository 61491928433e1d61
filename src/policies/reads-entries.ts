export { readsEntries as default } from '../impact';
