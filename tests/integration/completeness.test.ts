import {
  country,
  createCharacter,
  createDraft,
  createImage,
  createMovie,
  createPerson,
  genre,
} from '../factories';
import {
  type AdminClient,
  clearCatalogue,
  sql,
  strapi,
  TEST_ADMIN_DOMAIN,
  withAdmin,
} from '../harness';
import { changeDraft, countsOf, entriesOf, pageOf, titlesOf } from './completeness-desk';

let editor: AdminClient;

beforeAll(async () => {
  editor = await withAdmin('strapi-editor');
});

afterEach(clearCatalogue);

afterAll(() =>
  strapi()
    .db.query('admin::user')
    .deleteMany({ where: { email: { $endsWith: TEST_ADMIN_DOMAIN } } }),
);

const createBareDraft = async (title: string): Promise<void> => {
  const { status } = await editor.post('/content-manager/collection-types/api::movie.movie', {
    title,
  });
  expect(status).toBe(201);
};

const fullPerson = async () => ({
  country: await country('FR'),
  photos: [await createImage()],
});

describe('drafts that are ready to publish', () => {
  it('have everything and are not published', async () => {
    const ready = await createDraft({ title: 'Ready' });
    await createCharacter(ready.documentId);
    await createDraft({ title: 'Without a cast' });
    await createMovie({ title: 'Published' });
    const changed = await createMovie({ title: 'Changed' });
    await changeDraft(changed.documentId, { description: 'New' });

    expect(await titlesOf(editor, 'publishable-drafts')).toEqual(['Ready']);
  });

  it('are there again when they have been unpublished', async () => {
    const { documentId } = await createMovie({ title: 'Withdrawn' });
    await strapi().documents('api::movie.movie').unpublish({ documentId });

    expect(await titlesOf(editor, 'publishable-drafts')).toEqual(['Withdrawn']);
  });

  it('are what can be published', async () => {
    const { documentId } = await createDraft({ title: 'Ready' });
    await createCharacter(documentId);
    const path = `/content-manager/collection-types/api::movie.movie/${documentId}/actions/publish`;

    const [entry] = await entriesOf(editor, 'publishable-drafts');
    expect(entry).toMatchObject({ documentId, missing: ['poster', 'description', 'genres'] });
    expect((await editor.post(path, {})).status).toBe(200);
    expect(await titlesOf(editor, 'publishable-drafts')).toEqual([]);
  });
});

describe('incomplete drafts', () => {
  it('are listed with everything that each lacks', async () => {
    await createBareDraft('Bare');
    await createDraft({
      title: 'Without a cast',
      description: 'Known',
      genres: [await genre('Drama')],
    });
    const ready = await createDraft({ title: 'Ready' });
    await createCharacter(ready.documentId);
    await createMovie({ title: 'Published' });

    const entries = await entriesOf(editor, 'incomplete-drafts');
    expect(entries.map(({ title, status, missing }) => ({ title, status, missing }))).toEqual([
      { title: 'Without a cast', status: 'draft', missing: ['characters', 'poster'] },
      {
        title: 'Bare',
        status: 'draft',
        missing: ['director', 'country', 'characters', 'poster', 'description', 'genres'],
      },
    ]);
  });

  it('may be changes of a published movie', async () => {
    const { documentId } = await createMovie({ title: 'Changed' });
    await changeDraft(documentId, { director: null });

    expect(await entriesOf(editor, 'incomplete-drafts')).toMatchObject([
      { documentId, status: 'modified', missing: expect.arrayContaining(['director']) },
    ]);
  });

  it('lack an actor when a character of theirs does', async () => {
    const { documentId } = await createDraft();
    await createCharacter(documentId);
    await sql('DELETE FROM characters_actor_lnk');

    expect(await entriesOf(editor, 'incomplete-drafts')).toMatchObject([
      { documentId, missing: expect.arrayContaining(['actor']) },
    ]);
    expect(await titlesOf(editor, 'publishable-drafts')).toEqual([]);
  });

  it('may have no title', async () => {
    const { documentId } = await createDraft();
    await sql('UPDATE movies SET title = NULL');

    expect(await entriesOf(editor, 'incomplete-drafts')).toMatchObject([
      { documentId, title: null, missing: expect.arrayContaining(['title']) },
    ]);
  });
});

describe('movies without something', () => {
  it.each([
    ['movies-without-poster', async () => ({ poster: await createImage() })],
    ['movies-without-description', () => Promise.resolve({ description: 'What happens.' })],
    ['movies-without-genres', async () => ({ genres: [await genre('Drama')] })],
  ] as const)('%s lists drafts and published movies, each movie once', async (list, given) => {
    await createMovie({ title: 'Published' });
    await createDraft({ title: 'Draft' });
    await createMovie({ title: 'Published, has it', ...(await given()) });
    await createDraft({ title: 'Draft, has it', ...(await given()) });

    expect(await titlesOf(editor, list)).toEqual(['Draft', 'Published']);
  });

  it('are judged by the draft, which is what editors change', async () => {
    const { documentId } = await createMovie({ title: 'Described now' });
    await changeDraft(documentId, { description: 'What happens.' });

    expect(await titlesOf(editor, 'movies-without-description')).toEqual([]);
  });

  it('an empty description is none', async () => {
    await createDraft({ title: 'Empty', description: '' });

    expect(await titlesOf(editor, 'movies-without-description')).toEqual(['Empty']);
  });

  it('come with year, status, and all else that they lack', async () => {
    const { documentId } = await createMovie({ title: 'Old', releaseDate: '1931-01-30' });

    expect(await entriesOf(editor, 'movies-without-poster')).toEqual([
      {
        documentId,
        uid: 'api::movie.movie',
        title: 'Old',
        detail: '1931',
        status: 'published',
        missing: ['poster', 'description', 'genres'],
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ]);
  });
});

describe('people without something', () => {
  it('people-without-photo lists those who have none', async () => {
    await createPerson({ firstName: 'No', lastName: 'Photo' });
    await createPerson({ firstName: 'Photo', ...(await fullPerson()) });

    expect(await titlesOf(editor, 'people-without-photo')).toEqual(['No Photo']);
  });

  it('people-without-country lists those from nobody knows where', async () => {
    await createPerson({ firstName: 'Nobody', lastName: 'Knows', country: await country('ZZ') });
    await createPerson({ firstName: 'French', ...(await fullPerson()) });

    expect(await titlesOf(editor, 'people-without-country')).toEqual(['Nobody Knows']);
  });

  it('people-without-movies lists those who neither direct nor act, not even in a draft', async () => {
    await createPerson({ firstName: 'Idle', lastName: 'Person', dateOfBirth: '1970-05-05' });
    const director = await createPerson({ firstName: 'Director' });
    const actor = await createPerson({ firstName: 'Actor' });
    const draft = await createDraft({ director: director.documentId });
    await createCharacter(draft.documentId, { actor: actor.documentId });

    expect(await entriesOf(editor, 'people-without-movies')).toMatchObject([
      {
        title: 'Idle Person',
        detail: '1970',
        status: null,
        missing: ['photos', 'country', 'movies'],
      },
    ]);
  });

  it('a part in no movie is no movie', async () => {
    const draft = await createDraft();
    const actor = await createPerson({ firstName: 'Cut', lastName: 'Out' });
    await createCharacter(draft.documentId, { actor: actor.documentId });
    await sql('DELETE FROM movies_characters_lnk');

    expect(await titlesOf(editor, 'people-without-movies')).toEqual(['Cut Out']);
  });
});

describe('unnamed characters', () => {
  it('are those with the name that the importer gives, with their actor and movie', async () => {
    const actor = await createPerson({ firstName: 'Ada', lastName: 'Actor' });
    const movie = await createMovie({ title: 'Shown' });
    await createCharacter(movie.documentId, { name: 'Unnamed', actor: actor.documentId });
    await createCharacter(movie.documentId, { name: 'Unnamed Soldier' });
    await strapi().documents('api::movie.movie').publish({ documentId: movie.documentId });

    expect(await entriesOf(editor, 'unnamed-characters')).toMatchObject([
      { title: 'Unnamed', detail: 'Ada Actor · Shown', missing: ['name'] },
    ]);
  });

  it('do not tell of a movie that is a draft', async () => {
    const actor = await createPerson({ firstName: 'Ada', lastName: 'Actor' });
    const { documentId } = await createDraft({ title: 'Secret' });
    await createCharacter(documentId, { name: 'Unnamed', actor: actor.documentId });

    expect(await entriesOf(editor, 'unnamed-characters')).toMatchObject([{ detail: 'Ada Actor' }]);
  });
});

describe('genres and countries that no movie uses', () => {
  it('do not have those of drafts and published movies', async () => {
    await createMovie({ genres: [await genre('Drama')], country: await country('FR') });
    await createDraft({ genres: [await genre('Comedy')], country: await country('DE') });
    // Somebody from there makes no movie from there.
    await createPerson({ country: await country('IT') });

    const genres = await titlesOf(editor, 'unused-genres');
    expect(genres).toContain('Western');
    expect(genres).not.toContain('Drama');
    expect(genres).not.toContain('Comedy');
    const { results } = await pageOf(editor, 'unused-countries', { pageSize: 100 });
    const codes = results.map(({ detail }) => detail);
    expect(codes).toContain('AR');
    expect(codes).not.toContain('FR');
    expect(codes).not.toContain('DE');
  });

  it('come by name, all pages of them, without the one that stands for unknown', async () => {
    const pages = [1, 2, 3].map((page) =>
      pageOf(editor, 'unused-countries', { page, pageSize: 100 }),
    );
    const names = (await Promise.all(pages)).flatMap(({ results }) =>
      results.map(({ title }) => String(title)),
    );
    const known = await sql<{ name: string }>(
      `SELECT name FROM countries WHERE code <> 'ZZ' ORDER BY name`,
    );

    expect(names).toEqual(known.map(({ name }) => name));
  });
});

describe('the counts', () => {
  it('are the totals of the lists', async () => {
    await createMovie();
    await createDraft();
    const counts = await countsOf(editor);

    for (const [list, count] of Object.entries(counts)) {
      const { pagination } = await pageOf(editor, list as Parameters<typeof pageOf>[1]);
      expect({ list, total: pagination.total }).toEqual({ list, total: count });
    }
    expect(Object.keys(counts)).toHaveLength(11);
    expect(counts).toMatchObject({ 'incomplete-drafts': 1, 'movies-without-poster': 2 });
  });
});

describe('the statements', () => {
  /** The desk's own; others are about the session, or tell of what has just been created. */
  const statementsOf = async (path: string): Promise<string[]> => {
    const statements: string[] = [];
    const note = ({ sql: text }: { sql: string }) => statements.push(text);
    const { connection } = strapi().db;
    connection.on('query', note);
    await editor.get(path);
    connection.removeListener('query', note);
    return statements.filter((text) => text.includes(' AS entry'));
  };

  it.each([
    '/completeness',
    '/completeness/incomplete-drafts',
    '/completeness/people-without-movies',
    '/completeness/unused-countries',
  ])('of %s are one', async (path) => {
    for (const title of ['A', 'B', 'C']) await createDraft({ title });

    expect(await statementsOf(path)).toHaveLength(1);
  });
});

describe('pages', () => {
  it('have every entry once, newest change first', async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await createBareDraft(title);

    const pages = await Promise.all(
      [1, 2, 3].map((page) => pageOf(editor, 'incomplete-drafts', { page, pageSize: 2 })),
    );
    expect(pages.flatMap(({ results }) => results.map(({ title }) => title))).toEqual([
      'E',
      'D',
      'C',
      'B',
      'A',
    ]);
    expect(pages[0]?.pagination).toEqual({ page: 1, pageSize: 2, pageCount: 3, total: 5 });
  });

  it('have every entry once when all have changed at the same time', async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await createBareDraft(title);
    await sql('UPDATE movies SET updated_at = now()');

    const pages = await Promise.all(
      [1, 2, 3].map((page) => pageOf(editor, 'incomplete-drafts', { page, pageSize: 2 })),
    );
    const titles = pages.flatMap(({ results }) => results.map(({ title }) => title));
    expect(titles.sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('beyond the last one are empty, and know the total', async () => {
    await createBareDraft('Only');

    expect(await pageOf(editor, 'incomplete-drafts', { page: 7 })).toEqual({
      results: [],
      pagination: { page: 7, pageSize: 25, pageCount: 1, total: 1 },
    });
  });

  it.each([
    { page: '0' },
    { page: '-1' },
    { page: '1.5' },
    { page: 'x' },
    { page: '' },
    { page: '1e3' },
    { page: '99999999999999999999' },
    { page: ['1', '2'] },
    { page: { $gt: '1' } },
    { pageSize: '101' },
    { pageSize: '0' },
    { pageSize: "25'; DROP TABLE movies" },
    { filters: { title: 'x' } },
    { sort: 'title' },
    { 'page[size]': '5' },
  ])('are not given for %j', async (query) => {
    const { status, body } = await editor.get('/completeness/incomplete-drafts', query);

    expect({ status, name: body.error?.name }).toEqual({ status: 400, name: 'ValidationError' });
  });

  it('say what they take', async () => {
    const { body } = await editor.get('/completeness/incomplete-drafts', {
      pageSize: 101,
      sort: 'a',
    });

    expect(body.error.message).toBe(
      '"pageSize" must be a whole number from 1 to 100. Invalid key sort: a list takes page and pageSize.',
    );
  });

  it('counts take no parameters', async () => {
    expect((await editor.get('/completeness', { page: 1 })).status).toBe(400);
  });
});
