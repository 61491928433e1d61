export { readsEntries, serveImpact } from './routes';
