/** `npm start`: the production server. Everything it needs comes from the environment. */
process.env.NODE_ENV ??= 'production';

import { config as loadDotenv } from 'dotenv';
import { environment } from '../../config/environment';
import { loadApplication, runCommand } from './command';
import { assertPortIsFree } from './port';

runCommand(async () => {
  loadDotenv({ path: process.env.ENV_PATH, quiet: true });
  const { HOST, PORT } = environment();
  await assertPortIsFree(HOST, PORT);
  const strapi = await loadApplication({ serveAdminPanel: true });
  await strapi.listen();
});
