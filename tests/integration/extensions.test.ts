import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { until } from '../harness';
import {
  createExtendedProject,
  exampleNames,
  type ExtendedProject,
} from '../harness/extended-project';
import {
  complete,
  createDatabase,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';
import { type ExtendedServer, startExtendedServer } from './extended-server';
import { describeAward } from './extensions-award';
import { addComponents, describeComponents } from './extensions-components';

const DATABASE = 'reelbase_extensions_test';

/** Until when the frontend has heard of a movie. */
const PATIENCE_MS = 15_000;

jest.setTimeout(3 * START_TIMEOUT_MS);

let project: ExtendedProject;
let server: ExtendedServer;
let frontend: Server;
/** What the frontend was told, one after the other. */
const told: string[] = [];

const listenAsFrontend = async (): Promise<string> => {
  frontend = createServer((incoming, answer) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      told.push(body);
      answer.end();
    });
  }).listen(0, '127.0.0.1');
  await once(frontend, 'listening');
  return `http://127.0.0.1:${(frontend.address() as AddressInfo).port}`;
};

const command = (program: string, ...args: string[]) =>
  project.run([path.join('dist', 'src', 'cli', `${program}.js`), ...args], complete(DATABASE, 1));

/** Extensions mostly come to a database that has been used without them. */
const useWithoutExtensions = async () => {
  const { child, exit } = await startAndWait(DATABASE);
  child.kill('SIGTERM');
  await exit;
};

beforeAll(async () => {
  await createDatabase(DATABASE);
  await useWithoutExtensions();
  project = await createExtendedProject(await exampleNames());
  await addComponents(project);
  await project.generateTypes();
  await project.compile();
  server = await startExtendedServer(project, DATABASE, {
    FRONTEND_REVALIDATE_URL: await listenAsFrontend(),
  });
});

afterAll(async () => {
  killServers();
  frontend.close();
  await dropDatabase(DATABASE);
  await project.remove();
});

/** Movies by what is asked, as a visitor finds them: their titles. */
const titles = async (query: object) => {
  const { body } = await server.visitor.get('/api/movies', query).expect(200);
  return (body.data as { title: string }[]).map(({ title }) => title);
};

it('react-to-publish: a frontend is told of a movie when it is published, not of drafts', async () => {
  const movie = await server.createDraft({ title: 'Le Bonheur' });
  expect(told).toEqual([]);

  await server.publish(movie).expect(200);

  await until(() => told.length > 0, PATIENCE_MS);
  expect(told).toEqual([JSON.stringify({ movie })]);
});

it('derived-field: movies are sorted without the article, in what is published too', async () => {
  const movie = await server.createDraft({ title: 'The Gleaners and I' });
  await server.publish(movie).expect(200);
  const sortTitle = async () =>
    (await server.visitor.get(`/api/movies/${movie}`)).body.data.sortTitle as string;
  expect(await sortTitle()).toBe('Gleaners and I, The');

  const draft = `/api/movies/${movie}?status=draft`;
  await server.program.put(draft, { data: { title: 'A Gleaner' } }).expect(200);
  expect((await server.program.get(draft)).body.data.sortTitle).toBe('Gleaner, A');
  expect(await sortTitle()).toBe('Gleaners and I, The');
  await server.publish(movie).expect(200);
  expect(await sortTitle()).toBe('Gleaner, A');
  expect(await titles({ sort: 'sortTitle' })).toContain('A Gleaner');
  const written = { data: { sortTitle: 'first' } };
  expect((await server.program.put(`/api/movies/${movie}`, written)).status).toBe(400);
});

describe('movie-attribute', () => {
  let movie: string;
  beforeAll(async () => {
    movie = await server.createDraft({ title: 'Jacquot', tagline: 'A childhood' });
    await server.publish(movie).expect(200);
  });

  it('is written, shown and filtered over REST', async () => {
    expect(await titles({ 'filters[tagline]': 'A childhood' })).toEqual(['Jacquot']);
    const { body } = await server.visitor.get(`/api/movies/${movie}`);
    expect(body.data.tagline).toBe('A childhood');
    const long = { data: { tagline: 'x'.repeat(201) } };
    expect((await server.program.put(`/api/movies/${movie}`, long)).status).toBe(400);
  });

  it('is shown and filtered over GraphQL', async () => {
    const query = '{ movies(filters: { tagline: { eq: "A childhood" } }) { title tagline } }';
    expect(await server.visitor.graphql(query)).toEqual({
      data: { movies: [{ title: 'Jacquot', tagline: 'A childhood' }] },
    });
  });

  it('keeps what only the draft says from visitors', async () => {
    const draft = { data: { tagline: 'A secret' } };
    await server.program.put(`/api/movies/${movie}?status=draft`, draft).expect(200);
    expect(await titles({ 'filters[tagline]': 'A secret' })).toEqual([]);
  });

  it('is in the form of the admin panel, and the Editor may write it', async () => {
    const configuration = '/content-manager/content-types/api::movie.movie/configuration';
    const { body } = await server.editor.get(configuration).expect(200);
    const form = (body.data.contentType.layouts.edit as { name: string }[][]).flat();
    expect(form.map(({ name }) => name)).toContain('tagline');

    const entry = `/content-manager/collection-types/api::movie.movie/${movie}`;
    await server.editor.put(entry, { tagline: 'By an editor' }).expect(200);
    const { body: saved } = await server.editor.get(entry).expect(200);
    expect(saved.data.tagline).toBe('By an editor');
  });
});

describe('publishing-rule', () => {
  const REFUSAL = /cannot be published: it has no release date\. Fill in "releaseDate"\./;

  it('refuses over REST, with all else that is missing', async () => {
    const movie = await server.createDraft({ title: 'Undated', releaseDate: null, country: null });
    const { status, body } = await server.publish(movie);
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: expect.stringMatching(/it has no country and no release date/),
    });
    expect(body.error.details.errors).toContainEqual(
      expect.objectContaining({ path: ['releaseDate'] }),
    );
  });

  it('refuses the bulk action of the admin panel, and GraphQL', async () => {
    const movie = await server.createDraft({ title: 'Undated too', releaseDate: null });
    const bulk = '/content-manager/collection-types/api::movie.movie/actions/bulkPublish';
    const { status, body } = await server.editor.post(bulk, { documentIds: [movie] });
    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message: expect.stringMatching(REFUSAL),
    });
    const answer = await server.program.graphql(
      `mutation { updateMovie(documentId: "${movie}", data: {}) { title } }`,
    );
    expect(answer.errors?.[0]?.message).toMatch(REFUSAL);
    expect(await titles({ 'filters[title]': 'Undated too' })).toEqual([]);
  });
});

describe('import-format', () => {
  const write = async (name: string, lines: string[]) => {
    const file = path.join(project.folder, name);
    await writeFile(file, lines.join('\n'));
    return file;
  };
  const movie = {
    title: 'Vagabond',
    releaseDate: '1985-12-04',
    country: 'FR',
    director: { firstName: 'Agnes', lastName: 'Varda' },
    cast: [{ name: 'Mona', actor: { firstName: 'Sandrine', lastName: 'Bonnaire' } }],
  };

  it('imports a file, and keeps as a draft what breaks an added rule', async () => {
    const undated = { ...movie, title: 'Vagabond, undated', releaseDate: undefined };
    const lines = [movie, undated].map((line) => JSON.stringify(line));
    const { code, output } = await command('import', 'jsonl', await write('ok.jsonl', lines));

    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching('no release date') });
    expect(await titles({ 'filters[title][$contains]': 'Vagabond' })).toEqual(['Vagabond']);
  });

  it('imports nothing of a file with a mistake, and names its place', async () => {
    const wrong = { ...movie, title: 'Never', releaseDate: 'soon' };
    const lines = [{ ...movie, title: 'Never' }, wrong].map((line) => JSON.stringify(line));
    const { code, output } = await command('import', 'jsonl', await write('bad.jsonl', lines));

    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching('bad.jsonl, line 2, column "releaseDate"'),
    });
    expect(await titles({ 'filters[title]': 'Never' })).toEqual([]);
  });

  it('is told with the others to who names a format that there is not', async () => {
    const { code, output } = await command('import', 'xml', await write('a.xml', []));
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching('no format "xml". Use one of: csv, jsonl.'),
    });
  });
});

describe('route-and-graphql', () => {
  beforeAll(async () => {
    for (const [title, releaseDate] of [
      ['Young', '2001-02-28'],
      ['Old', '1961-02-28'],
      ['Other day', '1961-03-01'],
    ]) {
      const movie = await server.createDraft({ title: title ?? '', releaseDate });
      await server.publish(movie).expect(200);
    }
    await server.createDraft({ title: 'Not yet', releaseDate: '1961-02-28' });
  });

  it('tells everybody over REST, and nothing of drafts', async () => {
    const { body } = await server.visitor.get('/api/anniversaries', { day: '02-28' }).expect(200);
    expect(body.data.map(({ title }: { title: string }) => title)).toEqual(['Old', 'Young']);
  });

  it('tells the same over GraphQL, with what belongs to a movie', async () => {
    const query = '{ anniversaries(day: "02-28") { title director { lastName } } }';
    const { data } = await server.visitor.graphql(query);
    expect(data.anniversaries).toEqual([
      { title: 'Old', director: { lastName: 'Varda' } },
      { title: 'Young', director: { lastName: 'Varda' } },
    ]);
  });

  it.each([
    [{}, /^Name a day of the year/],
    [{ day: 'today' }, /^Name a day of the year/],
    [{ day: '02-28', page: 2 }, /page/],
  ])('refuses a question that it does not understand: %p', async (query, message) => {
    const { body } = await server.visitor.get('/api/anniversaries', query).expect(400);
    expect(body.error.message).toMatch(message);
  });

  it('is refused, by both, to whom the permission is taken from', async () => {
    const { body } = await server.admin.get('/users-permissions/roles').expect(200);
    const { id } = body.roles.find(({ type }: { type: string }) => type === 'public');
    const address = `/users-permissions/roles/${id}`;
    const { role } = (await server.admin.get(address).expect(200)).body;
    const action = role.permissions['plugin::anniversaries'].controllers.anniversaries.find;
    const save = (enabled: boolean) => {
      action.enabled = enabled;
      return server.admin.put(address, role).expect(200);
    };
    await save(false);
    expect((await server.visitor.get('/api/anniversaries', { day: '02-28' })).status).toBe(403);
    const answer = await server.visitor.graphql('{ anniversaries(day: "02-28") { title } }');
    expect(answer.errors?.[0]?.message).toMatch(/Forbidden/);
    await save(true);
  });
});

describeAward(() => server);

describeComponents(() => server);
