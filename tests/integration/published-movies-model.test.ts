import fc from 'fast-check';
import { createCharacter, createDraft, createPerson } from '../factories';
import { clearCatalogue, sql, strapi } from '../harness';
import {
  type Answer,
  type Door,
  type DoorName,
  DOORS,
  openDoors,
  type Type,
} from './catalogue-doors';

/** Whatever is done to the catalogue, through whichever door: published movies are complete. */

const SIZE = 3;

let doors: Record<DoorName, Door>;

beforeAll(async () => {
  doors = await openDoors();
});

const removeCountries = () => sql(`DELETE FROM countries WHERE name LIKE 'Model %'`);

beforeEach(clearCatalogue);
afterAll(async () => {
  await clearCatalogue();
  await removeCountries();
});

interface Delete {
  kind: 'delete';
  door: DoorName;
  type: Type;
  entry: number;
}
interface Publish {
  kind: 'publish' | 'unpublish';
  door: DoorName;
  movie: number;
}
/** A relation of an entry, given others: as a list, or one by one where the door knows that. */
interface Link {
  kind: 'link';
  door: DoorName;
  field: 'directedMovies' | 'characters' | 'movies' | 'actor' | 'director' | 'cast' | 'country';
  entry: number;
  way: 'set' | 'connect' | 'disconnect';
  others: number[];
}
type Step = Delete | Publish | Link;

const entry = fc.nat(SIZE - 1);
const door = fc.constantFrom(...DOORS);

const steps = fc.array(
  fc.oneof(
    fc.record<Delete>({
      kind: fc.constant('delete'),
      door,
      type: fc.constantFrom('person', 'person', 'character', 'character', 'country', 'movie'),
      entry,
    }),
    fc.record<Publish>({ kind: fc.constantFrom('publish', 'unpublish'), door, movie: entry }),
    fc.record<Link>({
      kind: fc.constant('link'),
      door,
      field: fc.constantFrom(
        'directedMovies',
        'characters',
        'movies',
        'actor',
        'director',
        'cast',
        'country',
      ),
      entry,
      way: fc.constantFrom('set', 'connect', 'disconnect'),
      others: fc.uniqueArray(entry, { maxLength: 2 }),
    }),
  ),
  { minLength: 8, maxLength: 16 },
);

/** Which entry a field is of, what it links to, and whether to one or to many. */
const FIELDS: Record<Link['field'], { of: Type; to: Type; attribute: string; many: boolean }> = {
  directedMovies: { of: 'person', to: 'movie', attribute: 'directedMovies', many: true },
  characters: { of: 'person', to: 'character', attribute: 'characters', many: true },
  movies: { of: 'character', to: 'movie', attribute: 'movies', many: true },
  actor: { of: 'character', to: 'person', attribute: 'actor', many: false },
  director: { of: 'movie', to: 'person', attribute: 'director', many: false },
  cast: { of: 'movie', to: 'character', attribute: 'characters', many: true },
  country: { of: 'person', to: 'country', attribute: 'country', many: false },
};

interface State {
  /** What a refused step may not change: all links, and which versions there are. */
  rows: unknown;
  incomplete: unknown[];
}

const TABLES = [
  'movies_director_lnk',
  'movies_country_lnk',
  'movies_characters_lnk',
  'characters_actor_lnk',
  'people_country_lnk',
];

const LACKING = `
  SELECT 'movie' AS what, id FROM movies WHERE published_movie_gaps(id) <> '{}'
  UNION ALL
  SELECT 'character', id FROM characters
  WHERE id NOT IN (SELECT character_id FROM characters_actor_lnk)
  UNION ALL
  SELECT 'person', id FROM people WHERE id NOT IN (SELECT person_id FROM people_country_lnk)`;

const stateNow = async (): Promise<State> => {
  const rows = [await sql('SELECT id, document_id, published_at FROM movies ORDER BY id')];
  for (const table of TABLES) rows.push(await sql(`SELECT * FROM ${table} ORDER BY id`));
  return { rows, incomplete: await sql(LACKING) };
};

/** Who would have nobody and nothing in the place of an entry: by links, not by the rules. */
const NEEDED: Partial<Record<Type, string>> = {
  person: `
    SELECT FROM people WHERE document_id = $1 AND (
      id IN (SELECT person_id FROM movies_director_lnk
        JOIN movies ON movies.id = movie_id WHERE published_at IS NOT NULL)
      OR id IN (SELECT person_id FROM characters_actor_lnk))`,
  character: `
    SELECT FROM characters WHERE document_id = $1 AND id IN (
      SELECT max(character_id) FROM movies_characters_lnk
      JOIN movies ON movies.id = movie_id WHERE published_at IS NOT NULL
      GROUP BY movie_id HAVING count(*) = 1)`,
  country: `
    SELECT FROM countries WHERE document_id = $1 AND (
      id IN (SELECT country_id FROM movies_country_lnk
        JOIN movies ON movies.id = movie_id WHERE published_at IS NOT NULL)
      OR id IN (SELECT country_id FROM people_country_lnk))`,
};

const DRAFT_LACKS = `
  SELECT FROM movies WHERE document_id = $1 AND published_at IS NULL AND (
    id NOT IN (SELECT movie_id FROM movies_director_lnk)
    OR id NOT IN (SELECT movie_id FROM movies_country_lnk)
    OR id NOT IN (SELECT movie_id FROM movies_characters_lnk))`;

const holds = async (text: string, documentId: string): Promise<boolean> =>
  (await sql(text, [documentId])).length > 0;

/** A few entries of each type, all of them linked and all movies published. */
class World {
  private readonly ids: Record<Type, string[]> = {
    movie: [],
    person: [],
    character: [],
    country: [],
    genre: [],
  };

  static async create(): Promise<World> {
    await clearCatalogue();
    await removeCountries();
    const world = new World();
    for (let index = 0; index < SIZE; index += 1) await world.add(String.fromCharCode(65 + index));
    return world;
  }

  private async add(letter: string): Promise<void> {
    const { documentId: country } = await strapi()
      .documents('api::country.country')
      .create({ data: { name: `Model ${letter}`, code: `ZZ${letter}Z` } });
    const person = (await createPerson({ country })).documentId;
    const movie = (await createDraft({ country, director: person })).documentId;
    const character = (await createCharacter(movie, { actor: person })).documentId;
    await strapi().documents('api::movie.movie').publish({ documentId: movie });
    for (const [type, id] of Object.entries({ country, person, movie, character })) {
      this.ids[type as Type].push(id);
    }
  }

  idOf(type: Type, index: number): string {
    return this.ids[type][index] ?? '';
  }

  async send(step: Step): Promise<Answer> {
    const through = doors[step.door];
    if (step.kind === 'delete') return through.remove(step.type, this.idOf(step.type, step.entry));
    if (step.kind === 'link') return this.link(step);
    const documentId = this.idOf('movie', step.movie);
    if (step.kind === 'publish') return through.publish(documentId);
    await strapi().documents('api::movie.movie').unpublish({ documentId });
    return { status: 200, message: '', paths: [], documentId };
  }

  private link({ door: name, field, entry: index, way, others }: Link): Promise<Answer> {
    const { of, to, attribute, many } = FIELDS[field];
    const ids = others.map((other) => this.idOf(to, other));
    const list = many ? ids : (ids[0] ?? null);
    // GraphQL takes lists only.
    const value = name === 'GraphQL' || way === 'set' ? list : { [way]: ids };
    return doors[name].update(of, this.idOf(of, index), { [attribute]: value });
  }

  /** Whether a step has to be refused or accepted; unknown of links, which only Strapi can tell. */
  async expected(step: Step): Promise<number | undefined> {
    if (step.kind === 'publish') {
      const documentId = this.idOf('movie', step.movie);
      if (!(await holds('SELECT FROM movies WHERE document_id = $1', documentId))) return undefined;
      return (await holds(DRAFT_LACKS, documentId)) ? 400 : 200;
    }
    if (step.kind !== 'delete') return undefined;
    const needed = NEEDED[step.type];
    const documentId = this.idOf(step.type, step.entry);
    if (needed && (await holds(needed, documentId))) return 400;
    return undefined;
  }
}

const ANSWERS = [200, 400, 404];

it('nothing that is needed goes, and what is refused changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = await World.create();
      for (const step of sequence) {
        const before = await stateNow();
        const expected = await world.expected(step);
        const answer = await world.send(step);
        const after = await stateNow();

        expect(ANSWERS).toContain(answer.status);
        if (expected !== undefined) expect({ step, ...answer }).toMatchObject({ status: expected });
        if (step.kind === 'delete' && expected === undefined) {
          expect({ step, ...answer }).not.toMatchObject({ status: 400 });
        }
        if (answer.status !== 200) expect(after.rows).toEqual(before.rows);
        expect(after.incomplete).toEqual([]);
      }
    }),
    { numRuns: 8 },
  );
}, 300_000);

it('nothing that is needed goes when all that is done at once, and nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (one, other) => {
      const world = await World.create();
      const answers = await Promise.all([...one, ...other].map((step) => world.send(step)));
      for (const { status } of answers) expect(ANSWERS).toContain(status);
      expect((await stateNow()).incomplete).toEqual([]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 300_000);
