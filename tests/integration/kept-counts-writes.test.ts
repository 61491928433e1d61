import { Client } from 'pg';
import { createMovie, genre } from '../factories';
import {
  application,
  clearCatalogue,
  sql,
  strapi,
  type Client as Caller,
  withTokenOfType,
} from '../harness';
import { until } from '../harness/until';
import { expectExactKeptCounts } from './kept-counts';

/** The numbers that the database keeps are those of the entries, whoever writes these in whichever way. */

let program: Caller;

const connected: Client[] = [];

const connect = async (): Promise<Client> => {
  const client = new Client(application().databaseUrl);
  await client.connect();
  connected.push(client);
  return client;
};

/** Also those of a test that has failed within a transaction, which others would wait for. */
const disconnect = () => Promise.all(connected.splice(0).map((client) => client.end()));

beforeAll(async () => {
  program = await withTokenOfType('full-access');
});

beforeEach(clearCatalogue);
afterAll(clearCatalogue);
afterEach(async () => {
  await disconnect();
  await expectExactKeptCounts();
});

/** Published movies without links, with ids from 1. */
const insertMovies = (count: number) =>
  sql(
    `INSERT INTO movies (document_id, title, release_date, published_at)
     SELECT 'm' || n, 'Movie ' || n, date '1900-01-01' + n * 400, now()
     FROM generate_series(1, $1::integer) AS n`,
    [count],
  );

const linkGenres = () =>
  sql(
    `INSERT INTO movies_genres_lnk (movie_id, genre_id, genre_ord)
     SELECT movies.id, genres.id, 1 FROM movies CROSS JOIN (SELECT id FROM genres ORDER BY id LIMIT 3)
       AS genres`,
  );

const keptMovies = async (): Promise<number> => {
  const [row] = await sql<{ sum: number }>(
    `SELECT coalesce(sum(delta), 0)::integer AS sum FROM entry_counts WHERE counted = 'movies'`,
  );
  return row?.sum ?? NaN;
};

describe('through the API', () => {
  it('creating, republishing, unpublishing and deleting', async () => {
    const drama = await genre('Drama');
    const comedy = await genre('Comedy');
    const { documentId } = await createMovie({ genres: [drama], releaseDate: '1979-05-25' });
    await createMovie({ genres: [drama, comedy] });
    await expectExactKeptCounts();
    const { status } = await program.put(`/movies/${documentId}`, {
      data: { genres: [comedy], releaseDate: '1986-07-18' },
    });
    expect(status).toBe(200);
    await expectExactKeptCounts();
    await strapi().documents('api::movie.movie').unpublish({ documentId });
    await expectExactKeptCounts();
    expect(await keptMovies()).toBe(1);
    await strapi().documents('api::movie.movie').publish({ documentId });
    await program.delete(`/movies/${documentId}`);
    expect(await keptMovies()).toBe(1);
  });

  it('many who write at once', async () => {
    const drama = await genre('Drama');
    const movies = await Promise.all(
      Array.from({ length: 6 }, () => createMovie({ genres: [drama] })),
    );
    const answers = await Promise.all(
      movies.flatMap(({ documentId }, index) => [
        program.put(`/movies/${documentId}`, { data: { releaseDate: `19${index}0-01-01` } }),
        index % 2 === 0
          ? program.delete(`/movies/${documentId}`)
          : program.put(`/movies/${documentId}`, { data: { genres: [] } }),
        program.post('/people', { data: { firstName: `P${index}`, country: null } }),
      ]),
    );
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await keptMovies()).toBe(3);
  });
});

describe('past the application', () => {
  beforeEach(async () => {
    await insertMovies(50);
    await linkGenres();
  });

  it.each([
    ['inserting', 'SELECT 1'],
    ['deleting', 'DELETE FROM movies WHERE id % 3 = 0'],
    ['deleting all', 'DELETE FROM movies'],
    ['unpublishing', 'UPDATE movies SET published_at = NULL WHERE id % 3 = 0'],
    ['another date', `UPDATE movies SET release_date = '2001-01-01' WHERE id % 3 = 0`],
    ['no date', 'UPDATE movies SET release_date = NULL WHERE id % 3 = 0'],
    ['removing links', 'DELETE FROM movies_genres_lnk WHERE id % 2 = 0'],
    [
      'moving links',
      `UPDATE movies_genres_lnk SET genre_id = (SELECT max(id) FROM genres)
       WHERE genre_id = (SELECT min(id) FROM genres)`,
    ],
    ['a new order of links', 'UPDATE movies_genres_lnk SET genre_ord = 7'],
    ['emptying the links', 'TRUNCATE movies_genres_lnk'],
    ['emptying the movies', 'TRUNCATE movies CASCADE'],
  ])('%s', async (_, statement) => {
    await sql(statement);
    await expectExactKeptCounts();
    await sql('UPDATE movies SET published_at = now() WHERE published_at IS NULL');
  });

  it('a genre that goes, and comes again with its id', async () => {
    const [row] = await sql<{ id: number }>('SELECT min(id) AS id FROM genres');
    await sql(`INSERT INTO genres (id, document_id, name) VALUES (900001, 'again', 'Again')`);
    await sql('UPDATE movies_genres_lnk SET genre_id = 900001 WHERE genre_id = $1', [row?.id]);
    await sql('DELETE FROM genres WHERE id = 900001');
    await sql(`INSERT INTO genres (id, document_id, name) VALUES (900001, 'again', 'Again')`);
    await expectExactKeptCounts();
    await sql('DELETE FROM genres WHERE id = 900001');
  });

  it('COPY', async () => {
    const [folder] = await sql<{ path: string }>(
      `SELECT current_setting('data_directory') AS path`,
    );
    const file = `${folder?.path ?? ''}/movies.copy`;
    await sql(`COPY (SELECT 'c' || id, title, published_at FROM movies) TO '${file}'`);
    await sql(`COPY movies (document_id, title, published_at) FROM '${file}'`);
    expect(await keptMovies()).toBe(100);
  });

  it('what is rolled back', async () => {
    const client = await connect();
    await client.query('BEGIN');
    await client.query('DELETE FROM movies WHERE id < 20');
    await client.query('TRUNCATE characters CASCADE');
    await client.query('ROLLBACK');
    expect(await keptMovies()).toBe(50);
  });

  it('what was written past the triggers, once it is counted anew', async () => {
    const client = await connect();
    await client.query('SET session_replication_role = replica');
    await client.query('DELETE FROM movies WHERE id < 20');
    expect(await keptMovies()).toBe(50);
    await sql('SELECT recount_entries()');
    await sql('DELETE FROM movies_genres_lnk WHERE movie_id < 20');
  });
});

describe('connections that write at the same time', () => {
  it.each([
    ['publishes', 'UPDATE movies SET published_at = now() WHERE published_at IS NULL'],
    ['unpublishes', 'UPDATE movies SET published_at = NULL WHERE published_at IS NOT NULL'],
    ['deletes', 'DELETE FROM movies'],
  ])('one moves a link while the other %s its movie', async (_, statement) => {
    const [from, to] = [await genre('Drama'), await genre('Comedy')];
    await insertMovies(2);
    await sql('UPDATE movies SET published_at = NULL WHERE id = 1');
    await sql(
      `INSERT INTO movies_genres_lnk (movie_id, genre_id)
       SELECT movies.id, genres.id FROM movies, genres WHERE genres.document_id = $1`,
      [from],
    );
    const [one, other] = await Promise.all([connect(), connect()]);
    await one.query('BEGIN');
    await one.query(
      'UPDATE movies_genres_lnk SET genre_id = (SELECT id FROM genres WHERE document_id = $1)',
      [to],
    );
    const [row] = (await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
    const written = other.query(statement);
    await until(async () => {
      const [waiting] = await sql<{ count: number }>(
        'SELECT count(*)::integer FROM pg_locks WHERE pid = $1 AND NOT granted',
        [row?.pid],
      );
      return waiting?.count === 1;
    });
    await one.query('COMMIT');
    await written;
  });

  it('do not wait for each other', async () => {
    const [one, other] = await Promise.all([connect(), connect()]);
    await one.query('BEGIN');
    await one.query(`INSERT INTO people (document_id, first_name) VALUES ('a', 'A')`);
    await other.query(`SET lock_timeout = '1s'`);
    for (let n = 0; n < 300; n += 1) {
      await other.query(`INSERT INTO people (document_id, first_name) VALUES ('b${n}', 'B')`);
    }
    await one.query('COMMIT');
  });

  it('never fail, and leave exact numbers in few rows', async () => {
    await insertMovies(200);
    const writers = await Promise.all(Array.from({ length: 6 }, connect));
    await Promise.all(
      writers.map(async (client, writer) => {
        for (let turn = 0; turn < 60; turn += 1) {
          await client.query(turn % 7 === 0 ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN');
          await client.query(`INSERT INTO people (document_id, first_name) VALUES ('p', 'P')`);
          await client.query('DELETE FROM movies WHERE id = $1', [writer * 30 + (turn % 30) + 1]);
          await client.query(turn % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
        }
      }),
    );
    const [rows] = await sql<{ count: number }>('SELECT count(*)::integer FROM entry_counts');
    // Of more than 500 changes.
    expect(rows?.count).toBeLessThan(400);
  });

  it('show each reader the number of what it sees', async () => {
    await insertMovies(10);
    const reader = await connect();
    const read = async () => {
      const { rows } = await reader.query<{ kept: number; there: number }>(
        `SELECT (SELECT sum(delta) FROM entry_counts WHERE counted = 'movies')::integer AS kept,
           (SELECT count(*) FROM movies WHERE published_at IS NOT NULL)::integer AS there`,
      );
      return rows[0];
    };
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect(await read()).toEqual({ kept: 10, there: 10 });
    for (let id = 1; id <= 9; id += 1) await sql('DELETE FROM movies WHERE id = $1', [id]);
    expect(await read()).toEqual({ kept: 10, there: 10 });
    await reader.query('COMMIT');
    expect(await read()).toEqual({ kept: 1, there: 1 });
  });
});
