import { arrangeViews } from '../../src/views';
import { country, createCharacter, createDraft, createPerson } from '../factories';
import { type AdminClient, anonymous, clearCatalogue, strapi, withAdmin } from '../harness';

const TYPES = [
  'api::movie.movie',
  'api::person.person',
  'api::character.character',
  'api::genre.genre',
  'api::country.country',
] as const;

/** Kept by Strapi or by the database; nobody types them. */
const NOT_IN_FORMS = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'label',
  'favoritesCount',
  // Chosen by the stars under the photos.
  'primaryPhoto',
]);

interface Configuration {
  settings: Record<string, unknown>;
  layouts: { list: string[]; edit: { name: string; size: number }[][] };
  metadatas: Record<string, { edit: Record<string, unknown>; list: { label: string } }>;
}

const path = (uid: string) => `/content-manager/content-types/${uid}/configuration`;

/** As the panel sends a view; the server adds to its columns what stands for a related entry. */
const save = (admin: AdminClient, uid: string, { settings, layouts, metadatas }: Configuration) =>
  admin.put(path(uid), {
    settings,
    layouts,
    metadatas: Object.fromEntries(
      Object.entries(metadatas).map(([name, { edit, list }]) => [
        name,
        { edit, list: { ...list, mainField: undefined } },
      ]),
    ),
  });

const configurationOf = async (admin: AdminClient, uid: string): Promise<Configuration> =>
  (await admin.get(path(uid)).expect(200)).body.data.contentType as Configuration;

let editor: AdminClient;

beforeAll(async () => {
  editor = await withAdmin('strapi-editor');
});

describe.each(TYPES)('the view of %s', (uid) => {
  let view: Configuration;
  beforeAll(async () => {
    view = await configurationOf(editor, uid);
  });

  it('has every field that editors fill in, in rows that are full at most', () => {
    const attributes = Object.keys(view.metadatas).filter((name) => !NOT_IN_FORMS.has(name));
    const fields = view.layouts.edit.flat().map(({ name }) => name);
    expect(fields.sort()).toEqual(attributes.sort());
    for (const row of view.layouts.edit) {
      expect(row.reduce((width, { size }) => width + size, 0)).toBeLessThanOrEqual(12);
    }
  });

  it('speaks of every field and column in words, not in names of attributes', () => {
    const shown = new Set([...view.layouts.list, ...view.layouts.edit.flat().map((f) => f.name)]);
    for (const name of shown) {
      expect(view.metadatas[name]?.edit.label).toMatch(/^[A-Z][a-z ]+$/);
      expect(view.metadatas[name]?.list.label).toMatch(/^[A-Z][a-z ]+$/);
    }
  });

  it('is accepted by the content manager as it is, so that editors can change it', async () => {
    const { status, body } = await save(editor, uid, view);

    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(await configurationOf(editor, uid)).toEqual(view);
  });
});

describe('the lists', () => {
  it.each([
    ['api::movie.movie', ['poster', 'title', 'director'], 'updatedAt', 'DESC'],
    [
      'api::person.person',
      ['primaryPhoto', 'firstName', 'lastName', 'dateOfBirth', 'country'],
      'lastName',
      'ASC',
    ],
    ['api::character.character', ['name', 'actor', 'role', 'movies'], 'name', 'ASC'],
    ['api::genre.genre', ['name', 'updatedAt'], 'name', 'ASC'],
    ['api::country.country', ['name', 'code', 'updatedAt'], 'name', 'ASC'],
  ])('of %s show %j, sorted by %s %s', async (uid, columns, defaultSortBy, defaultSortOrder) => {
    const { layouts, settings } = await configurationOf(editor, uid);

    expect(layouts.list).toEqual(columns);
    expect(settings).toMatchObject({ defaultSortBy, defaultSortOrder, pageSize: 20 });
  });
});

describe('relations', () => {
  it.each([
    ['api::movie.movie', 'director', 'label'],
    ['api::movie.movie', 'characters', 'label'],
    ['api::movie.movie', 'country', 'name'],
    ['api::movie.movie', 'genres', 'name'],
    ['api::person.person', 'directedMovies', 'title'],
    ['api::person.person', 'characters', 'label'],
    ['api::person.person', 'country', 'name'],
    ['api::character.character', 'actor', 'label'],
    ['api::character.character', 'movies', 'title'],
  ])('of %s: %s are shown by their %s', async (uid, field, mainField) => {
    const { metadatas } = await configurationOf(editor, uid);

    expect(metadatas[field]?.edit.mainField).toBe(mainField);
  });
});

it('amounts have their unit beside them', async () => {
  const { metadatas } = await configurationOf(editor, 'api::movie.movie');

  expect(metadatas.durationMinutes?.edit.description).toContain('minutes');
  expect(metadatas.budget?.edit.description).toContain('US dollars');
});

it('what an editor has arranged stays so at the next start', async () => {
  const uid = 'api::genre.genre';
  const seeded = await configurationOf(editor, uid);
  const changed = structuredClone(seeded);
  changed.settings.pageSize = 50;
  changed.layouts.list = ['name', 'createdAt'];
  Object.assign(changed.metadatas.name?.edit ?? {}, { label: 'Kind of movie' });
  await save(editor, uid, changed).expect(200);
  try {
    await strapi().plugin('content-manager').service('content-types').syncConfigurations();
    await arrangeViews(strapi());

    expect(await configurationOf(editor, uid)).toEqual(changed);
  } finally {
    await save(editor, uid, seeded).expect(200);
  }
});

describe('the cast', () => {
  beforeEach(clearCatalogue);

  const MOVIES = '/content-manager/collection-types/api::movie.movie';

  const castOverRest = async (documentId: string): Promise<string[]> => {
    const { body } = await anonymous().get(`/movies/${documentId}`, { populate: 'characters' });
    return (body.data.characters as { name: string }[]).map(({ name }) => name);
  };

  it('is published in the order into which an editor drags it', async () => {
    const draft = await createDraft({
      director: (await createPerson()).documentId,
      country: await country('US'),
    });
    const [first, second, third] = await Promise.all(
      ['First', 'Second', 'Third'].map((name) => createCharacter(draft.documentId, { name })),
    );
    const publish = (data: object) =>
      editor.post(`${MOVIES}/${draft.documentId}/actions/publish`, data).expect(200);
    const at = (documentId: string | undefined, position: object) => ({ documentId, position });
    await publish({
      characters: {
        connect: [
          at(first?.documentId, { end: true }),
          at(second?.documentId, { end: true }),
          at(third?.documentId, { end: true }),
        ],
      },
    });
    expect(await castOverRest(draft.documentId)).toEqual(['First', 'Second', 'Third']);

    await publish({
      characters: { connect: [at(third?.documentId, { before: first?.documentId })] },
    });
    expect(await castOverRest(draft.documentId)).toEqual(['Third', 'First', 'Second']);
  });
});
