import { createReadStream } from 'node:fs';
import { demoMovies } from '../../src/demo/catalogue';
import { ADAPTERS, importCatalogue, type MovieRecord, type PersonRecord } from '../../src/importer';
import { DEMO_QUESTIONS, INDUSTRY_QUESTIONS, type Question } from '../fixtures/search-queries';
import { anonymous, clearCatalogue, strapi } from '../harness';
import { hasMovieIndustry, MOVIE_INDUSTRY_CSV, skipReason } from '../harness/data-set';

/** Of all hits that are expected first, how many must be first; all must be among the first five. */
const SHARE_OF_FIRST = 0.95;
const AMONG = 5;

const withoutPhoto = (person: PersonRecord): PersonRecord => ({ ...person, photo: undefined });

/** Pictures are not looked at here, and take time to draw. */
const demoRecords = (): MovieRecord[] =>
  demoMovies().map((movie) => ({
    ...movie,
    poster: undefined,
    director: movie.director && withoutPhoto(movie.director),
    cast: movie.cast.map((part) => ({ ...part, actor: withoutPhoto(part.actor) })),
  }));

const industryRecords = (): AsyncIterable<MovieRecord> => {
  if (!ADAPTERS.csv) throw new Error('There is no CSV adapter');
  return ADAPTERS.csv.read(createReadStream(MOVIE_INDUSTRY_CSV), 'movie-industry.csv');
};

interface Hit {
  label: string;
  year: number | null;
}

/** The place of what is expected, from 1; 0 when it is not among the first hits. */
const placeOf = ({ expected, year }: Question, hits: Hit[]): number =>
  hits.findIndex((hit) => hit.label === expected && (!year || hit.year === year)) + 1;

const ask = async (question: Question) => {
  const parameters = new URLSearchParams({ q: question.q, pageSize: String(AMONG) });
  const { body } = await anonymous().get(`/search?${parameters.toString()}`).expect(200);
  const hits = (body as { data: Hit[] }).data;
  return { place: placeOf(question, hits), found: hits.map(({ label }) => label) };
};

type Source = () => Iterable<MovieRecord> | AsyncIterable<MovieRecord>;

const CATALOGUES: [string, Source, Question[], boolean][] = [
  ['the demo catalogue', demoRecords, DEMO_QUESTIONS, true],
  [
    `the "movie industry" data set${skipReason}`,
    industryRecords,
    INDUSTRY_QUESTIONS,
    hasMovieIndustry,
  ],
];

describe.each(CATALOGUES)('%s', (_name, read, questions, isAtHand) => {
  const test = isAtHand ? it : it.skip;

  beforeAll(async () => {
    if (isAtHand) await importCatalogue(strapi(), read());
  }, 180_000);
  afterAll(clearCatalogue);

  test(`answers ${questions.length} questions with the expected hit first or among the first ${AMONG}`, async () => {
    const answers = [];
    for (const question of questions) answers.push({ ...question, ...(await ask(question)) });
    expect(answers.filter(({ place }) => place === 0)).toEqual([]);
    const notFirst = answers.filter(({ place }) => place !== 1);
    // The misses are shown where they are too many.
    expect(notFirst.length <= (1 - SHARE_OF_FIRST) * questions.length ? [] : notFirst).toEqual([]);
  });
});
