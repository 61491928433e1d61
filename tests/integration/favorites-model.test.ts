import fc from 'fast-check';
import { createMovie } from '../factories';
import { type Client, clearCatalogue, strapi, withUser } from '../harness';
import { expectExactCounts, favoritePairs, nth } from './favorite-rows';

/**
 * Everything that can happen to favorites, in random order, next to a model of what ought to be: a
 * set of pairs.
 */
const USERS = 3;
const MOVIES = 3;

interface Model {
  /** Users that exist. */
  users: Set<number>;
  /** Movies that exist, and whether they are published. */
  movies: Map<number, { published: boolean }>;
  /** `user:movie` */
  favorites: Set<string>;
}

interface Real {
  users: { id: number; documentId: string; client: Client }[];
  /** documentIds */
  movies: string[];
}

type Command = fc.AsyncCommand<Model, Real>;

const documents = () => strapi().documents('api::movie.movie');

/** What the API tells and the database holds is what the model says. */
const expectSame = async (model: Model, real: Real): Promise<void> => {
  const expected = [...model.favorites].map((pair) => {
    const [user, movie] = pair.split(':').map(Number) as [number, number];
    return `${nth(real.users, user).id}:${nth(real.movies, movie)}`;
  });
  expect([...(await favoritePairs())].sort()).toEqual(expected.sort());
  await expectExactCounts();
};

const countOf = ({ favorites }: Model, movie: number): number =>
  [...favorites].filter((pair) => pair.endsWith(`:${movie}`)).length;

/** A user writes a favorite over REST. */
class Write implements Command {
  constructor(
    readonly operation: 'toggle' | 'add' | 'remove',
    readonly user: number,
    readonly movie: number,
  ) {}

  check = () => true;

  async run(model: Model, real: Real): Promise<void> {
    const { client } = nth(real.users, this.user);
    const path = `/movies/${nth(real.movies, this.movie)}/favorite`;
    const { status, body } = await {
      toggle: () => client.post(path, {}),
      add: () => client.put(path, {}),
      remove: () => client.delete(path),
    }[this.operation]();

    if (!model.users.has(this.user)) {
      expect(status).toBe(401);
    } else if (!model.movies.get(this.movie)?.published) {
      expect(status).toBe(404);
    } else {
      const pair = `${this.user}:${this.movie}`;
      const favorite =
        this.operation === 'toggle' ? !model.favorites.has(pair) : this.operation === 'add';
      if (favorite) model.favorites.add(pair);
      else model.favorites.delete(pair);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          data: {
            movie: real.movies[this.movie],
            favorite,
            favoritesCount: countOf(model, this.movie),
          },
          meta: {},
        },
      });
    }
    await expectSame(model, real);
  }

  toString = () => `user ${this.user}: ${this.operation} movie ${this.movie}`;
}

/** A user looks at the own favorites. */
class Look implements Command {
  constructor(readonly user: number) {}

  check = (model: Readonly<Model>) => model.users.has(this.user);

  async run(model: Model, real: Real): Promise<void> {
    const { client } = nth(real.users, this.user);
    const own = [...model.favorites].filter((pair) => pair.startsWith(`${this.user}:`));
    const visible = own
      .map((pair) => Number(pair.split(':')[1]))
      .filter((movie) => model.movies.get(movie)?.published)
      .map((movie) => nth(real.movies, movie));

    const { body: page } = await client.get('/users/me/favorites').expect(200);
    expect(page.meta.pagination.total).toBe(own.length);
    const shown = page.data.flatMap(({ movie }: { movie: { documentId: string } | null }) =>
      movie ? [movie.documentId] : [],
    );
    expect(shown.sort()).toEqual([...visible].sort());

    const { body: states } = await client
      .get('/favorites/states', { movies: real.movies.join() })
      .expect(200);
    expect(states.data).toEqual(
      real.movies.map((movie) => ({ movie, favorite: visible.includes(movie) })),
    );
  }

  toString = () => `user ${this.user} looks`;
}

/** An editor does something with a movie. */
class Edit implements Command {
  constructor(
    readonly action: 'publish' | 'change and publish' | 'unpublish' | 'discard' | 'delete',
    readonly movie: number,
  ) {}

  check = ({ movies }: Readonly<Model>) => {
    const movie = movies.get(this.movie);
    return movie !== undefined && (this.action !== 'discard' || movie.published);
  };

  async run(model: Model, real: Real): Promise<void> {
    const documentId = nth(real.movies, this.movie);
    const movie = model.movies.get(this.movie) ?? { published: false };
    switch (this.action) {
      case 'publish':
        await documents().publish({ documentId });
        movie.published = true;
        break;
      case 'change and publish':
        await documents().update({ documentId, data: { title: 'Changed' }, status: 'published' });
        movie.published = true;
        break;
      case 'unpublish':
        await documents().unpublish({ documentId });
        movie.published = false;
        break;
      case 'discard':
        await documents().update({ documentId, data: { title: 'Given up' } });
        await documents().discardDraft({ documentId });
        break;
      case 'delete':
        await documents().delete({ documentId });
        model.movies.delete(this.movie);
        for (const pair of [...model.favorites]) {
          if (pair.endsWith(`:${this.movie}`)) model.favorites.delete(pair);
        }
        break;
    }
    await expectSame(model, real);
  }

  toString = () => `${this.action} movie ${this.movie}`;
}

class DeleteUser implements Command {
  constructor(readonly user: number) {}

  check = ({ users }: Readonly<Model>) => users.has(this.user);

  async run(model: Model, real: Real): Promise<void> {
    const { documentId } = nth(real.users, this.user);
    await strapi().documents('plugin::users-permissions.user').delete({ documentId });
    model.users.delete(this.user);
    for (const pair of [...model.favorites]) {
      if (pair.startsWith(`${this.user}:`)) model.favorites.delete(pair);
    }
    await expectSame(model, real);
  }

  toString = () => `delete user ${this.user}`;
}

const user = fc.nat(USERS - 1);
const movie = fc.nat(MOVIES - 1);

const write = fc
  .tuple(fc.constantFrom('toggle' as const, 'add' as const, 'remove' as const), user, movie)
  .map(([operation, ...pair]) => new Write(operation, ...pair));

const edit = fc
  .tuple(
    fc.constantFrom(
      'publish' as const,
      'change and publish' as const,
      'unpublish' as const,
      'discard' as const,
      'delete' as const,
    ),
    movie,
  )
  .map((action) => new Edit(...action));

const commands = fc.commands(
  [
    write,
    write.map((again) => again),
    write.map((again) => again),
    edit,
    user.map((looker) => new Look(looker)),
    user.map((leaver) => new DeleteUser(leaver)),
  ],
  { maxCommands: 40, size: 'max' },
);

const setUp = async (): Promise<{ model: Model; real: Real }> => {
  await clearCatalogue();
  const real: Real = { users: [], movies: [] };
  for (let index = 0; index < USERS; index += 1) {
    const client = await withUser();
    const { body } = await client.get('/users/me').expect(200);
    real.users.push({ id: body.id, documentId: body.documentId, client });
  }
  for (let index = 0; index < MOVIES; index += 1) {
    real.movies.push((await createMovie()).documentId);
  }
  const model: Model = {
    users: new Set(real.users.keys()),
    movies: new Map(real.movies.map((_, index) => [index, { published: true }])),
    favorites: new Set(),
  };
  return { model, real };
};

it('favorites are what a simple model says, whatever happens to users and movies', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const { model, real } = await setUp();
      await fc.asyncModelRun(() => ({ model, real }), sequence);
    }),
    { numRuns: 15 },
  );
}, 240_000);
