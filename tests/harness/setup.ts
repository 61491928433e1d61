import { clearCatalogue } from './database';

// The files share one application, and run in an order that is Jest's: none inherits data of another.
beforeAll(clearCatalogue);
