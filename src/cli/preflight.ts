/** What `npm run demo` can know before it starts a database: that the settings and the port will do. */
import { config as loadDotenv } from 'dotenv';
import { readSettings } from '../../config/environment';
import { runCommand } from './command';
import { assertPortIsFree } from './port';

runCommand(async () => {
  loadDotenv({ path: process.env.ENV_PATH, quiet: true });
  const { HOST, PORT } = readSettings(process.env);
  await assertPortIsFree(HOST, PORT);
});
