import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';

/** Held while a seed runs, so that servers that start together do not seed twice. */
const SEED_LOCK = 7_335_206;

export interface Seed<Item> {
  /** The name of this seed in the ledger, e.g. `genres`. */
  name: string;
  items: readonly Item[];
  /** What tells one item from another, for ever. */
  keyOf: (item: Item) => string;
  create: (item: Item) => Promise<unknown>;
}

/**
 * Creates the items that were never seeded before, and remembers them, in one transaction: after a
 * crash a seed starts over, and what an administrator later changes or deletes stays as it is. An
 * item that a new version of the project adds is seeded at its first boot.
 *
 * @returns how many items were created
 */
export const seedOnce = async <Item>(
  strapi: Core.Strapi,
  { name, items, keyOf, create }: Seed<Item>,
): Promise<number> => {
  const ledger = strapi.store({ type: 'core', name: 'reelbase_seed' });

  return strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    await trx.raw('SELECT pg_advisory_xact_lock(?)', [SEED_LOCK]);
    const seeded = new Set((await ledger.get({ key: name })) as string[] | null);
    const missing = items.filter((item) => !seeded.has(keyOf(item)));
    if (missing.length === 0) return 0;

    for (const item of missing) await create(item);
    await ledger.set({ key: name, value: [...seeded, ...missing.map(keyOf)] });
    return missing.length;
  });
};
