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

jest.setTimeout(180_000);

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

it('an export is imported with its favorites, each with its user and counted, and its labels', async () => {
  const server = await startAndWait(FROM, { RATE_LIMIT_REGISTRATION: 'off' });
  await sqlOn(databaseUrl(FROM))(
    `INSERT INTO movies (document_id, title, published_at)
     SELECT $1, $1, at FROM (VALUES (NULL), (now())) AS version (at)`,
    [MOVIE],
  );
  await sqlOn(databaseUrl(FROM))(
    `WITH person AS (
       INSERT INTO people (document_id, first_name, last_name) VALUES ('p', 'Al', 'Pacino')
       RETURNING id
     ), part AS (
       INSERT INTO characters (document_id, name) VALUES ('c', 'Michael Corleone') RETURNING id
     )
     INSERT INTO characters_actor_lnk (character_id, person_id)
     SELECT part.id, person.id FROM part, person`,
  );
  for (const username of ['ada', 'bob']) {
    const { jwt } = await registerAt(server.url, username);
    await addAt(server.url, MOVIE, jwt);
  }
  server.child.kill();
  await server.exit;

  const file = path.join(folder, 'catalogue');
  await runStrapi(FROM, 'export', '--no-encrypt', '--no-compress', '-f', file);
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
  expect(await imported('SELECT DISTINCT favorites_count FROM movies')).toEqual([
    { favorites_count: 2 },
  ]);
  expect(await imported('SELECT label FROM characters')).toEqual([
    { label: 'Michael Corleone (Al Pacino)' },
  ]);
});
