import type { Core } from '@strapi/strapi';
import type { PersonRecord } from '../records';
import { type KnownEntries, personKey } from './known-entries';
import { attachImages } from './media';
import { entryColumns, idAt, insertRows, knownId } from './rows';
import type { Connection } from '../../strapi-services';

/** The people who are not known yet, each once: the first mention tells the facts. */
const newPeople = (known: KnownEntries, mentioned: readonly PersonRecord[]): PersonRecord[] => {
  const people = new Map<string, PersonRecord>();
  for (const person of mentioned) {
    const key = personKey(person);
    if (!known.people.has(key) && !people.has(key)) people.set(key, person);
  }
  return [...people.values()];
};

/** Stores the people that movies mention, and notes them in `known`. */
export const writePeople = async (
  strapi: Core.Strapi,
  trx: Connection,
  known: KnownEntries,
  mentioned: readonly PersonRecord[],
): Promise<void> => {
  const now = new Date().toISOString();
  const people = newPeople(known, mentioned);
  const ids = await insertRows(
    trx,
    'people',
    people.map((person) => ({
      ...entryColumns(now),
      first_name: person.firstName,
      last_name: person.lastName ?? null,
      biography: person.biography ?? null,
      date_of_birth: person.dateOfBirth ?? null,
      gender: person.gender ?? null,
    })),
  );
  await insertRows(
    trx,
    'people_country_lnk',
    people.map(({ country }, position) => ({
      person_id: idAt(ids, position),
      country_id: knownId(known.countries, country),
    })),
  );
  await attachImages(
    strapi,
    trx,
    { type: 'api::person.person', fields: ['photos', 'primaryPhoto'] },
    people.map(({ photo }, position) => ({ image: photo, entries: [idAt(ids, position)] })),
  );
  people.forEach((person, position) => known.people.set(personKey(person), idAt(ids, position)));
};
