/** `npm start`: the production server. Everything it needs comes from the environment. */
import './production';
import { environment } from '../../config/environment';
import { loadApplication } from './application';
import { runCommand } from './command';
import { assertPortIsFree } from './port';

runCommand(async () => {
  const { HOST, PORT } = environment();
  await assertPortIsFree(HOST, PORT);
  const strapi = await loadApplication({ serveAdminPanel: true });
  await strapi.listen();
});
