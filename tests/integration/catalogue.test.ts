import {
  country,
  createCharacter,
  createDraft,
  createMovie,
  createPerson,
  genre,
} from '../factories';
import { anonymous, clearCatalogue, strapi, withApiToken, type Client } from '../harness';

const movies = () => strapi().documents('api::movie.movie');

const WRITE = ['movie', 'person', 'character', 'genre', 'country'].flatMap((type) =>
  ['find', 'findOne', 'create', 'update', 'delete'].map(
    (action) => `api::${type}.${type}.${action}`,
  ),
);

type DraftInput = NonNullable<Parameters<typeof createDraft>[0]>;

let editor: Client;

beforeAll(async () => {
  editor = await withApiToken([...WRITE, 'api::movie.movie.preview']);
});
afterEach(clearCatalogue);

describe('a budget', () => {
  it.each([356_000_000, 0, 12.34, 9_999_999_999_999.99])(
    'of %d is stored and returned exactly, over REST and GraphQL',
    async (budget) => {
      const { documentId } = await createMovie({ budget });

      const { body } = await anonymous().get(`/movies/${documentId}`);
      expect(body.data.budget).toBe(budget);
      const graphql = await anonymous().graphql(
        `{ movie(documentId: "${documentId}") { budget } }`,
      );
      expect(graphql.data).toEqual({ movie: { budget } });
    },
  );
});

describe('a value that no movie or person can have', () => {
  it.each([
    ['/movies?status=draft', 'budget', -1],
    ['/movies?status=draft', 'budget', 1e15],
    ['/movies?status=draft', 'durationMinutes', 0],
    ['/movies?status=draft', 'durationMinutes', 1441],
    ['/movies?status=draft', 'durationMinutes', 90.5],
    ['/movies?status=draft', 'releaseDate', '1877-12-31'],
    ['/movies?status=draft', 'title', 'x'.repeat(256)],
    ['/people', 'dateOfBirth', '2999-01-01'],
  ])('is refused, naming the field: POST %s with %s = %j', async (path, field, value) => {
    const { status, body } = await editor.post(path, {
      data: path === '/people' ? { [field]: value } : { title: 'Draft', [field]: value },
    });
    expect(status).toBe(400);
    expect(body.error.details.errors).toMatchObject([{ path: [field] }]);
    expect(body.error.message).toContain(`"${field}"`);
  });

  it.each([
    ['title', 'nul \u0000 character'],
    ['releaseDate', '2024-02-30'],
    ['releaseDate', 'yesterday'],
    ['budget', 'a lot'],
    ['durationMinutes', '1e400'],
  ])('is no internal error: %s = %j', async (field, value) => {
    const { status } = await editor.post('/movies?status=draft', {
      data: { title: 'Draft', [field]: value },
    });
    expect(status).toBe(400);
  });
});

describe('publishing', () => {
  it.each([
    ['director', { director: null }, 'it has no director.'],
    ['country', { country: null }, 'it has no country.'],
    ['title', { title: null }, 'it has no title.'],
  ])('a movie without %s is refused, and says so', async (field, lack, message) => {
    const draft = await createDraft({ title: 'Alien', ...lack } as Partial<DraftInput>);
    await createCharacter(draft.documentId);

    await expect(movies().publish({ documentId: draft.documentId })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
      details: { errors: [{ path: [field] }] },
    });
  });

  it('a movie without any character is refused, and says so', async () => {
    const { documentId } = await createDraft({ title: 'Alien' });

    await expect(movies().publish({ documentId })).rejects.toThrow(
      'Movie "Alien" cannot be published: it has no character.',
    );
  });

  it('names everything that is missing at once, over REST', async () => {
    const { documentId } = await createDraft({ title: 'Alien', director: null, country: null });

    const { status, body } = await editor.put(`/movies/${documentId}`, { data: {} });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('it has no director, no country, and no character.'),
      details: {
        errors: [{ path: ['director'] }, { path: ['country'] }, { path: ['characters'] }],
      },
    });
  });

  it('names what is missing over GraphQL', async () => {
    const { documentId } = await createDraft({ title: 'Alien', director: null });

    const { errors } = await editor.graphql(
      `mutation { updateMovie(documentId: "${documentId}", data: {}) { title } }`,
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('no director') }]);
  });

  it('what is refused leaves the draft as it was', async () => {
    const { documentId } = await createDraft({ title: 'Alien' });

    await editor.put(`/movies/${documentId}`, { data: { title: 'Aliens' } });
    const draft = await movies().findOne({ documentId });
    expect(draft?.title).toBe('Alien');
    expect(await movies().count({ status: 'published' })).toBe(0);
  });

  it('creates nothing when a new movie cannot be published', async () => {
    const { status } = await editor.post('/movies', { data: { title: 'Nothing' } });
    expect(status).toBe(400);
    expect(await movies().count({})).toBe(0);
  });

  it('a complete movie in one request answers with the published movie', async () => {
    const director = await createPerson();
    const other = await createMovie();
    const character = await createCharacter(other.documentId, { name: 'Ripley' });

    const { status, body } = await editor.post('/movies?populate=characters', {
      data: {
        title: 'Alien',
        director: director.documentId,
        country: await country('US'),
        characters: [character.documentId],
      },
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ title: 'Alien', characters: [{ name: 'Ripley' }] });
    expect(body.data.publishedAt).toEqual(expect.any(String));
    const published = await anonymous().get('/movies?filters[title]=Alien');
    expect(published.body.meta.pagination.total).toBe(1);
  });

  it('keeps one draft and one published row, however often it is repeated', async () => {
    const { documentId } = await createMovie();
    await Promise.all(
      [1, 2, 3].map(() =>
        movies()
          .publish({ documentId })
          .catch(() => null),
      ),
    );
    await movies().publish({ documentId });

    const { rows } = await strapi().db.connection.raw<{ rows: { drafts: string }[] }>(
      `SELECT count(*) FILTER (WHERE published_at IS NULL) AS drafts,
              count(*) FILTER (WHERE published_at IS NOT NULL) AS published
       FROM movies WHERE document_id = ?`,
      [documentId],
    );
    expect(rows).toEqual([{ drafts: '1', published: '1' }]);
  });
});

describe('billing and genre order', () => {
  it('is kept as it was set, in the draft and in the published movie', async () => {
    const { documentId } = await createDraft();
    const cast = [];
    for (const name of ['Third', 'First', 'Second']) {
      cast.push(await createCharacter(documentId, { name }));
    }
    const [third, first, second] = cast.map((character) => character.documentId);
    const genres = [await genre('War'), await genre('Comedy'), await genre('Drama')];

    await editor.put(`/movies/${documentId}`, {
      data: { characters: { set: [first, second, third] }, genres },
    });

    const { body } = await anonymous().get(
      `/movies/${documentId}?populate[0]=characters&populate[1]=genres`,
    );
    const names = (entries: { name: string }[]) => entries.map(({ name }) => name);
    expect(names(body.data.characters)).toEqual(['First', 'Second', 'Third']);
    expect(names(body.data.genres)).toEqual(['War', 'Comedy', 'Drama']);
    const graphql = await anonymous().graphql(
      `{ movie(documentId: "${documentId}") { characters { name } genres { name } } }`,
    );
    expect(graphql.data).toEqual({
      movie: {
        characters: [{ name: 'First' }, { name: 'Second' }, { name: 'Third' }],
        genres: [{ name: 'War' }, { name: 'Comedy' }, { name: 'Drama' }],
      },
    });
  });
});

describe('a character', () => {
  it('needs an actor, a role and at least one movie', async () => {
    const { documentId } = await createDraft();
    const actor = (await createPerson()).documentId;
    const whole = { name: 'Ripley', role: 'leading', actor, movies: [documentId] };

    for (const field of ['name', 'role', 'actor', 'movies']) {
      const { status, body } = await editor.post('/characters', {
        data: { ...whole, [field]: undefined },
      });
      expect([field, status]).toEqual([field, 400]);
      expect(JSON.stringify(body.error)).toContain(field);
    }
    const { status } = await editor.post('/characters', { data: whole });
    expect(status).toBe(201);
  });

  it('returns in a sequel as the same character', async () => {
    const first = await createMovie({ title: 'Alien' });
    const second = await createMovie({ title: 'Aliens' });
    const ripley = await createCharacter(first.documentId, { name: 'Ripley' });
    await editor.put(`/characters/${ripley.documentId}`, {
      data: { movies: [first.documentId, second.documentId] },
    });
    for (const { documentId } of [first, second]) await movies().publish({ documentId });

    const { body } = await anonymous().get(`/characters/${ripley.documentId}?populate=movies`);
    const titles = body.data.movies.map(({ title }: { title: string }) => title);
    expect(titles.sort()).toEqual(['Alien', 'Aliens']);
  });
});

describe('a person', () => {
  it('needs a first name and a country', async () => {
    for (const data of [{ firstName: 'Cher' }, { country: await country('US') }]) {
      const { status } = await editor.post('/people', { data });
      expect(status).toBe(400);
    }
    const { status } = await editor.post('/people', {
      data: { firstName: 'Cher', country: await country('US') },
    });
    expect(status).toBe(201);
  });
});

describe('reference data', () => {
  it('has every country of ISO 3166-1, former ones, and ZZ', async () => {
    const { body } = await anonymous().get('/countries?pagination[pageSize]=1');
    expect(body.meta.pagination.total).toBeGreaterThanOrEqual(249 + 5);
    for (const code of ['SUHH', 'YUCS', 'DDDE', 'CSHH', 'ZZ']) {
      const found = await anonymous().get(`/countries?filters[code]=${code}`);
      expect(found.body.data).toHaveLength(1);
    }
  });

  it.each([
    ['/genres', { name: 'dRaMa' }, 'There is already a genre with name "dRaMa"'],
    ['/countries', { name: 'FRANCE', code: 'QQ' }, 'a country with name "FRANCE"'],
    ['/countries', { name: 'Gaul', code: 'FR' }, 'a country with code "FR"'],
  ])('refuses a second %s %j', async (path, data, message) => {
    const { status, body } = await editor.post(path, { data });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('refuses a second genre of the same name also when both are created at once', async () => {
    const answers = await Promise.all(
      ['Slapstick', 'SLAPSTICK', 'slapstick', 'SlapStick'].map((name) =>
        editor.post('/genres', { data: { name } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    await strapi().db.connection.raw(`DELETE FROM genres WHERE lower(name) = 'slapstick'`);
  });

  it('refuses a country code that is not of ISO 3166', async () => {
    const { status } = await editor.post('/countries', {
      data: { name: 'Nowhere', code: 'nowhere' },
    });
    expect(status).toBe(400);
  });
});
