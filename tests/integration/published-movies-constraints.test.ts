import { Client } from 'pg';
import { createCharacter, createMovie } from '../factories';
import { application, clearCatalogue, sql, until } from '../harness';

/** What the database itself refuses to those who do not come through the program. */

const CONSTRAINT = { code: '23514', constraint: 'published_movies_complete_ck' };

let documentId: string;

beforeEach(async () => {
  await clearCatalogue();
  ({ documentId } = await createMovie({ title: 'Alien' }));
});
afterAll(clearCatalogue);

const gaps = async (): Promise<string[][]> => {
  const rows = await sql<{ gaps: string[] }>(
    'SELECT published_movie_gaps(id) AS gaps FROM movies WHERE published_at IS NOT NULL',
  );
  return rows.map((row) => row.gaps);
};

/** Runs statements in one transaction. */
const together = async (...statements: string[]): Promise<void> => {
  const client = new Client(application().databaseUrl);
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
};

const DRAFT = '(SELECT id FROM movies WHERE published_at IS NULL)';

it.each([
  ['its director', 'DELETE FROM movies_director_lnk', 'no director'],
  ['the person who directs it', 'DELETE FROM people', /no director|without an actor/],
  ['its country', 'DELETE FROM movies_country_lnk', 'no country'],
  ['its characters', 'DELETE FROM movies_characters_lnk', 'no character'],
  ['the characters themselves', 'DELETE FROM characters', 'no character'],
  ['their actors', 'DELETE FROM characters_actor_lnk', 'a character without an actor'],
  ['its title', 'UPDATE movies SET title = NULL', 'no title'],
  ['the text of its title', `UPDATE movies SET title = ''`, 'no title'],
  ['who plays', 'UPDATE characters_actor_lnk SET person_id = NULL', 'without an actor'],
])('a published movie does not lose %s', async (_what, statement, message) => {
  await expect(sql(statement)).rejects.toMatchObject({
    ...CONSTRAINT,
    message: expect.stringMatching(message),
  });
  expect(await gaps()).toEqual([[]]);
});

it('does not lose its director to the draft either', async () => {
  await sql(`DELETE FROM movies_director_lnk WHERE movie_id = ${DRAFT}`);
  await expect(sql(`UPDATE movies_director_lnk SET movie_id = ${DRAFT}`)).rejects.toMatchObject(
    CONSTRAINT,
  );
});

it('names the movie', async () => {
  await expect(sql('DELETE FROM movies_country_lnk')).rejects.toThrow(
    'movie "Alien" is published and would have no country',
  );
});

it('a draft may lose all of it', async () => {
  for (const table of ['director', 'country', 'characters']) {
    await sql(`DELETE FROM movies_${table}_lnk WHERE movie_id = ${DRAFT}`);
  }
  await sql('UPDATE movies SET title = NULL WHERE published_at IS NULL');
  expect(await gaps()).toEqual([[]]);
});

it('it may be replaced, or go with the movie, in one transaction in any order', async () => {
  await together(
    'CREATE TEMPORARY TABLE kept AS SELECT * FROM movies_director_lnk',
    'DELETE FROM movies_director_lnk',
    'INSERT INTO movies_director_lnk SELECT * FROM kept',
  );
  expect(await gaps()).toEqual([[]]);
  await together('DELETE FROM people', 'DELETE FROM characters', 'DELETE FROM movies');
  expect(await gaps()).toEqual([]);
});

it('a movie may come before its links, and then lacks all of them', async () => {
  await sql(`INSERT INTO movies (document_id, title, published_at) VALUES ('bare', NULL, now())`);
  expect(await gaps()).toContainEqual(['title', 'director', 'country', 'characters']);
  await sql(`UPDATE movies SET title = 'Bare' WHERE document_id = 'bare'`);
  await sql(`INSERT INTO characters (document_id, name) VALUES ('nobody', 'Nobody')`);
  await sql(
    `INSERT INTO movies_characters_lnk (movie_id, character_id)
     SELECT movies.id, characters.id FROM movies, characters
     WHERE movies.document_id = 'bare' AND characters.document_id = 'nobody'`,
  );
  expect(await gaps()).toContainEqual(['director', 'country', 'actor']);
});

it('knows gaps of published movies only', async () => {
  expect(await sql(`SELECT published_movie_gaps(${DRAFT}) AS gaps`)).toEqual([{ gaps: [] }]);
  expect(await sql('SELECT published_movie_gaps(0) AS gaps')).toEqual([{ gaps: [] }]);
  expect(await sql('SELECT published_movie_gaps(NULL) AS gaps')).toEqual([{ gaps: [] }]);
});

/** Two connections that each did something and have not committed yet. */
const atOnce = async (first: string, second: string): Promise<PromiseSettledResult<unknown>[]> => {
  const clients = [first, second].map(() => new Client(application().databaseUrl));
  try {
    for (const [index, statement] of [first, second].entries()) {
      await clients[index]?.connect();
      await clients[index]?.query('BEGIN');
      await clients[index]?.query(statement);
    }
    return await Promise.allSettled(clients.map((client) => client.query('COMMIT')));
  } finally {
    for (const client of clients) await client.end();
  }
};

it('of two who each remove one of the last two characters, one is refused', async () => {
  await createCharacter(documentId);
  const [one, other] = await sql<{ id: number }>('SELECT id FROM characters ORDER BY id');
  const outcomes = await atOnce(
    `DELETE FROM characters WHERE id = ${one?.id}`,
    `DELETE FROM characters WHERE id = ${other?.id}`,
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await gaps()).toEqual([[]]);
});

it('who takes the actor of a character waits for whoever links it to a movie', async () => {
  const character = await createCharacter(documentId);
  await sql('INSERT INTO movies (document_id, title, published_at) VALUES ($1, $1, now())', [
    'new',
  ]);
  await sql(
    `DELETE FROM movies_characters_lnk USING characters
     WHERE character_id = characters.id AND characters.document_id = $1`,
    [character.documentId],
  );
  const linking = new Client(application().databaseUrl);
  await linking.connect();
  try {
    await linking.query('BEGIN');
    await linking.query(
      `INSERT INTO movies_characters_lnk (movie_id, character_id)
       SELECT movies.id, characters.id FROM movies, characters
       WHERE movies.document_id = 'new' AND characters.document_id = $1`,
      [character.documentId],
    );
    const taking = sql(
      `DELETE FROM characters_actor_lnk USING characters
       WHERE character_id = characters.id AND characters.document_id = $1`,
      [character.documentId],
    ).then(
      () => 'taken',
      (error: unknown) => error,
    );
    await until(async () => {
      const waiting = await sql(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DELETE%'`,
      );
      return waiting.length > 0;
    });
    await linking.query('COMMIT');
    expect(await taking).toMatchObject(CONSTRAINT);
  } finally {
    await linking.end();
  }
});
