import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Core, createStrapi } from '@strapi/strapi';

/** The compiled application that this file belongs to. */
const DIST = path.resolve(__dirname, '..', '..');

/** Boots the application, without listening. The admin panel is served where it has been built. */
export const loadApplication = ({ serveAdminPanel = false } = {}): Promise<Core.Strapi> => {
  const isBuilt = existsSync(path.join(DIST, 'build', 'index.html'));
  if (serveAdminPanel && !isBuilt) {
    console.warn('There is no admin panel at /admin: it is not built. Run npm run build for it.');
  }
  return createStrapi({
    appDir: process.cwd(),
    distDir: DIST,
    serveAdminPanel: serveAdminPanel && isBuilt,
  }).load();
};
