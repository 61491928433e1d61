import fc from 'fast-check';
import { createMovie } from '../factories';
import { type Client, strapi, withUser } from '../harness';
import { expectExactCounts, favoritePairs, nth } from './favorite-rows';

const USERS = 20;
const MOVIES = 5;
const REQUESTS = 200;
const OPERATIONS = ['toggle', 'add', 'remove'] as const;

type Operation = (typeof OPERATIONS)[number];

interface Request {
  user: number;
  movie: number;
  operation: Operation;
  door: 'rest' | 'graphql';
}

interface Answer extends Request {
  favorite: boolean;
}

/** What is answered to a write. */
interface Written {
  favorite: boolean;
  favoritesCount: number;
}

let users: { id: number; client: Client }[];
let movies: string[];

beforeAll(async () => {
  users = [];
  for (let user = 0; user < USERS; user += 1) {
    const client = await withUser();
    const { body } = await client.get('/users/me').expect(200);
    users.push({ id: body.id, client });
  }
  movies = [];
  for (let movie = 0; movie < MOVIES; movie += 1) movies.push((await createMovie()).documentId);
});

const requests: fc.Arbitrary<Request[]> = fc.array(
  fc.record({
    user: fc.nat(USERS - 1),
    movie: fc.nat(MOVIES - 1),
    operation: fc.constantFrom(...OPERATIONS),
    door: fc.constantFrom('rest', 'graphql'),
  }),
  { minLength: REQUESTS, maxLength: REQUESTS },
);

const overRest = async (client: Client, movie: string, operation: Operation) => {
  const path = `/movies/${movie}/favorite`;
  const sent = {
    toggle: () => client.post(path, {}),
    add: () => client.put(path, {}),
    remove: () => client.delete(path),
  }[operation]();
  const { body } = await sent.expect(200);
  return body.data as Written;
};

const overGraphQL = async (client: Client, movie: string, operation: Operation) => {
  const { data, errors } = await client.graphql(
    `mutation ($movie: ID!) {
      state: ${operation}Favorite(movie: $movie) { favorite favoritesCount }
    }`,
    { movie },
  );
  expect(errors).toBeUndefined();
  return data?.state as Written;
};

const send = async (request: Request): Promise<Answer> => {
  const { user, movie, operation, door } = request;
  const ask = door === 'rest' ? overRest : overGraphQL;
  const { favorite, favoritesCount } = await ask(
    nth(users, user).client,
    nth(movies, movie),
    operation,
  );
  expect(favoritesCount).toBeGreaterThanOrEqual(favorite ? 1 : 0);
  expect(favoritesCount).toBeLessThanOrEqual(favorite ? USERS : USERS - 1);
  return { ...request, favorite };
};

const pairOf = ({ user, movie }: Request): string => `${nth(users, user).id}:${nth(movies, movie)}`;

const byPair = (answers: Answer[]): Map<string, Answer[]> => {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    groups.set(pairOf(answer), [...(groups.get(pairOf(answer)) ?? []), answer]);
  }
  return groups;
};

const after = (favorite: boolean, operation: Operation): boolean =>
  operation === 'toggle' ? !favorite : operation === 'add';

/** Whether requests that ran at once can have been answered like this one by one, in some order. */
const canBeOrdered = (answers: Answer[], before: boolean, end: boolean): boolean =>
  answers.length === 0
    ? before === end
    : answers.some(
        (first) =>
          after(before, first.operation) === first.favorite &&
          canBeOrdered(
            answers.filter((answer) => answer !== first),
            first.favorite,
            end,
          ),
      );

it('of 100 toggles of one movie that a user sends at once, every other one adds it', async () => {
  const toggle: Request = { user: 0, movie: 0, operation: 'toggle', door: 'rest' };
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(toggle)));

  expect(answers.filter(({ favorite }) => favorite)).toHaveLength(50);
  expect(await favoritePairs()).toEqual(new Set());
  await expectExactCounts();
});

it('200 writes at once are answered as if they had come one by one', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      const before = await favoritePairs();
      const answers = await Promise.all(sent.map(send));
      const end = await favoritePairs();

      for (const [pair, group] of byPair(answers)) {
        expect({
          pair,
          group,
          ordered: canBeOrdered(group, before.has(pair), end.has(pair)),
        }).toEqual({ pair, group, ordered: true });
      }
      await expectExactCounts();
    }),
    { numRuns: 4 },
  );
}, 120_000);

it('what a user was told last is how it is, when 20 users write at once', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      const before = await favoritePairs();
      const answers = await Promise.all(
        users.map(async (_, user) => {
          const own: Answer[] = [];
          for (const request of sent.filter((each) => each.user === user)) {
            own.push(await send(request));
          }
          return own;
        }),
      );
      const end = await favoritePairs();

      for (const [pair, group] of byPair(answers.flat())) {
        let favorite = before.has(pair);
        for (const answer of group) {
          favorite = after(favorite, answer.operation);
          expect(answer.favorite).toBe(favorite);
        }
        expect(end.has(pair)).toBe(favorite);
      }
      await expectExactCounts();
    }),
    { numRuns: 2 },
  );
}, 120_000);

it('writes go on while their movies are published again and again', async () => {
  const { client } = nth(users, 0);
  const writing = new AbortController();
  const publisher = (async () => {
    while (!writing.signal.aborted) {
      for (const documentId of movies) {
        await strapi().documents('api::movie.movie').publish({ documentId });
      }
    }
  })();
  const sent = nth(fc.sample(requests, { numRuns: 1, seed: 7 }), 0);
  try {
    await Promise.all(sent.map(send));
  } finally {
    writing.abort();
    await publisher;
  }
  await expectExactCounts();
  await client.get('/users/me/favorites').expect(200);
}, 120_000);

it('users can be deleted while they and others write', async () => {
  const leaving = users.splice(0, 5);
  const writes = leaving.flatMap(({ client }) =>
    movies.flatMap((movie) => [1, 2, 3].map(() => client.post(`/movies/${movie}/favorite`, {}))),
  );
  const others = users.flatMap(({ client }) =>
    movies.map((movie) => client.put(`/movies/${movie}/favorite`, {})),
  );
  const deletions = leaving.map(({ id }) =>
    strapi().db.query('plugin::users-permissions.user').delete({ where: { id } }),
  );
  const [answers] = await Promise.all([
    Promise.all(writes),
    Promise.all(others.map((each) => each.expect(200))),
    Promise.all(deletions),
  ]);

  for (const { status } of answers) expect([200, 401]).toContain(status);
  const left = [...(await favoritePairs())].map((pair) => Number(pair.split(':')[0]));
  expect(left.filter((id) => leaving.some((user) => user.id === id))).toEqual([]);
  await expectExactCounts();
}, 60_000);
