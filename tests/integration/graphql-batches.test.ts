import fc from 'fast-check';
import {
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
  createApiToken,
  outsideApi,
  registerUser,
  strapi,
  withJwt,
} from '../harness';
import { BY_PLUGIN, serveByPlugin } from './plugin-resolvers';
import { randomQuery } from './random-queries';

const SEED = 20_261_121;
const RUNS = 300;

const READS = ['movie', 'person', 'character', 'genre', 'country'].flatMap((type) =>
  ['find', 'findOne'].map((action) => `api::${type}.${type}.${action}`),
);

const movies = () => strapi().documents('api::movie.movie');

/** Movies of all kinds: published, edited since, never published; people who share them; pictures. */
const createWorld = async () => {
  const [drama, comedy, western] = await Promise.all(['Drama', 'Comedy', 'Western'].map(genre));
  const photos = [await createImage(), await createImage()];
  const anna = await createPerson({ firstName: 'Anna', photos, primaryPhoto: photos[1] });
  const bert = await createPerson({ firstName: 'Bert', gender: 'male', photos: [photos[0] ?? 0] });
  const poster = await createImage();
  const first = await createMovie({
    title: 'First',
    budget: 10,
    releaseDate: '1999-01-01',
    director: anna.documentId,
    genres: [western ?? '', drama ?? '', comedy ?? ''],
    poster,
  });
  const second = await createMovie({ title: 'Second', budget: 99, director: bert.documentId });
  const third = await createMovie({ director: anna.documentId, genres: [drama ?? ''], poster });
  const secret = await createDraft({ title: 'Secret', budget: 77, director: anna.documentId });
  for (const [name, actor, ...played] of [
    ['Part 1', anna, first, third],
    ['Part 2', bert, first, secret],
    ['Other', anna, second, first, third],
    ['Hidden', bert, secret],
  ] as const) {
    const [movie, ...others] = played;
    const { documentId } = await createCharacter(movie.documentId, {
      name,
      actor: actor.documentId,
      role: name === 'Other' ? 'background' : 'leading',
    });
    await strapi()
      .documents('api::character.character')
      .update({
        documentId,
        data: {
          movies: {
            connect: others.map((other) => ({ documentId: other.documentId, status: 'draft' })),
          },
        },
      });
  }
  for (const { documentId } of [first, second, third]) await movies().publish({ documentId });
  await movies().update({
    documentId: second.documentId,
    data: { title: 'Edited', genres: [comedy ?? ''] },
  });
  return {
    movie: [first, second, third, secret].map(({ documentId }) => documentId),
    person: [anna, bert].map(({ documentId }) => documentId),
  };
};

const createCallers = async (favorite: string): Promise<Record<string, AdminClient>> => {
  const { jwt } = await registerUser();
  await withJwt(jwt).put(`/movies/${favorite}/favorite`, {});
  const token = async (permissions: string[]) =>
    outsideApi(await createApiToken({ type: 'custom', permissions }));
  return {
    'a visitor': outsideApi(),
    'a signed-in user': outsideApi(jwt),
    'a program that may preview': await token([...READS, 'api::movie.movie.preview']),
    'a program that reads movies and people only': await token(
      READS.filter((action) => /movie|person/.test(action)),
    ),
    'a program that may do all': outsideApi(await createApiToken({ type: 'full-access' })),
  };
};

interface PlacedError {
  path?: (string | number)[];
}

/** The path at which the answer is null because of an error: the field itself or one that it is in. */
const nulledAt = (data: unknown, path: (string | number)[]): (string | number)[] => {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
};

/**
 * Errors in an order of their own: theirs is that in which fields end. Of those that make what they are
 * in null, only the place: several in one place race for who ends first.
 */
const settledErrors = (data: unknown, errors: PlacedError[]): string[] => {
  const settled = errors.map((error) => {
    const place = nulledAt(data, error.path ?? []);
    return JSON.stringify(place.length === error.path?.length ? error : place);
  });
  return [...new Set(settled)].sort();
};

const answerOf = async (caller: AdminClient, path: string, query: string) => {
  const { status, body } = await caller.post(path, { query });
  return { status, data: body.data, errors: settledErrors(body.data, body.errors ?? []) };
};

interface FileService {
  signFileUrls: (file: { url?: string }) => Promise<object>;
}

let ids: Awaited<ReturnType<typeof createWorld>>;
let callers: Awaited<ReturnType<typeof createCallers>>;

beforeAll(async () => {
  ids = await createWorld();
  callers = await createCallers(ids.movie[0] ?? '');
  await serveByPlugin();
}, 120_000);

afterAll(clearCatalogue);

describe('relations that are read for a whole list', () => {
  it('are those that the plugin reads for one entry after the other', async () => {
    const files = strapi().plugin('upload').service<FileService>('file');
    const signing = jest
      .spyOn(files, 'signFileUrls')
      .mockImplementation((file) => Promise.resolve({ ...file, url: `${file.url}?signed` }));
    let answered = 0;
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.keys(callers)),
          randomQuery(ids),
          async (name, query) => {
            const caller = callers[name] ?? outsideApi();
            const byPlugin = await answerOf(caller, BY_PLUGIN, query);
            expect(await answerOf(caller, '/graphql', query)).toEqual(byPlugin);
            if (byPlugin.errors.length === 0) answered += 1;
          },
        ),
        { seed: SEED, numRuns: RUNS },
      );
      expect(signing).toHaveBeenCalled();
    } finally {
      signing.mockRestore();
    }
    // Most of the questions are no mistakes: what is compared are answers.
    expect(answered).toBeGreaterThan(RUNS / 4);
  }, 300_000);

  it('can be sorted by what another entry says, which the plugin fails at', async () => {
    const query = `{ movie(documentId: "${ids.movie[0] ?? ''}") {
      characters(sort: "actor.firstName:desc") { actor { firstName } }
    } }`;

    expect((await outsideApi().post(BY_PLUGIN, { query })).body.errors).toHaveLength(1);
    const { body } = await outsideApi().post('/graphql', { query });
    const actors: string[] = body.data.movie.characters.map(
      ({ actor }: { actor: { firstName: string } }) => actor.firstName,
    );
    expect(actors.length).toBeGreaterThan(2);
    expect(actors).toEqual([...actors].sort().reverse());
  });
});
