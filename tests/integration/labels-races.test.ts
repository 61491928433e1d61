import { Client } from 'pg';
import { createCharacter, createDraft, createPerson } from '../factories';
import { application, clearCatalogue, sql, strapi, until } from '../harness';

const LINK = 'INSERT INTO characters_actor_lnk (character_id, person_id) VALUES (1, 1)';
const UNLINK = 'DELETE FROM characters_actor_lnk WHERE character_id = 1';
const RENAME_ACTOR = `UPDATE people SET first_name = 'Cher' WHERE id = 1`;
const RENAME_CHARACTER = `UPDATE characters SET name = 'Loretta' WHERE id = 1`;

let first: Client;
let second: Client;

beforeEach(async () => {
  await clearCatalogue();
  first = new Client(application().databaseUrl);
  second = new Client(application().databaseUrl);
  await Promise.all([first.connect(), second.connect()]);
});

afterEach(() => Promise.all([first.end(), second.end()]));

const isWaiting = async (): Promise<boolean> =>
  (await sql('SELECT 1 FROM pg_locks WHERE NOT granted')).length > 0;

/** Runs the first statement in a transaction that is committed when the second waits, or is done. */
const overlap = async (statement: string, other: string): Promise<void> => {
  await first.query('BEGIN');
  await first.query(statement);
  let done = false;
  const running = second.query(other).then(() => (done = true));
  await until(async () => done || (await isWaiting()));
  await first.query('COMMIT');
  await running;
};

it('deleting a person who plays nobody locks no names, and so waits for no renaming', async () => {
  await sql(`INSERT INTO people (id, first_name) VALUES (1, 'Al')`);
  await first.query('BEGIN');
  await first.query('DELETE FROM people WHERE id = 1');

  expect(await sql('SELECT 1 FROM pg_locks WHERE objid = 7335210')).toEqual([]);
  await first.query('COMMIT');
});

/** Each pair of writes that a label is made of, at the same time, in either order. */
const PAIRS = [
  [LINK, RENAME_ACTOR, 'Part (Cher)'],
  [RENAME_ACTOR, LINK, 'Part (Cher)'],
  [LINK, RENAME_CHARACTER, 'Loretta (Al)'],
  [RENAME_CHARACTER, LINK, 'Loretta (Al)'],
] as const;

describe('what is committed while a label is written is in it', () => {
  beforeEach(async () => {
    await sql(`INSERT INTO people (id, first_name) VALUES (1, 'Al')`);
    await sql(`INSERT INTO characters (id, name) VALUES (1, 'Part')`);
  });

  it.each(PAIRS)('%s, then %s: %s', async (statement, other, label) => {
    await overlap(statement, other);

    expect(await sql('SELECT label FROM characters')).toEqual([{ label }]);
  });

  it.each([
    [UNLINK, RENAME_ACTOR, 'Part'],
    [RENAME_ACTOR, UNLINK, 'Part'],
    [RENAME_CHARACTER, RENAME_ACTOR, 'Loretta (Cher)'],
    [RENAME_ACTOR, RENAME_CHARACTER, 'Loretta (Cher)'],
  ])('of a linked actor: %s, then %s: %s', async (statement, other, label) => {
    await sql(LINK);
    await overlap(statement, other);

    expect(await sql('SELECT label FROM characters')).toEqual([{ label }]);
  });
});

it('an actor is renamed while characters of his are created, saved and deleted', async () => {
  const { documentId: movie } = await createDraft({
    director: (await createPerson()).documentId,
  });
  const { documentId: actor } = await createPerson({ firstName: 'Al', lastName: 'Pacino' });
  const characters = strapi().documents('api::character.character');
  const { documentId: saved } = await createCharacter(movie, { name: 'Saved', actor });

  await Promise.all(
    Array.from({ length: 8 }, async (_, turn) => {
      const { documentId } = await createCharacter(movie, { name: `Part ${turn}`, actor });
      await Promise.all([
        strapi()
          .documents('api::person.person')
          .update({ documentId: actor, data: { lastName: `Pacino ${turn}` } }),
        characters.update({ documentId: saved, data: { name: `Saved ${turn}`, actor } }),
        turn % 2 === 0 && characters.delete({ documentId }),
      ]);
    }),
  );
  const labels = await sql<{ label: string; wanted: string }>(
    `SELECT characters.label, name || ' (Al ' || last_name || ')' AS wanted
     FROM characters, people WHERE people.document_id = $1`,
    [actor],
  );
  expect(labels).toHaveLength(5);
  expect(labels.map(({ label }) => label)).toEqual(labels.map(({ wanted }) => wanted));
});
