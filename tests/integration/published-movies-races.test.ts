import { country, createCharacter, createDraft, createMovie, createPerson } from '../factories';
import { type AdminClient, clearCatalogue, sql, strapi, until, withAdmin } from '../harness';
import {
  type Answer,
  type Door,
  type DoorName,
  DOORS,
  openDoors,
  removeMany,
} from './catalogue-doors';

/** Writes that meet, each of which could take from a movie what another counts on. */

const ROUNDS = 4;

let doors: Record<DoorName, Door>;
let admin: AdminClient;

beforeAll(async () => {
  doors = await openDoors();
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

const expectComplete = async (): Promise<void> => {
  const incomplete = await sql(
    `SELECT title, published_movie_gaps(id) AS gaps FROM movies
     WHERE published_movie_gaps(id) <> '{}'`,
  );
  expect(incomplete).toEqual([]);
};

const statusesOf = (answers: Answer[]): number[] => answers.map(({ status }) => status).sort();

/** Does all of it at once, and does it again with a new world. */
const repeatedly = async (round: () => Promise<void>): Promise<void> => {
  for (let count = 0; count < ROUNDS; count += 1) {
    await clearCatalogue();
    await round();
    await expectComplete();
  }
};

it('of two deletions of the last two characters, one is refused', async () => {
  await repeatedly(async () => {
    const { documentId } = await createMovie();
    await createCharacter(documentId);
    const characters = await strapi().documents('api::character.character').findMany({});
    const answers = await Promise.all(
      characters.map((character, index) =>
        doors[DOORS[index % DOORS.length] ?? 'REST'].remove('character', character.documentId),
      ),
    );
    expect(statusesOf(answers)).toEqual([200, 400]);
  });
});

it('a director is deleted, or the draft that names the director is published', async () => {
  await repeatedly(async () => {
    const director = (await createPerson()).documentId;
    const drafts: string[] = [];
    for (let movie = 0; movie < 4; movie += 1) {
      const { documentId } = await createDraft({ director });
      await createCharacter(documentId);
      drafts.push(documentId);
    }
    const [deleted, ...published] = await Promise.all([
      doors.REST.remove('person', director),
      ...drafts.map((draft, index) => doors[DOORS[index % DOORS.length] ?? 'REST'].publish(draft)),
    ]);
    const expected = deleted.status === 200 ? 400 : 200;
    if (deleted.status !== 200) expect(deleted.status).toBe(400);
    // Those that were published before the deletion was tried keep it from happening.
    for (const { status } of published) expect(status).toBe(expected);
  });
});

it('a movie is created with what is being deleted, or refused', async () => {
  await repeatedly(async () => {
    const director = (await createPerson()).documentId;
    const { documentId: actor } = await createPerson();
    const { documentId: home } = await createDraft();
    const character = (await createCharacter(home, { actor })).documentId;
    const created = await doors.REST.create('genre', { name: `Passing ${crypto.randomUUID()}` });
    const genre = created.documentId ?? '';
    const data = {
      title: 'New',
      director,
      country: await country('US'),
      characters: [character],
      genres: [genre],
    };
    const answers = await Promise.all([
      ...DOORS.map((name) => doors[name].create('movie', data)),
      doors.GraphQL.remove('genre', genre),
      doors['the admin panel'].remove('person', director),
      doors.REST.remove('character', character),
      ...DOORS.map((name) => doors[name].create('movie', data)),
    ]);
    for (const { status } of answers) expect([200, 400]).toContain(status);
  });
});

it('characters are taken from a movie and given to it, from both sides', async () => {
  await repeatedly(async () => {
    const { documentId: movie } = await createMovie();
    const { documentId: other } = await createMovie();
    const { documentId: one } = await createCharacter(movie);
    const { documentId: two } = await createCharacter(other);
    const answers = await Promise.all([
      doors.REST.update('character', one, { movies: { disconnect: [movie], connect: [other] } }),
      doors.REST.update('movie', movie, { characters: { set: [two] } }),
      doors.GraphQL.update('character', two, { movies: [movie] }),
      doors.GraphQL.update('movie', other, { characters: [one] }),
      doors.REST.publish(movie),
      doors['the admin panel'].publish(other),
      doors['the admin panel'].update('character', one, {
        movies: { connect: [{ documentId: movie }], disconnect: [{ documentId: other }] },
      }),
      doors.REST.remove('character', two),
      doors.GraphQL.publish(movie),
    ]);
    for (const { status } of answers) expect([200, 400, 404]).toContain(status);
  });
});

it('characters are created for movies that are being published', async () => {
  await repeatedly(async () => {
    const movies: string[] = [];
    for (let movie = 0; movie < 3; movie += 1) movies.push((await createMovie()).documentId);
    const actor = (await createPerson()).documentId;
    const data = { name: 'Extra', role: 'background', actor, movies };
    const answers = await Promise.all([
      ...movies.map((movie) => doors.REST.publish(movie)),
      ...DOORS.map((name) => doors[name].create('character', data)),
      ...movies.map((movie) => doors['the admin panel'].publish(movie)),
      ...DOORS.map((name) => doors[name].create('character', data)),
    ]);
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
  });
});

it('bulk deletions meet publishing, unpublishing and users who favorite', async () => {
  await repeatedly(async () => {
    const directors: string[] = [];
    const movies: string[] = [];
    for (let movie = 0; movie < 4; movie += 1) {
      const director = (await createPerson()).documentId;
      directors.push(director);
      movies.push((await createMovie({ director })).documentId);
    }
    const characters = await strapi().documents('api::character.character').findMany({});
    const cast = characters.map(({ documentId }) => documentId);
    const bulk = async (action: string, documentIds: string[]) =>
      (
        await admin.post(`/content-manager/collection-types/api::movie.movie/actions/${action}`, {
          documentIds,
        })
      ).status;
    const [answers, statuses] = await Promise.all([
      Promise.all([
        removeMany(admin, 'person', directors),
        removeMany(admin, 'character', cast),
        removeMany(admin, 'character', [...cast].reverse().slice(1)),
      ]),
      Promise.all([
        bulk('bulkPublish', movies),
        bulk('bulkUnpublish', movies.slice(0, 2)),
        bulk('bulkPublish', movies.slice(1)),
      ]),
    ]);
    for (const { status } of answers) expect([200, 400]).toContain(status);
    for (const status of statuses) expect([200, 400]).toContain(status);
  });
});

it('nothing that was refused is told of', async () => {
  await createMovie();
  const [character] = await strapi().documents('api::character.character').findMany({});
  const told: string[] = [];
  const listen = (event: string) => () => {
    told.push(event);
    return Promise.resolve();
  };
  const stop = ['entry.delete', 'entry.update'].map((name) =>
    strapi().eventHub.on(name, listen(name)),
  );
  try {
    const id = character?.documentId ?? '';
    expect((await doors.REST.remove('character', id)).status).toBe(400);
    // Events come in order: what was told of the refused deletion would have come before this.
    await doors.REST.update('character', id, { name: 'Told' });
    await until(() => told.length > 0);
    expect(told).toEqual(['entry.update']);
  } finally {
    for (const off of stop) off();
  }
});
