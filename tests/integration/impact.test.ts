import {
  country,
  createCharacter,
  createDraft,
  createMovie,
  createPerson,
  genre,
} from '../factories';
import { type AdminClient, clearCatalogue, registerUser, strapi, withAdmin } from '../harness';
import { removeMany } from './catalogue-doors';
import { impactOf } from './impact-desk';
import { createWorld, type World } from './published-world';

/** What an editor is told before something is unpublished or deleted. */

const NAMED = 'Lost in Translation (2003)';

let admin: AdminClient;

beforeAll(async () => {
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

const movies = () => strapi().documents('api::movie.movie');

describe('the impact of a movie', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });

  it('names whose pages show it, and counts its listings', async () => {
    await movies().update({
      documentId: world.movie,
      data: { genres: [await genre('Drama'), await genre('Comedy')] },
      status: 'published',
    });

    expect(await impactOf(admin, 'movie', world.movie)).toEqual({
      named: [NAMED],
      published: 1,
      obstacles: [],
      effects: [
        { name: 'pages-of-people', total: 2, named: ['Sofia Coppola', 'Bill Murray'] },
        { name: 'listings-of-genres', total: 2, named: ['Drama', 'Comedy'] },
        { name: 'listings-of-countries', total: 1, named: ['Japan'] },
        { name: 'characters-without-movie', total: 1, named: ['Bob Harris'] },
      ],
    });
  });

  it('counts the users who have it as a favorite, and does not name them', async () => {
    for (let user = 0; user < 2; user += 1) {
      await (await registerUser()).client.put(`/movies/${world.movie}/favorite`, {});
    }
    const { effects } = await impactOf(admin, 'movie', world.movie);

    expect(effects[0]).toEqual({ name: 'favorites', total: 2, named: [] });
  });

  it('names the first five people in billing order, and counts all', async () => {
    for (let part = 2; part <= 6; part += 1) {
      const actor = await createPerson({ firstName: 'Actor', lastName: `${part}` });
      await createCharacter(world.movie, { actor: actor.documentId });
    }
    await movies().publish({ documentId: world.movie });
    const { effects } = await impactOf(admin, 'movie', world.movie);

    expect(effects[0]).toEqual({
      name: 'pages-of-people',
      total: 7,
      named: ['Sofia Coppola', 'Bill Murray', 'Actor 2', 'Actor 3', 'Actor 4'],
    });
  });

  it('of a draft is on no page, and on no listing', async () => {
    const draft = await createDraft({ title: 'Somewhere', genres: [await genre('Drama')] });
    await createCharacter(draft.documentId, { name: 'Cleo' });

    expect(await impactOf(admin, 'movie', draft.documentId)).toEqual({
      named: ['Somewhere'],
      published: 0,
      obstacles: [],
      effects: [{ name: 'characters-without-movie', total: 1, named: ['Cleo'] }],
    });
  });

  it('leaves a character alone that another movie has, even if only a draft', async () => {
    await createDraft({ characters: [world.character] });
    const { effects } = await impactOf(admin, 'movie', world.movie);

    expect(effects.map(({ name }) => name)).not.toContain('characters-without-movie');
  });

  it('counts what several movies share once', async () => {
    const sequel = await createMovie({
      title: 'Lost Again',
      director: world.director,
      country: await country('JP'),
      characters: [world.character],
    });

    expect(await impactOf(admin, 'movie', world.movie, sequel.documentId)).toEqual({
      named: ['Lost Again', NAMED],
      published: 2,
      obstacles: [],
      effects: [
        { name: 'pages-of-people', total: 2, named: ['Sofia Coppola', 'Bill Murray'] },
        { name: 'listings-of-countries', total: 1, named: ['Japan'] },
        { name: 'characters-without-movie', total: 1, named: ['Bob Harris'] },
      ],
    });
  });
});

describe('what stands in the way of a deletion', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });

  it.each([
    ['a director', 'person', () => world.director, 'movies-without-director'],
    ['an actor', 'person', () => world.actor, 'movies-without-actor'],
    ['the last character', 'character', () => world.character, 'movies-without-character'],
    ['a country', 'country', () => country('JP'), 'movies-without-country'],
  ] as const)('of %s: the published movies that need it', async (_, type, entry, obstacle) => {
    const documentId = await entry();
    const { obstacles } = await impactOf(admin, type, documentId);

    expect(obstacles).toEqual([{ name: obstacle, total: 1, named: [NAMED] }]);
    expect((await removeMany(admin, type, [documentId])).status).toBe(400);
  });

  it('of an actor: characters that no published movie has', async () => {
    const actor = await createPerson();
    const draft = await createDraft();
    await createCharacter(draft.documentId, { name: 'Extra', actor: actor.documentId });
    const { obstacles } = await impactOf(admin, 'person', actor.documentId);

    expect(obstacles).toEqual([{ name: 'characters-without-actor', total: 1, named: ['Extra'] }]);
    expect((await removeMany(admin, 'person', [actor.documentId])).status).toBe(400);
  });

  it('of a country: the people who come from there', async () => {
    await createPerson({ firstName: 'Jane', lastName: 'Campion', country: await country('NZ') });
    const { obstacles } = await impactOf(admin, 'country', await country('NZ'));

    expect(obstacles).toEqual([
      { name: 'people-without-country', total: 1, named: ['Jane Campion'] },
    ]);
    expect((await removeMany(admin, 'country', [await country('NZ')])).status).toBe(400);
  });

  it('of characters that are the last ones together, and not alone', async () => {
    const other = (await createCharacter(world.movie)).documentId;
    await movies().publish({ documentId: world.movie });

    expect(await impactOf(admin, 'character', other)).toMatchObject({
      obstacles: [],
      effects: [{ name: 'published-movies', total: 1, named: [NAMED] }],
    });
    expect(await impactOf(admin, 'character', other, world.character)).toMatchObject({
      obstacles: [{ name: 'movies-without-character', total: 1, named: [NAMED] }],
      effects: [],
    });
    expect((await removeMany(admin, 'character', [other, world.character])).status).toBe(400);
    expect((await removeMany(admin, 'character', [other])).status).toBe(200);
  });

  it('names five movies, and counts all', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await createMovie({ title: `Film ${number}`, director: world.director });
    }
    const { obstacles } = await impactOf(admin, 'person', world.director);

    expect(obstacles).toEqual([
      {
        name: 'movies-without-director',
        total: 7,
        named: ['Film 1', 'Film 2', 'Film 3', 'Film 4', 'Film 5'],
      },
    ]);
  });
});

/** Not of the reference data: these are deleted. */
const newCountry = () =>
  strapi()
    .documents('api::country.country')
    .create({ data: { name: 'Freedonia', code: 'XF' } });
const newGenre = () =>
  strapi()
    .documents('api::genre.genre')
    .create({ data: { name: 'Mockumentary of the impact' } });

describe('drafts that would lose something', () => {
  const director = async () => {
    const { documentId } = await createPerson();
    return { documentId, link: { director: documentId } };
  };
  const itsCountry = async () => {
    const { documentId } = await newCountry();
    return { documentId, link: { country: documentId } };
  };
  const itsGenre = async () => {
    const { documentId } = await newGenre();
    return { documentId, link: { genres: [documentId] } };
  };

  it.each([
    ['person', director],
    ['country', itsCountry],
    ['genre', itsGenre],
  ] as const)(
    'by the deletion of a %s are named, also where the published version does without',
    async (type, make) => {
      const { documentId, link } = await make();
      const published = await createMovie({ title: 'Published', releaseDate: '1999-01-01' });
      await movies().update({ documentId: published.documentId, data: link });
      await createDraft({ title: 'Untold', ...link });

      expect(await impactOf(admin, type, documentId)).toMatchObject({
        obstacles: [],
        effects: [{ name: 'drafts', total: 2, named: ['Published (1999)', 'Untold'] }],
      });
      expect((await removeMany(admin, type, [documentId])).status).toBe(200);
    },
  );
});

describe('the impact of a genre', () => {
  it('is what published movies lose, each once, and what drafts alone lose', async () => {
    const horror = await genre('Horror');
    await createMovie({ title: 'Live', genres: [horror] });
    await createDraft({ title: 'Draft', genres: [horror] });

    expect(await impactOf(admin, 'genre', horror)).toMatchObject({
      named: ['Horror'],
      obstacles: [],
      effects: [
        { name: 'published-movies', total: 1, named: ['Live'] },
        { name: 'drafts', total: 1, named: ['Draft'] },
      ],
    });
  });

  it('that no movie is of is none', async () => {
    expect(await impactOf(admin, 'genre', await genre('Horror'))).toMatchObject({
      obstacles: [],
      effects: [],
    });
  });
});
