import type { DomainEvents } from '../../types/domain-events';
import { on } from '../../src/events';
import { strapi } from '../harness';

export interface Told {
  name: keyof DomainEvents;
  event: unknown;
}

/** What subscribers are told while `action` runs, in that order. */
export const toldDuring = async (
  names: (keyof DomainEvents)[],
  action: () => Promise<unknown>,
): Promise<Told[]> => {
  const told: Told[] = [];
  const ends = names.map((name) => on(strapi(), name, (event) => told.push({ name, event })));
  try {
    await action();
  } finally {
    for (const end of ends) end();
  }
  return told;
};
