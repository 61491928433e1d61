import { country, createCharacter, createDraft, createMovie, createPerson } from '../factories';
import { type AdminClient, clearCatalogue, sql, strapi, withAdmin } from '../harness';
import { type Door, type DoorName, DOORS, openDoors, removeMany } from './catalogue-doors';
import { createWorld, NAMED, type World } from './published-world';

/** A published movie stays complete, through every door. */

let doors: Record<DoorName, Door>;
let admin: AdminClient;

beforeAll(async () => {
  doors = await openDoors();
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

/** All rows of the catalogue and all their links; what is refused leaves them as they were. */
const everything = async (): Promise<unknown> => {
  const tables = await sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relname ~ '^(movies|people|characters|countries|genres)(_.*_lnk)?$'
     ORDER BY relname`,
  );
  const rows = [];
  for (const { name } of tables) rows.push(await sql(`SELECT * FROM ${name} ORDER BY id`));
  return rows;
};

const documents = {
  movies: () => strapi().documents('api::movie.movie'),
  people: () => strapi().documents('api::person.person'),
};

describe.each(DOORS)('what a published movie needs, taken away by %s', (name) => {
  let world: World;
  let door: Door;
  beforeEach(async () => {
    world = await createWorld();
    door = doors[name];
  });

  it('the director cannot be deleted', async () => {
    const before = await everything();
    expect(await door.remove('person', world.director)).toMatchObject({
      status: 400,
      message: `Person "Sofia Coppola" cannot be deleted: 1 published movie would have no director: ${NAMED}. Give it another director first, or unpublish it.`,
    });
    expect(await everything()).toEqual(before);
  });

  it('an actor who plays somebody in it cannot be deleted', async () => {
    const before = await everything();
    expect(await door.remove('person', world.actor)).toMatchObject({
      status: 400,
      message: `Person "Bill Murray" cannot be deleted: 1 published movie would have a character without an actor: ${NAMED}. Give every character another actor first, or delete it.`,
    });
    expect(await everything()).toEqual(before);
  });

  it('the last character cannot be deleted, others can', async () => {
    const other = await createCharacter(world.movie);
    expect((await door.remove('character', other.documentId)).status).toBe(200);

    const before = await everything();
    expect(await door.remove('character', world.character)).toMatchObject({
      status: 400,
      message: `Character "Bob Harris" cannot be deleted: 1 published movie would have no character: ${NAMED}. Give it another character first, or unpublish it.`,
    });
    expect(await everything()).toEqual(before);
  });

  it('the country cannot be deleted', async () => {
    const before = await everything();
    expect(await door.remove('country', await country('JP'))).toMatchObject({
      status: 400,
      message: `Country "Japan" cannot be deleted: 1 published movie would have no country: ${NAMED}. Give it another country first, or unpublish it.`,
    });
    expect(await everything()).toEqual(before);
  });

  it('the movie cannot be taken from its director, nor the character from its actor', async () => {
    const before = await everything();
    expect(await door.update('person', world.director, { directedMovies: [] })).toMatchObject({
      status: 400,
      message: `Person "Sofia Coppola" cannot be changed like this: 1 published movie would have no director: ${NAMED}. Give it another director first, or unpublish it.`,
      paths: ['directedMovies'],
    });
    expect(await door.update('person', world.actor, { characters: [] })).toMatchObject({
      status: 400,
      message: expect.stringContaining(`a character without an actor: ${NAMED}.`),
      paths: ['characters'],
    });
    expect(await door.update('character', world.character, { actor: null })).toMatchObject({
      status: 400,
      message: expect.stringContaining('actor'),
      paths: ['actor'],
    });
    expect(await everything()).toEqual(before);
  });

  it('the last character cannot move to another movie', async () => {
    const other = await createMovie();
    const before = await everything();
    expect(
      await door.update('character', world.character, { movies: [other.documentId] }),
    ).toMatchObject({
      status: 400,
      message: `Character "Bob Harris" cannot be changed like this: 1 published movie would have no character: ${NAMED}. Give it another character first, or unpublish it.`,
      paths: ['movies'],
    });
    expect(await everything()).toEqual(before);
  });

  it('all of it can be replaced', async () => {
    const { documentId: other } = await createPerson();
    const { documentId: cast } = await createCharacter(world.movie);
    expect(await door.update('person', other, { directedMovies: [world.movie] })).toMatchObject({
      status: 200,
    });
    expect(await door.update('character', world.character, { actor: other })).toMatchObject({
      status: 200,
    });
    for (const person of [world.director, world.actor]) {
      expect(await door.remove('person', person)).toMatchObject({ status: 200 });
    }
    expect(await door.remove('character', world.character)).toMatchObject({ status: 200 });

    const movie = await documents.movies().findOne({
      documentId: world.movie,
      status: 'published',
      populate: ['director', 'characters'],
    });
    expect(movie).toMatchObject({
      director: { documentId: other },
      characters: [{ documentId: cast }],
    });
  });

  it('the draft may lack all of it, and cannot be published then', async () => {
    const lacking = { title: null, director: null, country: null, characters: [] };
    expect(await door.update('movie', world.movie, lacking)).toMatchObject({ status: 200 });
    expect(await door.publish(world.movie)).toMatchObject({
      status: 400,
      message: expect.stringContaining('no title, no director, no country, and no character'),
    });
    expect(await sql('SELECT FROM movies WHERE published_at IS NOT NULL')).toHaveLength(1);
  });

  it('it can go with the movie, and when the movie is not published any more', async () => {
    await documents.movies().unpublish({ documentId: world.movie });
    expect(await door.remove('character', world.character)).toMatchObject({ status: 200 });
    expect(await door.remove('person', world.director)).toMatchObject({ status: 200 });
    expect(await door.remove('movie', world.movie)).toMatchObject({ status: 200 });
    expect(await door.remove('person', world.actor)).toMatchObject({ status: 200 });
  });

  it('a genre may always go', async () => {
    const created = await door.create('genre', { name: `Mumblecore by ${name}` });
    const genre = created.documentId ?? '';
    await documents.movies().update({ documentId: world.movie, data: { genres: [genre] } });
    await documents.movies().publish({ documentId: world.movie });
    expect(await door.remove('genre', genre)).toMatchObject({ status: 200 });
  });

  it('a person keeps a country, and the country of people stays', async () => {
    const { documentId } = await createPerson({
      firstName: 'Björk',
      lastName: '',
      country: await country('IS'),
    });
    const before = await everything();
    expect(await door.remove('country', await country('IS'))).toMatchObject({
      status: 400,
      message:
        'Country "Iceland" cannot be deleted: 1 person would have no country: "Björk". Give them another country first.',
    });
    expect(await door.update('person', documentId, { country: null })).toMatchObject({
      status: 400,
      message: 'country must be defined.',
      paths: ['country'],
    });
    expect(await everything()).toEqual(before);
  });
});

describe('the message', () => {
  it('names the first five movies and counts the others', async () => {
    const director = (await createPerson({ firstName: 'Agnès', lastName: 'Varda' })).documentId;
    for (const title of ['G', 'C', 'A', 'E', 'B', 'F', 'D']) await createMovie({ title, director });
    expect(await doors.REST.remove('person', director)).toMatchObject({
      status: 400,
      message:
        'Person "Agnès Varda" cannot be deleted: 7 published movies would have no director: "A", "B", "C", "D", "E" and 2 more. Give them another director first, or unpublish them.',
    });
  });

  it('says all that would be lost', async () => {
    const { documentId } = await createPerson({ firstName: 'Orson', lastName: 'Welles' });
    const movie = await createMovie({ title: 'Citizen Kane', director: documentId });
    await createCharacter(movie.documentId, { name: 'Kane', actor: documentId });
    await createCharacter((await createDraft()).documentId, { name: 'Quixote', actor: documentId });
    expect(await doors.REST.remove('person', documentId)).toMatchObject({
      status: 400,
      message:
        'Person "Orson Welles" cannot be deleted: 1 published movie would have no director: "Citizen Kane". 1 published movie would have a character without an actor: "Citizen Kane". 1 character that no published movie has would have no actor: "Quixote". Give it another director first, or unpublish it. Give every character another actor first, or delete it.',
    });
  });

  it('tells nothing of drafts', async () => {
    const director = (await createPerson({ firstName: 'Agnès', lastName: 'Varda' })).documentId;
    const movie = await createMovie({ title: 'Cléo', director });
    await createDraft({ title: 'Secret', director });
    await documents.movies().update({
      documentId: movie.documentId,
      data: { title: 'Working title' },
    });
    const { message } = await doors.REST.remove('person', director);
    expect(message).toContain('1 published movie would have no director: "Cléo".');
  });
});

describe('bulk deletion in the admin panel', () => {
  it('of all characters of a movie is refused as a whole', async () => {
    const world = await createWorld();
    const other = await createCharacter(world.movie);
    const free = await createCharacter((await createDraft()).documentId);
    const before = await everything();
    const chosen = [world.character, other.documentId, free.documentId];
    expect(await removeMany(admin, 'character', chosen)).toMatchObject({
      status: 400,
      message: expect.stringContaining(`1 published movie would have no character: ${NAMED}.`),
    });
    expect(await everything()).toEqual(before);
    expect((await removeMany(admin, 'character', chosen.slice(1))).status).toBe(200);
  });

  it('of directors and countries is refused as a whole', async () => {
    const world = await createWorld();
    const idle = (await createPerson({ country: await country('FI') })).documentId;
    const before = await everything();
    expect((await removeMany(admin, 'person', [idle, world.director])).status).toBe(400);
    expect(
      (await removeMany(admin, 'country', [await country('JP'), await country('AQ')])).status,
    ).toBe(400);
    expect(await everything()).toEqual(before);
    expect((await removeMany(admin, 'person', [idle])).status).toBe(200);
  });
});

it('a movie whose character lost its actor past all of the program is not published', async () => {
  const draft = await createDraft({ title: 'Alien' });
  await createCharacter(draft.documentId);
  await sql('DELETE FROM characters_actor_lnk');
  expect(await doors.REST.publish(draft.documentId)).toMatchObject({
    status: 400,
    message:
      'Movie "Alien" cannot be published: it has a character without an actor. Set the "actor" of every character.',
    paths: ['characters'],
  });
});

it('a program that replaces within one transaction gives first', async () => {
  const world = await createWorld();
  const { documentId: successor } = await createPerson();
  await strapi().db.transaction(async () => {
    await documents.people().update({
      documentId: successor,
      data: { directedMovies: { connect: [world.movie] } },
    });
    await documents.people().delete({ documentId: world.director });
  });
  expect(
    await sql('SELECT published_movie_gaps(id) AS gaps FROM movies WHERE published_at IS NOT NULL'),
  ).toEqual([{ gaps: [] }]);
});

it('a copy of a person or a character takes nothing from the movie', async () => {
  const world = await createWorld();
  await documents.people().clone({ documentId: world.director, data: {} as never });
  await documents.people().clone({ documentId: world.actor, data: {} as never });
  await strapi()
    .documents('api::character.character')
    .clone({ documentId: world.character, data: {} as never });
  expect(await sql('SELECT FROM characters')).toHaveLength(2);
  expect(await sql('SELECT FROM people')).toHaveLength(4);

  const live = await documents.movies().findOne({
    documentId: world.movie,
    status: 'published',
    populate: { director: true, characters: { populate: { actor: true } } },
  });
  expect(live).toMatchObject({
    director: { documentId: world.director },
    characters: [{ documentId: world.character, actor: { documentId: world.actor } }],
  });
});
