import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { strapi } from '.';
import { clearCatalogue } from './database';

const clearUploads = async (): Promise<void> => {
  const folder = path.join(strapi().dirs.static.public, 'uploads');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
};

// The files share one application, and run in an order that is Jest's: none inherits data of another.
beforeAll(async () => {
  await clearCatalogue();
  await clearUploads();
});
