import { createCharacter, createDraft, createPerson, genre } from '../factories';
import { clearCatalogue, createApiToken, outsideApi, roundTripsOf, strapi } from '../harness';
import { BY_PLUGIN, serveByPlugin } from './plugin-resolvers';

const MOVIES = 25;
const CAST = 5;

const createCatalogue = async (): Promise<void> => {
  const genres = [await genre('Drama'), await genre('Comedy')];
  const director = (await createPerson()).documentId;
  const template = await createDraft();
  const cast = await Promise.all(
    Array.from({ length: CAST }, () => createCharacter(template.documentId)),
  );
  const characters = cast.map(({ documentId }) => documentId);
  for (let movie = 0; movie < MOVIES; movie += 1) {
    const { documentId } = await createDraft({ genres, director, characters });
    await strapi().documents('api::movie.movie').publish({ documentId });
  }
};

const LIST = `{ movies {
  title
  director { firstName lastName }
  country { name }
  genres { name }
  characters { name role actor { firstName lastName } }
} }`;

const ask = async (path: string, query: string) => {
  // The first question of a caller of this kind may fill caches.
  await outsideApi().post(path, { query });
  const { result, statements } = await roundTripsOf(() => outsideApi().post(path, { query }));
  expect(result.body.errors).toBeUndefined();
  return { data: result.body.data, statements };
};

beforeAll(async () => {
  await createCatalogue();
  await serveByPlugin();
}, 60_000);

afterAll(clearCatalogue);

/** What every request begins with, and the list itself: permissions, SELECT. */
const LIST_ALONE = 2;

describe('a list of 25 movies with director, country, genres, characters and actors', () => {
  it('takes at most 12 statements, where the plugin takes hundreds', async () => {
    const byPlugin = await ask(BY_PLUGIN, LIST);
    const ours = await ask('/graphql', LIST);

    expect(ours.data).toEqual(byPlugin.data);
    expect(ours.data.movies).toHaveLength(MOVIES);
    expect(byPlugin.statements.length).toBeGreaterThan(400);
    expect(ours.statements.length).toBeLessThanOrEqual(12);
  });
});

describe('a list takes one statement more', () => {
  it.each([
    [
      'for each relation on the way down',
      5,
      `director { directedMovies(pagination: { limit: 5 }) {
        genres(pagination: { limit: 5 }) { name }
        characters(pagination: { limit: 5 }) { actor { firstName } }
      } }`,
    ],
    ['for pictures', 1, 'poster { url }'],
    [
      'for each set of arguments, under whatever aliases',
      2,
      `a: genres(pagination: { limit: 1 }) { name }
       b: genres(pagination: { limit: 2 }, sort: "name") { name }
       c: genres(pagination: { limit: 1 }) { documentId }
       d: genres_connection(pagination: { limit: 2 }, sort: "name") { nodes { name } }`,
    ],
  ])('%s: %i in all', async (_, relations, fields) => {
    const query = `{ movies { ${fields} } }`;
    const { data, statements } = await ask('/graphql', query);

    expect(data).toEqual((await ask(BY_PLUGIN, query)).data);
    expect(statements).toHaveLength(LIST_ALONE + relations);
  });

  it('for a relation of two lists that are asked for together', async () => {
    const query = `{ a: movies(sort: "title") { genres { name } } b: movies { genres { name } } }`;
    const { data, statements } = await ask('/graphql', query);

    expect(data).toEqual((await ask(BY_PLUGIN, query)).data);
    // Whichever list is there first does not wait for the other.
    expect(statements.length).toBeLessThanOrEqual(LIST_ALONE + 3 + 2);
  });
});

describe('mutations of one request', () => {
  it('show relations as each of them has left them', async () => {
    const { documentId } = await createDraft({ genres: [await genre('Drama')] });
    const token = await createApiToken({ type: 'full-access' });
    const names = (name: string) => `{ genres { name } ${name}: documentId }`;
    const { body } = await outsideApi(token).post('/graphql', {
      query: `mutation {
        a: updateMovie(documentId: "${documentId}", status: DRAFT, data: { title: "A" }) ${names('x')}
        b: updateMovie(documentId: "${documentId}", status: DRAFT, data: { genres: [] }) ${names('y')}
      }`,
    });

    expect(body.errors).toBeUndefined();
    expect(body.data.a.genres).toEqual([{ name: 'Drama' }]);
    expect(body.data.b.genres).toEqual([]);
  });
});
