import { country, createDraft, createPerson } from '../factories';
import { clearCatalogue, sql } from '../harness';
import { type Door, type DoorName, DOORS, openDoors, type Type } from './catalogue-doors';

/** Values that no movie, person, genre or country can have, through every door. */

let doors: Record<DoorName, Door>;

beforeAll(async () => {
  doors = await openDoors();
});

beforeEach(clearCatalogue);
afterAll(async () => {
  await clearCatalogue();
  await sql(`DELETE FROM genres WHERE name LIKE 'Heist%'`);
});

const DAY_MS = 24 * 60 * 60 * 1000;
const dayIn = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const LIMITS: [Type, string, { good: unknown[]; bad: unknown[]; message: string }][] = [
  [
    'movie',
    'durationMinutes',
    { good: [1, 1440, null], bad: [0, -5, 1441], message: 'must be 1 to 1,440 minutes' },
  ],
  [
    'movie',
    'budget',
    { good: [0, 356_000_000.5, null], bad: [-0.01, -1], message: 'US dollars, not -' },
  ],
  [
    'movie',
    'releaseDate',
    { good: ['1878-01-01', '2090-01-01', null], bad: ['1877-12-31'], message: 'before 1878-01-01' },
  ],
  [
    'person',
    'dateOfBirth',
    {
      good: [dayIn(0), '1850-05-05', null],
      bad: [dayIn(2), '2999-01-01'],
      message: 'must not be in the future, as ',
    },
  ],
];

describe.each(DOORS)('by %s', (name) => {
  it.each(LIMITS)('a %s has a %s within its limits', async (type, field, limits) => {
    const door = doors[name];
    const base: Record<string, unknown> =
      type === 'movie'
        ? { title: 'Limits' }
        : { firstName: 'Limits', country: await country('ZZ') };
    const { documentId } = type === 'movie' ? await createDraft() : await createPerson();

    for (const value of limits.bad) {
      const answers = [
        await door.create(type, { ...base, [field]: value }),
        await door.update(type, documentId, { [field]: value }),
      ];
      for (const answer of answers) {
        expect({ value, ...answer }).toMatchObject({
          status: 400,
          message: expect.stringContaining(`"${field}" `),
          paths: [field],
        });
        expect(answer.message).toContain(limits.message);
      }
    }
    for (const value of limits.good) {
      const answers = [
        await door.create(type, { ...base, [field]: value }),
        await door.update(type, documentId, { [field]: value }),
      ];
      for (const answer of answers) expect({ value, ...answer }).toMatchObject({ status: 200 });
    }
  });

  it('genres and countries have names and codes of their own, whatever the case', async () => {
    const door = doors[name];
    const genre = { name: `Heist by ${name}` };
    const created = await door.create('genre', genre);
    expect(created.status).toBe(200);
    const another = await door.create('genre', { name: `Heist, not by ${name}` });

    const taken = { status: 400, message: expect.stringContaining('There is already a genre') };
    expect(await door.create('genre', { name: genre.name.toUpperCase() })).toMatchObject(taken);
    expect(
      await door.update('genre', another.documentId ?? '', { name: genre.name.toLowerCase() }),
    ).toMatchObject({ ...taken, paths: ['name'] });
    // Its own name in another case is not a second one.
    expect(
      await door.update('genre', created.documentId ?? '', { name: genre.name.toUpperCase() }),
    ).toMatchObject({ status: 200 });

    expect(await door.create('country', { name: 'fRANCE', code: 'QQ' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('There is already a country with name "fRANCE"'),
      paths: ['name'],
    });
    expect(await door.create('country', { name: 'Gaul', code: 'FR' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('There is already a country with code "FR"'),
      paths: ['code'],
    });
    expect(await door.update('country', await country('DE'), { name: 'FRANCE' })).toMatchObject({
      status: 400,
      paths: ['name'],
    });
  });
});

describe.each(['REST', 'the admin panel'] as const)('spaces around a name by %s', (name) => {
  beforeEach(() => sql(`DELETE FROM genres WHERE btrim(name) LIKE 'Heist%'`));

  it('are not stored', async () => {
    const door = doors[name];
    const { documentId = '' } = await door.create('genre', { name: '  Heist\u00a0' });
    const stored = () => sql('SELECT name FROM genres WHERE document_id = $1', [documentId]);
    expect(await stored()).toEqual([{ name: 'Heist' }]);
    expect(await door.update('genre', documentId, { name: ' Heist film ' })).toMatchObject({
      status: 200,
    });
    expect(await stored()).toEqual([{ name: 'Heist film' }]);
  });

  it.each<[Type, object, string, string]>([
    ['genre', { name: 'Drama ' }, 'name', 'There is already a genre with name "Drama".'],
    ['genre', { name: ' drama ' }, 'name', 'There is already a genre with name "drama".'],
    ['country', { name: ' France', code: 'QQ' }, 'name', 'a country with name "France".'],
    ['country', { name: 'Gaul', code: 'FR ' }, 'code', 'a country with code "FR".'],
  ])('make no other %s: %j', async (type, data, field, message) => {
    expect(await doors[name].create(type, { ...data })).toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
      paths: [field],
    });
  });

  it('make no other genre where the stored name has them', async () => {
    await sql(
      `INSERT INTO genres (document_id, name, published_at) VALUES ('heist', ' Heist ', now())`,
    );
    expect(await doors[name].create('genre', { name: 'heist' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('There is already a genre with name "heist".'),
    });
  });

  it.each<[Type, object, string]>([
    ['genre', { name: '  ' }, 'Genre: "name" must not be blank. Fill it in.'],
    ['genre', { name: '' }, 'Genre: "name" must not be blank. Fill it in.'],
    ['country', { name: '\t', code: 'QQ' }, 'Country: "name" must not be blank. Fill it in.'],
    ['country', { name: 'Gaul', code: ' ' }, 'Country: "code" must not be blank. Fill it in.'],
  ])('are no name of a %s: %j', async (type, data, message) => {
    expect(await doors[name].create(type, { ...data })).toMatchObject({ status: 400, message });
  });
});

describe('numbers that are sent as texts', () => {
  it.each([
    ['durationMinutes', '0', '"durationMinutes" must be 1 to 1,440 minutes, not 0.'],
    ['durationMinutes', ' 1441 ', '"durationMinutes" must be 1 to 1,440 minutes, not 1441.'],
    ['durationMinutes', '90.5', '"durationMinutes" must be a whole number, not 90.5.'],
    ['budget', '-1', '"budget" must be 0 to 9,999,999,999,999.99 US dollars, not -1.'],
    ['budget', '1e14', 'US dollars, not 100000000000000.'],
  ])('have the same limits: %s "%s"', async (field, value, message) => {
    const { documentId } = await createDraft();
    const answers = [
      await doors.REST.create('movie', { title: 'Limits', [field]: value }),
      await doors.REST.update('movie', documentId, { [field]: value }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 400,
        message: expect.stringContaining(message),
        paths: [field],
      });
    }
  });

  it('are stored as numbers', async () => {
    const { documentId } = await createDraft();
    const sent = { durationMinutes: '121', budget: '19000000.5' };
    expect(await doors.REST.update('movie', documentId, sent)).toMatchObject({ status: 200 });
    expect(await sql('SELECT duration_minutes, budget::text FROM movies')).toEqual([
      { duration_minutes: 121, budget: '19000000.50' },
    ]);
  });

  it.each(['', ' ', 'two hours'])('are numbers, not "%s"', async (durationMinutes) => {
    const { documentId } = await createDraft();
    const { status, message } = await doors.REST.update('movie', documentId, { durationMinutes });
    expect(status).toBe(400);
    expect(message).not.toContain('constraint');
  });
});
