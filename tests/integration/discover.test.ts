import { Client } from 'pg';
import { documentOf, fillCatalogue } from '../../bench/catalogue';
import { country, genre } from '../factories';
import { anonymous, application, clearCatalogue, strapi } from '../harness';
import { type Sent, statementsOf } from '../harness/statements';

/** What frontends ask, on a catalogue of 100,000 movies: with an index, and in a bounded number of rows. */

const SIZE = { movies: 100_000, people: 20_000, characters: 100_000 };

const FILL_TIMEOUT_MS = 240_000;

let database: Client;
/** Of a statement's text; filled in when the catalogue is there. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  await clearCatalogue();
  database = new Client(application().databaseUrl);
  await database.connect();
  await fillCatalogue(database, SIZE, ['SELECT recount_entries()']);
  ids.drama = await genre('Drama');
  ids.western = await genre('Western');
  ids.us = await country('US');
  ids.director = documentOf('person', 50);
  ids.star = documentOf('person', 1);
  ids.movie = documentOf('movie', 77);
}, FILL_TIMEOUT_MS);

afterAll(async () => {
  await database.end();
  await clearCatalogue();
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Tables of fewer rows, such as those of genres and countries, are read whole. */
const SMALL_TABLE_ROWS = 500;

const explain = async ({ sql, bindings }: Sent): Promise<Plan[]> => {
  const { rows } = await database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    bindings,
  );
  const [row] = rows;
  return row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
};

const rowsTouched = (plan: Plan): number =>
  (plan['Actual Rows'] +
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0)) *
  plan['Actual Loops'];

/** The statements about the catalogue that a request has sent, each with its plan. */
const plansOf = async (path: string): Promise<Plan[][]> => {
  let status = 0;
  const sent = await statementsOf(async () => {
    ({ status } = await anonymous().get(path));
  });
  expect(status).toBe(200);
  const asked = sent.filter(({ sql }) => /"?(movies|people|characters|entry_counts)/.test(sql));
  expect(asked.length).toBeGreaterThan(0);
  return Promise.all(asked.map(explain));
};

/** [question, rows that its statements may touch in all, indexes that have to serve it] */
const QUESTIONS: [string, number, string[]][] = [
  ['/movies', 50, ['movies_published_ix']],
  ['/movies?sort=title', 50, ['movies_published_title_ix']],
  ['/movies?sort=title:desc', 50, ['movies_published_title_desc_ix']],
  ['/movies?sort=releaseDate', 50, ['movies_published_release_date_ix']],
  ['/movies?sort=releaseDate:desc', 50, ['movies_published_release_date_desc_ix']],
  ['/movies?sort=favoritesCount', 50, ['movies_published_favorites_count_asc_ix']],
  ['/movies?sort=favoritesCount:desc', 50, ['movies_published_favorites_count_ix']],
  ['/movies?sort=budget', 50, ['movies_published_budget_ix']],
  ['/movies?sort=budget:desc', 50, ['movies_published_budget_desc_ix']],
  ['/movies?sort=durationMinutes', 50, ['movies_published_duration_minutes_ix']],
  ['/movies?sort=durationMinutes:desc', 50, ['movies_published_duration_minutes_desc_ix']],
  ['/movies?filters[title][$containsi]=dragon', 1_500, ['movies_published_title_trgm_ix']],
  [
    '/movies?filters[title][$startsWithi]=the drag&sort=title',
    500,
    ['movies_published_title_lower_ix'],
  ],
  ['/movies?filters[title][$eqi]=THE DRAGON', 500, ['movies_published_title_lower_ix']],
  [
    '/movies?filters[releaseDate][$gte]=1999-03-01&filters[releaseDate][$lt]=1999-04-01&sort=releaseDate',
    500,
    ['movies_published_release_date_ix'],
  ],
  // The first have tens of thousands of movies; a page is found by walking along the order.
  [
    '/movies?filters[genres][documentId]={drama}&sort=releaseDate:desc',
    1_000,
    ['movies_published_release_date_desc_ix', 'movies_genres_genre_movie_ix'],
  ],
  [
    '/movies?filters[country][documentId]={us}&sort=favoritesCount:desc',
    1_000,
    ['movies_published_favorites_count_ix', 'movies_country_country_movie_ix'],
  ],
  [
    '/movies?filters[genres][documentId]={western}&sort=title',
    5_000,
    ['movies_published_title_ix', 'movies_genres_genre_movie_ix'],
  ],
  [
    '/movies?filters[country][code]=MT&sort=releaseDate:desc',
    2_000,
    ['movies_country_country_movie_ix'],
  ],
  [
    '/movies?filters[director][documentId]={director}&sort=releaseDate:desc',
    500,
    ['movies_director_person_movie_ix'],
  ],
  [
    '/movies?filters[characters][actor][documentId]={star}&sort=releaseDate:desc',
    10_000,
    ['characters_actor_person_character_ix', 'movies_characters_character_movie_ix'],
  ],
  [
    '/movies?populate[director]=true&populate[country]=true&populate[genres]=true&populate[characters][populate]=actor&sort=releaseDate:desc',
    1_500,
    ['movies_published_release_date_desc_ix'],
  ],
  ['/movies/{movie}?populate[characters][populate]=actor', 200, ['movies_one_published_uq']],
  ['/people', 50, ['people_pkey']],
  ['/people?sort=lastName,firstName', 50, ['people_name_ix']],
  ['/people?sort=lastName', 50, ['people_last_name_ix']],
  ['/people?sort=firstName', 50, ['people_first_name_ix']],
  ['/people?filters[lastName][$containsi]=dvo', 1_500, ['people_names_trgm_ix']],
  ['/people?filters[lastName][$eqi]=DVOŘÁK', 1_500, ['people_names_trgm_ix']],
  ['/characters?sort=name', 50, ['characters_name_ix']],
  ['/characters?filters[movies][documentId]={movie}', 200, ['movies_one_published_uq']],
  [
    '/characters?filters[actor][documentId]={star}',
    2_000,
    ['characters_actor_person_character_ix'],
  ],
  [
    '/people/{star}/filmography',
    10_000,
    ['characters_actor_person_character_ix', 'movies_characters_character_movie_ix'],
  ],
  ['/movies/facets', 1_500, ['entry_counts_counted_ix']],
];

it.each(QUESTIONS)('%s touches at most %d rows', async (question, limit, indexes) => {
  const plans = await plansOf(question.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ''));
  const nodes = plans.flat();
  const readWhole = nodes.filter(
    (node) => node['Node Type'] === 'Seq Scan' && rowsTouched(node) > SMALL_TABLE_ROWS,
  );
  expect(readWhole).toEqual([]);
  const used = nodes.map((node) => node['Index Name']);
  expect(used).toEqual(expect.arrayContaining(indexes));
  const scans = nodes.filter((node) => node['Relation Name'] ?? node['Index Name']);
  expect(scans.map(rowsTouched).reduce((sum, rows) => sum + rows, 0)).toBeLessThanOrEqual(limit);
});

it('every index tells the question that it serves', async () => {
  const { rows } = await database.query<{ name: string; comment: string | null }>(
    `SELECT indexname AS name, obj_description(indexname::regclass, 'pg_class') AS comment
     FROM pg_indexes
     WHERE indexname ~ '^(movies|people|characters)_.*_ix$' AND indexname !~ 'label'`,
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ comment }) => !comment?.includes('GET /api/'))).toEqual([]);
});

it('pages of a sorted list neither repeat nor skip a movie', async () => {
  const found: string[] = [];
  for (const page of [1, 2, 3, 4]) {
    const { body } = await anonymous().get(
      `/movies?sort=budget:desc&pagination[page]=${page}&pagination[pageSize]=100&fields=title`,
    );
    found.push(
      ...(body as { data: { documentId: string }[] }).data.map((movie) => movie.documentId),
    );
  }
  const { body } = await anonymous().get(
    '/movies?sort=budget:desc&pagination[start]=150&pagination[limit]=100&fields=title',
  );
  const across = (body as { data: { documentId: string }[] }).data.map((movie) => movie.documentId);
  expect(new Set(found).size).toBe(400);
  expect(across).toEqual(found.slice(150, 250));
});

it('a list is two statements besides the permissions, and no transaction', async () => {
  const sent = await statementsOf(() => anonymous().get('/movies?sort=title'));
  const texts = sent.map(({ sql }) => sql).filter((sql) => !sql.includes('up_permissions'));
  expect(texts).toHaveLength(2);
  expect(strapi().db.inTransaction()).toBe(false);
});
