import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { checkCatalogue } from '../../src/completeness';
import { createCharacter, createDraft, createMovie } from '../factories';
import { application, clearCatalogue, sql, strapi } from '../harness';
import { complete } from '../harness/server-process';
import { changeDraft, damage } from './completeness-desk';

const PROJECT = path.resolve(__dirname, '..', '..');
const TIMEOUT_MS = 60_000;

jest.setTimeout(TIMEOUT_MS);

/** Runs `npm run check:catalogue`, without npm, on what the harness has compiled. */
const runCheck = async (args: string[] = [], env: NodeJS.ProcessEnv = {}) => {
  const program = path.join(strapi().dirs.dist.root, 'src', 'cli', 'catalogue-check.js');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: PROJECT,
    env: { ...complete('unused', 1), DATABASE_URL: application().databaseUrl, ...env },
  });
  const output = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.error += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
};

const ITS_ROWS = 'movie_id IN (SELECT id FROM movies WHERE document_id = $1)';

afterEach(clearCatalogue);

it('counts what the catalogue lacks, and is content with drafts that lack something', async () => {
  await createMovie({ title: 'Published' });
  await createDraft({ title: 'Without a cast' });
  const { code, out } = await runCheck();

  expect(code).toBe(0);
  expect(out).toMatch(/^incomplete-drafts +1$/m);
  expect(out).toMatch(/^movies-without-poster +2$/m);
  expect(out).toMatch(/^publishable-drafts +0$/m);
  expect(out).toMatch('Every published movie has what it needs.');
});

it('fails, and names the movies, when a published movie lacks what it needs', async () => {
  const { documentId } = await createMovie({ title: 'Broken' });
  await damage(
    `DELETE FROM movies_director_lnk USING movies
     WHERE movies.id = movie_id AND published_at IS NOT NULL`,
  );
  const { code, out } = await runCheck();

  expect(code).toBe(1);
  expect(out).toMatch('1 published movie lacks');
  expect(out).toMatch(`${documentId}  "Broken" lacks director\n`);
});

it('gives the lists with their entries as JSON, and nothing else', async () => {
  const ready = await createDraft({ title: 'Ready' });
  await createCharacter(ready.documentId);
  const { code, out } = await runCheck(['--json']);
  const report = JSON.parse(out);

  expect({ code, broken: report.broken.count }).toEqual({ code: 0, broken: 0 });
  expect(report.lists).toHaveLength(11);
  expect(report.lists[0]).toMatchObject({
    name: 'publishable-drafts',
    uid: 'api::movie.movie',
    count: 1,
    entries: [{ documentId: ready.documentId, title: 'Ready' }],
  });
});

it.each([
  ['a title', `UPDATE movies SET title = '' WHERE document_id = $1`, 'title'],
  ['a director', `DELETE FROM movies_director_lnk WHERE ${ITS_ROWS}`, 'director'],
  ['a country', `DELETE FROM movies_country_lnk WHERE ${ITS_ROWS}`, 'country'],
  ['characters', `DELETE FROM movies_characters_lnk WHERE ${ITS_ROWS}`, 'characters'],
  [
    'the actor of a character',
    `DELETE FROM characters_actor_lnk WHERE character_id IN (
      SELECT character_id FROM movies_characters_lnk WHERE ${ITS_ROWS})`,
    'actor',
  ],
])('finds a published movie without %s, as the database does', async (_, statement, missing) => {
  const { documentId } = await createMovie();
  await createMovie({ title: 'Whole' });
  await damage(statement, [documentId]);
  const { broken } = await checkCatalogue(strapi());

  expect(broken).toMatchObject({ count: 1, entries: [{ documentId, missing: [missing] }] });
  expect(
    await sql(
      `SELECT document_id, published_movie_gaps(id) AS gaps FROM movies
       WHERE published_at IS NOT NULL AND published_movie_gaps(id) <> '{}'`,
    ),
  ).toEqual([{ document_id: documentId, gaps: [missing] }]);
});

it('does not call a movie broken for what its draft lacks', async () => {
  const { documentId } = await createMovie();
  await changeDraft(documentId, { director: null });

  expect((await checkCatalogue(strapi())).broken.count).toBe(0);
});

it.each([
  ['an argument that it does not know', ['--fix'], {}, 'Usage: npm run check:catalogue'],
  [
    'a database that does not answer',
    [],
    { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' },
    'Check DATABASE_URL',
  ],
])('says so, with another code, when it is given %s', async (_, args, env, message) => {
  const { code, error } = await runCheck(args, env);

  expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(message) });
});
