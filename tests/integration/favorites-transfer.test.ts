import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sqlOn, strapi } from '../harness';
import {
  complete,
  createDatabase,
  databaseUrl,
  dropDatabase,
  killServers,
  startAndWait,
} from '../harness/server-process';
import { addAt, registerAt } from './site-requests';

const FROM = 'reelbase_export_test';
const INTO = 'reelbase_import_test';
const MOVIE = 'exported';

jest.setTimeout(300_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reelbase-export-'));
  await createDatabase(FROM);
  await createDatabase(INTO);
});

afterAll(async () => {
  killServers();
  await dropDatabase(FROM);
  await dropDatabase(INTO);
  await rm(folder, { recursive: true, force: true });
});

/** One of Strapi's own commands, as `npm run strapi` runs them. */
const runStrapi = (database: string, ...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    [path.join('node_modules', '@strapi', 'strapi', 'bin', 'strapi.js'), ...args],
    { cwd: strapi().dirs.app.root, env: { ...complete(database, 0), HOME: folder, PORT: '1' } },
  );

/** A published movie with all that it needs, beside the one that favorites are of. */
const WHOLE = `
  WITH movie AS (
    INSERT INTO movies (document_id, title, published_at)
    SELECT 'whole', 'whole', at FROM (VALUES (NULL), (now())) AS version (at) RETURNING id
  ), person AS (
    INSERT INTO people (document_id, first_name, published_at)
    VALUES ('person', 'Agnès', now()) RETURNING id
  ), part AS (
    INSERT INTO characters (document_id, name, role, published_at)
    VALUES ('part', 'Cléo', 'leading', now()) RETURNING id
  ), director AS (
    INSERT INTO movies_director_lnk (movie_id, person_id) SELECT movie.id, person.id FROM movie, person
  ), cast_list AS (
    INSERT INTO movies_characters_lnk (movie_id, character_id) SELECT movie.id, part.id FROM movie, part
  ), actor AS (
    INSERT INTO characters_actor_lnk (character_id, person_id) SELECT part.id, person.id FROM part, person
  ), home AS (
    INSERT INTO people_country_lnk (person_id, country_id)
    SELECT person.id, (SELECT min(id) FROM countries) FROM person
  )
  INSERT INTO movies_country_lnk (movie_id, country_id)
  SELECT movie.id, (SELECT min(id) FROM countries) FROM movie`;

it('an export is imported, again too, with favorites, labels and all that movies need', async () => {
  const server = await startAndWait(FROM, { RATE_LIMIT_REGISTRATION: 'off' });
  await sqlOn(databaseUrl(FROM))(
    `INSERT INTO movies (document_id, title, published_at)
     SELECT $1, $1, at FROM (VALUES (NULL), (now())) AS version (at)`,
    [MOVIE],
  );
  await sqlOn(databaseUrl(FROM))(WHOLE);
  for (const username of ['ada', 'bob']) {
    const { jwt } = await registerAt(server.url, username);
    await addAt(server.url, MOVIE, jwt);
  }
  server.child.kill();
  await server.exit;

  const file = path.join(folder, 'catalogue');
  await runStrapi(FROM, 'export', '--no-encrypt', '--no-compress', '-f', file);
  await runStrapi(INTO, 'import', '--force', '-f', `${file}.tar`);
  // In the place of what was imported before, which is deleted.
  await runStrapi(INTO, 'import', '--force', '-f', `${file}.tar`);

  const imported = sqlOn(databaseUrl(INTO));
  expect(
    await imported(
      `SELECT username, movie_document_id FROM favorites
       JOIN up_users ON up_users.id = user_id ORDER BY username`,
    ),
  ).toEqual([
    { username: 'ada', movie_document_id: MOVIE },
    { username: 'bob', movie_document_id: MOVIE },
  ]);
  expect(
    await imported(
      `SELECT DISTINCT title, favorites_count, published_movie_gaps(id) AS gaps
       FROM movies WHERE published_at IS NOT NULL ORDER BY title`,
    ),
  ).toEqual([
    { title: MOVIE, favorites_count: 2, gaps: ['director', 'country', 'characters'] },
    { title: 'whole', favorites_count: 0, gaps: [] },
  ]);
  expect(await imported('SELECT label FROM characters')).toEqual([{ label: 'Cléo (Agnès)' }]);
});
