/** `npm run demo`: the whole product on one machine, with a catalogue to look at. */
import path from 'node:path';
import { environment } from '../../config/environment';
import { type DemoAccount, ensureDemoAccounts, loadDemoCatalogue } from '../demo';
import { ensureAdminPanel } from './admin-panel';
import { loadApplication } from './application';
import { runCommand } from './command';

const announce = (url: string, accounts: DemoAccount[], dataDir: string): string =>
  [
    '',
    `Reelbase is running at ${url}`,
    '',
    `  Site         ${url}`,
    `  Admin panel  ${url}/admin`,
    `  REST         ${url}/api/movies?populate=*`,
    `  GraphQL      ${url}/graphql`,
    '',
    ...accounts.map(
      ({ role, email, password }) => `  ${role.padEnd(11)}  ${email}  password ${password}`,
    ),
    '',
    `Passwords are those of the first run (${dataDir}/demo-accounts.json). Ctrl-C stops everything.`,
  ].join('\n');

runCommand(async () => {
  process.env.LOG_LEVEL ??= 'warn';
  const { HOST, PORT, DATA_DIR } = environment();
  await ensureAdminPanel();

  const strapi = await loadApplication({ serveAdminPanel: true });
  const accounts = await ensureDemoAccounts(strapi, path.resolve(DATA_DIR));
  console.log('Loading the demo catalogue, if it is not there yet …');
  const report = await loadDemoCatalogue(strapi);
  if (report) console.log(`${report.created} movies loaded, with posters and portraits.`);

  await strapi.listen();
  const host = HOST === '0.0.0.0' || HOST === '127.0.0.1' ? 'localhost' : HOST;
  console.log(announce(`http://${host}:${PORT}`, accounts, DATA_DIR));
});
