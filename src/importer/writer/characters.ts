import type { CharacterRecord } from '../records';
import { characterKey, type KnownEntries, personKey } from './known-entries';
import { entryColumns, idAt, insertRows, knownId } from './rows';
import type { Connection } from '../../strapi-services';

/**
 * Stores the characters of several movies, and notes them in `known`. A named character that the
 * same actor has played before, in the catalogue or in this batch, is not stored again.
 *
 * @returns the ids of each cast, in billing order
 */
export const writeCharacters = async (
  trx: Connection,
  known: KnownEntries,
  casts: readonly CharacterRecord[][],
): Promise<number[][]> => {
  const now = new Date().toISOString();
  const news: CharacterRecord[] = [];
  const positions = new Map<string, number>();
  /** For each part the id of a known character, or the position of a new one. */
  const parts = casts.map((cast) =>
    cast.map((character) => {
      const key = characterKey(character);
      const id = key === undefined ? undefined : known.characters.get(key);
      if (id !== undefined) return { id };
      const earlier = key === undefined ? undefined : positions.get(key);
      if (earlier !== undefined) return { position: earlier };
      const position = news.push(character) - 1;
      if (key !== undefined) positions.set(key, position);
      return { position };
    }),
  );

  const ids = await insertRows(
    trx,
    'characters',
    news.map(({ name, description, role }) => ({
      ...entryColumns(now),
      name,
      description: description ?? null,
      role,
    })),
  );
  await insertRows(
    trx,
    'characters_actor_lnk',
    news.map(({ actor }, position) => ({
      character_id: idAt(ids, position),
      person_id: knownId(known.people, personKey(actor)),
      // A later id, a later place among the actor's characters.
      character_ord: idAt(ids, position),
    })),
  );
  for (const [key, position] of positions) known.characters.set(key, idAt(ids, position));
  return parts.map((cast) => cast.map(({ id, position }) => id ?? idAt(ids, position)));
};
