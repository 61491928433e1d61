import type { Core } from '@strapi/strapi';

/**
 * Does something when nothing can bring back any more what was deleted: at once, or after the commit
 * of the transaction that the caller is in, which then does not wait for it.
 *
 * @param work must not throw
 */
export const afterCommit = async (
  strapi: Core.Strapi,
  work: () => Promise<void>,
): Promise<void> => {
  if (!strapi.db.inTransaction()) return work();
  await strapi.db.transaction(({ onCommit }: { onCommit: (callback: () => void) => void }) => {
    onCommit(() => void work());
    return Promise.resolve();
  });
};
