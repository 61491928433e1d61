import { createDraft, createMovie } from '../factories';
import {
  anonymous,
  type Client,
  clearCatalogue,
  revokeFromUsers,
  strapi,
  withApiToken,
  withUser,
} from '../harness';

const WRITES = ['toggle', 'add', 'remove'] as const;
type Operation = (typeof WRITES)[number];

const rest = (client: Client, operation: Operation, movie: string) => {
  const path = `/movies/${movie}/favorite`;
  return {
    toggle: () => client.post(path, {}),
    add: () => client.put(path, {}),
    remove: () => client.delete(path),
  }[operation]();
};

const graphql = (client: Client, operation: Operation, movie: string) =>
  client.graphql(
    `mutation ($movie: ID!) {
      state: ${operation}Favorite(movie: $movie) { movie favorite favoritesCount }
    }`,
    { movie },
  );

/** The same operation through either door. */
const DOORS = [
  {
    door: 'REST',
    write: async (client: Client, operation: Operation, movie: string) =>
      (await rest(client, operation, movie).expect(200)).body.data as object,
  },
  {
    door: 'GraphQL',
    write: async (client: Client, operation: Operation, movie: string) =>
      (await graphql(client, operation, movie)).data?.state,
  },
];

let user: Client;
let movie: string;

const favoriteMovies = async (client: Client, query = {}): Promise<(string | null)[]> => {
  const { body } = await client.get('/users/me/favorites', query).expect(200);
  const favorites = body.data as { movie: { title: string } | null }[];
  return favorites.map((favorite) => (favorite.movie ? favorite.movie.title : null));
};

beforeEach(async () => {
  await clearCatalogue();
  user = await withUser();
  movie = (await createMovie({ title: 'Vertigo' })).documentId;
});

describe.each(DOORS)('over $door', ({ write }) => {
  const state = (favorite: boolean, favoritesCount: number) => ({
    movie,
    favorite,
    favoritesCount,
  });

  it('a toggle adds a favorite, and another removes it', async () => {
    expect(await write(user, 'toggle', movie)).toEqual(state(true, 1));
    expect(await write(user, 'toggle', movie)).toEqual(state(false, 0));
  });

  it('adding and removing can be repeated', async () => {
    expect(await write(user, 'add', movie)).toEqual(state(true, 1));
    expect(await write(user, 'add', movie)).toEqual(state(true, 1));
    expect(await write(user, 'remove', movie)).toEqual(state(false, 0));
    expect(await write(user, 'remove', movie)).toEqual(state(false, 0));
  });

  it('the count is that of all users', async () => {
    await write(user, 'add', movie);
    const other = await withUser();
    expect(await write(other, 'add', movie)).toEqual(state(true, 2));
    expect(await write(other, 'remove', movie)).toEqual(state(false, 1));
  });
});

describe.each(WRITES)('%s', (operation) => {
  it('answers 404 for a movie that does not exist', async () => {
    const { body } = await rest(user, operation, 'nosuchmovie').expect(404);
    expect(body.error.message).toContain('no published movie "nosuchmovie"');
    const { errors } = await graphql(user, operation, 'nosuchmovie');
    expect(errors?.[0]?.extensions?.error?.name).toBe('NotFoundError');
  });

  it('answers 404 for a movie that is not published, in the same words', async () => {
    const { documentId } = await createDraft();
    const { body } = await rest(user, operation, documentId).expect(404);
    expect(body.error.message).toBe(`There is no published movie "${documentId}".`);
  });

  it('is about the caller: no other user can be named', async () => {
    const path = `/movies/${movie}/favorite`;
    for (const query of [{ user: 1 }, { 'filters[user]': 1 }, { userId: 1 }]) {
      await user.put(path, {}, query).expect(400);
    }
    for (const body of [{ user: 1 }, { data: { user: 1 } }]) {
      const { body: answer } = await user.put(path, body).expect(400);
      expect(answer.error.message).toMatch(/Invalid key (user|data)/);
    }
  });
});

describe('who is not signed in', () => {
  const PATHS = [
    ['post', '/movies/:movie/favorite'],
    ['put', '/movies/:movie/favorite'],
    ['delete', '/movies/:movie/favorite'],
    ['get', '/users/me/favorites'],
    ['get', '/favorites/states?movies=:movie'],
  ] as const;

  const OPERATIONS = [
    'mutation { toggleFavorite(movie: ":movie") { favorite } }',
    'mutation { addFavorite(movie: ":movie") { favorite } }',
    'mutation { removeFavorite(movie: ":movie") { favorite } }',
    '{ myFavorites { createdAt } }',
    '{ myFavorites_connection { pageInfo { total } } }',
  ];

  const CALLERS = [
    { name: 'a visitor', connect: () => Promise.resolve(anonymous()) },
    {
      name: 'an API token with every permission on favorites',
      connect: () =>
        withApiToken(
          ['toggle', 'add', 'remove', 'mine', 'states'].map(
            (action) => `api::favorite.favorite.${action}`,
          ),
        ),
    },
    {
      name: 'a user who has been blocked',
      connect: async () => {
        await strapi()
          .db.query('plugin::users-permissions.user')
          .updateMany({ data: { blocked: true } });
        return user;
      },
    },
    {
      name: 'a user who has been deleted',
      connect: async () => {
        await strapi().db.query('plugin::users-permissions.user').deleteMany();
        return user;
      },
    },
  ];

  it.each(CALLERS)('$name gets a 401 everywhere', async ({ connect }) => {
    const client = await connect();
    for (const [method, path] of PATHS) {
      const { status, body } = await client[method](path.replace(':movie', movie), {});
      expect({ path, status, data: body.data }).toEqual({ path, status: 401, data: null });
    }
    expect(await strapi().db.query('api::favorite.favorite').count()).toBe(0);
  });

  it.each(CALLERS.slice(0, 2))('$name is told so over GraphQL', async ({ connect }) => {
    const client = await connect();
    for (const operation of OPERATIONS) {
      const { data, errors } = await client.graphql(operation.replace(':movie', movie));
      expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      expect(errors?.[0]?.extensions?.error?.name).toBe('UnauthorizedError');
    }
  });

  it('has no favorites in a list of movies, and no error either', async () => {
    await user.put(`/movies/${movie}/favorite`, {}).expect(200);
    const { data, errors } = await anonymous().graphql('{ movies { title isFavorite } }');
    expect(errors).toBeUndefined();
    expect(data?.movies).toEqual([{ title: 'Vertigo', isFavorite: null }]);
  });
});

it('a role without the permission gets a 403', async () => {
  const giveBack = await revokeFromUsers('api::favorite.favorite.toggle');
  try {
    await user.post(`/movies/${movie}/favorite`, {}).expect(403);
    await user.put(`/movies/${movie}/favorite`, {}).expect(200);
    const { errors } = await graphql(user, 'toggle', movie);
    expect(errors?.[0]?.message).toMatch(/forbidden/i);
  } finally {
    await giveBack();
  }
});

describe('my favorites', () => {
  const titles = ['Rope', 'Psycho', 'Rebecca', 'Notorious'];

  const favoriteAll = async () => {
    for (const title of titles) {
      const { documentId } = await createMovie({ title });
      await user.put(`/movies/${documentId}/favorite`, {}).expect(200);
    }
  };

  it('come newest first, each with its movie', async () => {
    await favoriteAll();
    expect(await favoriteMovies(user)).toEqual([...titles].reverse());
    const { data } = await user.graphql('{ myFavorites { movie { title } } }');
    expect(data?.myFavorites).toEqual([...titles].reverse().map((title) => ({ movie: { title } })));
  });

  it('come in pages that tell how many there are', async () => {
    await favoriteAll();
    const { body } = await user
      .get('/users/me/favorites', { 'pagination[page]': 2, 'pagination[pageSize]': 3 })
      .expect(200);
    expect(body.data).toHaveLength(1);
    expect(body.data[0].movie.title).toBe('Rope');
    expect(body.meta.pagination).toEqual({ page: 2, pageSize: 3, pageCount: 2, total: 4 });

    const { data } = await user.graphql(
      `{ myFavorites_connection(pagination: { page: 2, pageSize: 3 }) {
        nodes { movie { title } } pageInfo { total page pageSize pageCount } } }`,
    );
    expect(data?.myFavorites_connection).toEqual({
      nodes: [{ movie: { title: 'Rope' } }],
      pageInfo: { total: 4, page: 2, pageSize: 3, pageCount: 2 },
    });
  });

  it('can be filtered, sorted and populated', async () => {
    await favoriteAll();
    expect(await favoriteMovies(user, { 'filters[movie][title][$startsWith]': 'R' })).toEqual([
      'Rebecca',
      'Rope',
    ]);
    expect(await favoriteMovies(user, { sort: 'createdAt:asc' })).toEqual(titles);
    const { body } = await user.get('/users/me/favorites', {
      'populate[movie][populate][director][fields]': 'lastName',
      'populate[movie][fields]': 'title',
    });
    expect(body.data[0].movie.director.lastName).toMatch(/^Last/);
    expect(body.data[0].movie).not.toHaveProperty('budget');
  });

  it('are at most 100 a page, in REST and GraphQL', async () => {
    const { body } = await user.get('/users/me/favorites', { 'pagination[pageSize]': 5000 });
    expect(body.meta.pagination.pageSize).toBe(100);
    const { data } = await user.graphql(
      '{ myFavorites_connection(pagination: { limit: 5000 }) { pageInfo { pageSize } } }',
    );
    expect(data?.myFavorites_connection).toEqual({ pageInfo: { pageSize: 100 } });
  });

  it('cannot be searched, which would look into what is private', async () => {
    const { body } = await user.get('/users/me/favorites', { _q: movie.slice(0, 5) }).expect(400);
    expect(body.error.message).toContain('filters[movie][title]');
  });

  it('are mine alone', async () => {
    await favoriteAll();
    expect(await favoriteMovies(await withUser())).toEqual([]);
  });
});

describe('the states of movies', () => {
  it('tell, in the order asked, which are favorites', async () => {
    const other = (await createMovie()).documentId;
    await user.put(`/movies/${movie}/favorite`, {}).expect(200);
    const { body } = await user
      .get('/favorites/states', { movies: `${other},${movie},nosuchmovie` })
      .expect(200);
    expect(body.data).toEqual([
      { movie: other, favorite: false },
      { movie, favorite: true },
      { movie: 'nosuchmovie', favorite: false },
    ]);
  });

  it('are told of 1 to 100 movies', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, id) => `m${id}`).join();
    await user.get('/favorites/states', { movies: ids(100) }).expect(200);
    const { body } = await user.get('/favorites/states', { movies: ids(101) }).expect(400);
    expect(body.error.message).toContain('at most 100');
    for (const query of [{}, { movies: '' }, { movies: 'a,,b' }, { movies: { $ne: 'a' } }]) {
      await user.get('/favorites/states', query).expect(400);
    }
    await user.get('/favorites/states', { movies: 'a', user: 1 }).expect(400);
  });

  it('are one statement for all movies of a GraphQL request', async () => {
    for (let count = 0; count < 24; count += 1) await createMovie();
    await user.put(`/movies/${movie}/favorite`, {}).expect(200);
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => {
      if (sql.includes('favorites.movie_document_id = ANY')) statements.push(sql);
    };
    strapi().db.connection.on('query', note);
    const { data } = await user.graphql(
      '{ movies { documentId isFavorite director { directedMovies { isFavorite } } } }',
    );
    strapi().db.connection.removeListener('query', note);

    const listed = data?.movies as { documentId: string; isFavorite: boolean }[];
    expect(listed).toHaveLength(25);
    expect(listed.filter(({ isFavorite }) => isFavorite)).toEqual([
      expect.objectContaining({ documentId: movie }),
    ]);
    expect(statements).toHaveLength(1);
  });
});
