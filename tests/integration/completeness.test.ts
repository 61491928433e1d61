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
import { changeDraft, createBareDraft, entriesOf, pageOf, titlesOf } from './completeness-desk';

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
    await createBareDraft(editor, 'Bare');
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
