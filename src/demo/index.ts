import type { Core } from '@strapi/strapi';
import { importCatalogue, type ImportReport } from '../importer';
import { demoMovies } from './catalogue';

export { type DemoAccount, ensureDemoAccounts } from './accounts';
export { demoMovies } from './catalogue';

const LEDGER_KEY = 'demo-catalogue';

/**
 * Loads the demo catalogue, with posters and portraits, unless it has been loaded before: what has
 * been changed or deleted since stays so.
 *
 * @returns what was created, or undefined when there was nothing to do
 */
export const loadDemoCatalogue = async (strapi: Core.Strapi): Promise<ImportReport | undefined> => {
  const ledger = strapi.store({ type: 'core', name: 'reelbase_seed' });
  if (await ledger.get({ key: LEDGER_KEY })) return undefined;

  const report = await importCatalogue(strapi, demoMovies());
  await ledger.set({ key: LEDGER_KEY, value: true });
  return report;
};
