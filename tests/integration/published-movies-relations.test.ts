import { country } from '../factories';
import { clearCatalogue, sql } from '../harness';
import { type Door, type DoorName, openDoors } from './catalogue-doors';
import { createWorld, NAMED } from './published-world';

let doors: Record<DoorName, Door>;

beforeAll(async () => {
  doors = await openDoors();
});

beforeEach(clearCatalogue);
afterAll(clearCatalogue);

describe('every way to write a relation that takes what a published movie needs', () => {
  const editions: [string, (id: string, rows: { draft: number; published: number }) => unknown][] =
    [
      ['null', () => null],
      ['an empty list', () => []],
      ['set to none', () => ({ set: [] })],
      ['disconnect by documentId', (id) => ({ disconnect: [id] })],
      ['disconnect by an object', (id) => ({ disconnect: [{ documentId: id }] })],
      [
        'disconnect of the published version',
        (id) => ({ disconnect: [{ documentId: id, status: 'published' }] }),
      ],
      ['disconnect by id', (_id, { published }) => ({ disconnect: [published] })],
      [
        'disconnect as the admin panel sends it',
        (_id, { published }) => ({ connect: [], disconnect: [{ id: published }] }),
      ],
      [
        'disconnect of all versions',
        (_id, { draft, published }) => ({ disconnect: [{ id: draft }, { id: published }] }),
      ],
      ['set to the draft', (_id, { draft }) => ({ set: [{ id: draft }] })],
    ];

  it.each(editions)('%s', async (_way, valueFor) => {
    const world = await createWorld();
    const rows = await sql<{ id: number; published: boolean }>(
      'SELECT id, published_at IS NOT NULL AS published FROM movies',
    );
    const idOf = (published: boolean) => rows.find((row) => row.published === published)?.id ?? 0;
    const value = valueFor(world.movie, { draft: idOf(false), published: idOf(true) });
    const refused: string[] = [];
    for (const name of ['REST', 'the admin panel'] as const) {
      const answers = [
        await doors[name].update('person', world.director, { directedMovies: value }),
        await doors[name].update('character', world.character, { movies: value }),
      ];
      for (const { status, message } of answers) {
        expect([200, 400]).toContain(status);
        if (status === 400) refused.push(message);
      }
      expect(
        await sql(
          'SELECT published_movie_gaps(id) AS gaps FROM movies WHERE published_at IS NOT NULL',
        ),
      ).toEqual([{ gaps: [] }]);
    }
    expect(refused.length).toBeGreaterThan(0);
  });

  it.each([
    ['null', null],
    ['an empty list', []],
    ['set to none', { set: [] }],
    ['nobody', {}],
    ['a list with nothing', [null]],
    ['set to nothing', { set: [null] }],
    ['the id of nobody', { id: null }],
    ['set to an object', { set: {} }],
    ['set and connect', 'set'],
    ['disconnect', 'disconnect'],
    ['connect and disconnect', 'both'],
  ])('the actor of a character, the country of a person: %s', async (_way, given) => {
    const world = await createWorld();
    const value = (id: string) =>
      given === 'disconnect'
        ? { disconnect: [id] }
        : given === 'both'
          ? { connect: [id], disconnect: [id] }
          : given === 'set'
            ? { connect: [id], set: [] }
            : given;
    for (const name of ['REST', 'the admin panel'] as const) {
      const answers = [
        await doors[name].update('character', world.character, { actor: value(world.actor) }),
        await doors[name].update('person', world.actor, { country: value(await country('ZZ')) }),
      ];
      for (const { status } of answers) expect([200, 400]).toContain(status);
    }
    expect(await sql('SELECT FROM characters_actor_lnk')).toHaveLength(1);
    expect(await sql('SELECT FROM people_country_lnk')).toHaveLength(2);
  });

  it('that Strapi takes for a value and empties then', async () => {
    const world = await createWorld();
    const emptied = (id: string) => ({ connect: [id], set: [] });
    expect(
      await doors.REST.update('character', world.character, { actor: emptied(world.actor) }),
    ).toMatchObject({
      status: 400,
      message: `Character "Bob Harris" cannot be changed like this: 1 published movie would have a character without an actor: ${NAMED}. Give every character another actor first, or delete it.`,
      paths: ['actor'],
    });
    const nowhere = emptied(await country('ZZ'));
    expect(await doors.REST.update('person', world.actor, { country: nowhere })).toMatchObject({
      status: 400,
      message:
        'Person "Bill Murray" cannot be changed like this: 1 person would have no country: "Bill Murray". Give them another country first.',
      paths: ['country'],
    });
    const extra = { name: 'Extra', role: 'background', movies: [world.movie] };
    expect(
      await doors.REST.create('character', { ...extra, actor: emptied(world.actor) }),
    ).toMatchObject({
      status: 400,
      message: expect.stringContaining('Character "Extra" cannot be created like this'),
      paths: ['actor'],
    });
    expect(await doors.REST.create('person', { firstName: 'X', country: nowhere })).toMatchObject({
      status: 400,
      message: expect.stringContaining('Person "X" cannot be created like this'),
      paths: ['country'],
    });
    expect(await sql('SELECT FROM characters')).toHaveLength(1);
    expect(await sql('SELECT FROM people')).toHaveLength(2);
  });
});
