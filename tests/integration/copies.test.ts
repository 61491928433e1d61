import { createCharacter, createMovie, createPerson } from '../factories';
import { type AdminClient, clearCatalogue, sql, strapi, withAdmin } from '../harness';
import { createWorld, type World } from './published-world';

/** "Duplicate" in the admin panel: what a copy has, and that the original keeps what it had. */

let editor: AdminClient;
let world: World;

beforeAll(async () => {
  editor = await withAdmin('strapi-editor');
});
beforeEach(async () => {
  await clearCatalogue();
  world = await createWorld();
});
afterAll(clearCatalogue);

const UNTOUCHED = { connect: [], disconnect: [] };

const duplicate = async (type: 'person' | 'character', documentId: string, data: object) => {
  const { status, body } = await editor.post(
    `/content-manager/collection-types/api::${type}.${type}/clone/${documentId}`,
    data,
  );
  const { data: copy, error } = body as {
    data?: { documentId: string };
    error?: { message: string };
  };
  return { status, message: error?.message, documentId: copy?.documentId ?? '' };
};

/** Directors and cast, with actors, of both versions of a movie. */
const moviesOf = async (status: 'draft' | 'published', documentId = world.movie) => {
  const movie = await strapi()
    .documents('api::movie.movie')
    .findOne({
      documentId,
      status,
      populate: { director: true, characters: { populate: { actor: true } } },
    });
  return {
    director: movie?.director?.documentId,
    cast: movie?.characters?.map((character) => [
      character.documentId,
      character.actor?.documentId,
    ]),
  };
};

const asCreated = () => ({ director: world.director, cast: [[world.character, world.actor]] });

describe('a copy of a person', () => {
  it.each([
    ['nothing is sent', {}],
    [
      'the relations are untouched',
      { directedMovies: UNTOUCHED, characters: UNTOUCHED, country: UNTOUCHED },
    ],
    ['the relations are empty', { directedMovies: [], characters: { set: [] } }],
    ['the relations are nothing', { directedMovies: null, characters: null }],
  ])('directs nothing and plays nobody when %s', async (_, sent) => {
    for (const person of [world.director, world.actor]) {
      const copy = await duplicate('person', person, { firstName: 'Copy', ...sent });
      expect(copy).toMatchObject({ status: 200 });
      const found = await strapi()
        .documents('api::person.person')
        .findOne({
          documentId: copy.documentId,
          populate: ['directedMovies', 'characters', 'country'],
        });
      expect(found).toMatchObject({
        firstName: 'Copy',
        directedMovies: [],
        characters: [],
        country: { code: 'ZZ' },
      });
    }
    expect(await moviesOf('published')).toEqual(asCreated());
    expect(await moviesOf('draft')).toEqual(asCreated());
  });

  it.each([
    ['connected', (documentId: string) => ({ connect: [{ documentId }], disconnect: [] })],
    ['listed', (documentId: string) => [documentId]],
    ['set', (documentId: string) => ({ set: [{ documentId }] })],
  ])('takes what is %s by name, and nothing else', async (_, name) => {
    const another = (await createMovie({ director: world.director })).documentId;
    const named = (await createMovie()).documentId;
    const copy = await duplicate('person', world.director, { directedMovies: name(named) });

    expect(copy).toMatchObject({ status: 200 });
    expect((await moviesOf('published', named)).director).toBe(copy.documentId);
    expect((await moviesOf('published', another)).director).toBe(world.director);
    expect((await moviesOf('published')).director).toBe(world.director);
  });
});

describe('a copy of a character', () => {
  it.each([
    ['nothing is sent', {}],
    ['the relations are untouched', { movies: UNTOUCHED, actor: UNTOUCHED }],
  ])('joins the draft only when %s', async (_, sent) => {
    const copy = await duplicate('character', world.character, { name: 'Copy', ...sent });

    expect(copy).toMatchObject({ status: 200 });
    expect(await moviesOf('published')).toEqual(asCreated());
    const both = [
      [world.character, world.actor],
      [copy.documentId, world.actor],
    ];
    expect(await moviesOf('draft')).toEqual({ director: world.director, cast: both });

    const { body } = await editor.get(
      `/content-manager/collection-types/api::movie.movie/${world.movie}`,
    );
    expect((body as { data: { status: string } }).data.status).toBe('modified');
    await strapi().documents('api::movie.movie').publish({ documentId: world.movie });
    expect((await moviesOf('published')).cast).toEqual(both);
  });

  it('is in the movies that are named, and in no others', async () => {
    const other = (await createMovie()).documentId;
    const copy = await duplicate('character', world.character, {
      movies: { connect: [{ documentId: other }], disconnect: [] },
    });

    expect(copy).toMatchObject({ status: 200 });
    expect((await moviesOf('published', other)).cast).toContainEqual([
      copy.documentId,
      world.actor,
    ]);
    expect(await moviesOf('draft')).toEqual(asCreated());
  });

  it('is refused when it is to be in no movie', async () => {
    expect(await duplicate('character', world.character, { movies: [] })).toMatchObject({
      status: 400,
      message: 'movies must be defined.',
    });
    expect(await sql('SELECT FROM characters')).toHaveLength(1);
  });

  it('of a movie with several leaves the others alone', async () => {
    const actor = (await createPerson()).documentId;
    const other = (await createCharacter(world.movie, { actor })).documentId;
    const before = await moviesOf('published');
    expect(await duplicate('character', other, {})).toMatchObject({ status: 200 });
    expect(await moviesOf('published')).toEqual(before);
  });
});
