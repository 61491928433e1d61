import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { MovieRecord } from '../../src/importer/records';
import { hasMovieIndustry, MOVIE_INDUSTRY_CSV, skipReason } from '../harness/data-set';
import { collect, readRow, readRows } from './csv-file';

describe('a row', () => {
  test('becomes a movie with its director, star and genre', async () => {
    expect(await readRow({})).toEqual({
      source: 'line 2',
      title: 'Alien',
      budget: 11_000_000,
      releaseDate: '1979-06-22',
      durationMinutes: 117,
      country: 'GB',
      director: { firstName: 'Ridley', lastName: 'Scott', country: 'ZZ' },
      genres: ['Science Fiction'],
      cast: [
        {
          name: 'Unnamed',
          role: 'leading',
          actor: { firstName: 'Sigourney', lastName: 'Weaver', country: 'ZZ' },
        },
      ],
      remarks: [],
    });
  });

  test('with nothing but a title is a movie with nothing else, and nothing to remark', async () => {
    expect(await readRows('Alien,,,,,,,,')).toEqual([
      { source: 'line 2', title: 'Alien', genres: [], cast: [], remarks: [] },
    ]);
  });

  test('with a title in pieces and decomposed letters has it tidied', async () => {
    expect((await readRow({ name: '"  Ame\u0301lie\n  \u00a0Poulain "' })).title).toBe(
      'Am\u00e9lie Poulain',
    );
  });

  test.each([
    ['19000000.0', 19_000_000],
    ['22769', 22_769],
    ['0', 0],
    ['9999999999999.99', 9_999_999_999_999.99],
  ])('with budget %s has %d US dollars', async (budget, dollars) => {
    expect((await readRow({ budget })).budget).toBe(dollars);
  });
});

describe('a release date', () => {
  test.each([
    ['"June 13, 1980 (United States)"', '1980-06-13'],
    ['"february 29, 2012 (France)"', '2012-02-29'],
    ['"May 5, 2006"', '2006-05-05'],
  ])('%s is taken as it is', async (released, date) => {
    const movie = await readRow({ released });
    expect(movie.releaseDate).toBe(date);
    expect(movie.remarks).toEqual([]);
  });

  test.each([
    ['June 1980 (United Kingdom)', '1980-06-01', 'only the month'],
    ['1995 (Iran)', '1995-01-01', 'only the year'],
    ['', '1979-01-01', 'no release date'],
  ])('%j is completed, with a remark', async (released, date, remark) => {
    const movie = await readRow({ released });
    expect(movie.releaseDate).toBe(date);
    expect(movie.remarks).toEqual([{ what: expect.stringContaining(remark), found: released }]);
  });

  test('is missing when neither released nor year say anything', async () => {
    const movie = await readRow({ released: '', year: '' });
    expect(movie.releaseDate).toBeUndefined();
    expect(movie.remarks).toEqual([]);
  });
});

describe('what the catalogue does not know', () => {
  test('a country becomes a remark and none', async () => {
    const movie = await readRow({ country: 'Freedonia' });
    expect(movie.country).toBeUndefined();
    expect(movie.remarks).toEqual([
      { what: 'the country is not known: left out', found: 'Freedonia' },
    ]);
  });

  test('a genre becomes a remark and is left out', async () => {
    const movie = await readRow({ genre: 'Eco-Thriller' });
    expect(movie.genres).toEqual([]);
    expect(movie.remarks).toEqual([
      { what: 'the genre is not known: left out', found: 'Eco-Thriller' },
    ]);
  });

  test.each(['Directors', 'Director', 'directors'])(
    'the director "%s" is a stand-in for several, and none is taken over',
    async (director) => {
      const movie = await readRow({ director });
      expect(movie.director).toBeUndefined();
      expect(movie.remarks).toEqual([
        { what: 'several directors, not named: none taken over', found: director },
      ]);
    },
  );

  test('a director whose name merely begins like the stand-in is taken over', async () => {
    expect((await readRow({ director: 'Director X.' })).director?.lastName).toBe('X.');
  });
});

describe('the messy example', () => {
  const messy = resolve(__dirname, '../fixtures/messy-movies.csv');
  let movies: MovieRecord[];
  beforeAll(async () => {
    movies = await collect(createReadStream(messy));
  });

  test('gives a movie for each of its rows, the one in two lines and the one twice there too', () => {
    expect(movies.map(({ source, title }) => `${source}: ${title}`)).toEqual([
      "line 2: The Lighthouse Keeper's Son",
      'line 3: Hello, "Stranger"',
      'line 4: Čas bez paměti',
      'line 5: Die stille Straße',
      'line 6: Am Rhein',
      'line 7: Ледяной поезд',
      'line 8: Most na Dunavu',
      'line 9: Nine Short Stories',
      'line 10: Castle in Freedonia',
      'line 11: Nobody Knows',
      'line 12: Star Dust 9',
      'line 13: The Night Has Ears',
      'line 14: A Dance of Tractors',
      'line 15: Two Lines, One Title',
      "line 17: The Lighthouse Keeper's Son",
    ]);
    expect({ ...movies[14], source: 'line 2' }).toEqual(movies[0]);
  });

  test('names its countries, also those that are no more', () => {
    const countries = movies.map(({ country }) => country ?? '-').join(' ');
    expect(countries).toBe('US GB CSHH DDDE DE SUHH YUCS US - - CA US FR ES US');
  });

  test('has a remark for everything that is not taken over as it stands', () => {
    const remarks = movies.flatMap((movie) =>
      movie.remarks.map(({ what, found }) => [movie.title, what, found]),
    );
    expect(remarks).toEqual([
      [
        'Čas bez paměti',
        'only the year of release is known: taken as January 1',
        '1968 (Czechoslovakia)',
      ],
      [
        'Die stille Straße',
        'only the month of release is known: taken as its first day',
        'November 1979 (East Germany)',
      ],
      ['Nine Short Stories', 'several directors, not named: none taken over', 'Directors'],
      ['Castle in Freedonia', 'the country is not known: left out', 'Freedonia'],
      ['Nobody Knows', 'no release date: taken as January 1 of the year', ''],
      ['A Dance of Tractors', 'the genre is not known: left out', 'Eco-Thriller'],
    ]);
  });
});

describe('the "movie industry" data set', () => {
  (hasMovieIndustry ? test : test.skip)(`is read whole${skipReason}`, async () => {
    const movies = await collect(createReadStream(MOVIE_INDUSTRY_CSV));
    expect(movies).toHaveLength(7_668);
    const unknown = ({ remarks }: MovieRecord) =>
      remarks.filter(({ what }) => what.includes('not known'));
    expect(movies.flatMap(unknown)).toEqual([]);
    expect(movies.filter(({ country }) => country === undefined)).toHaveLength(3);
    expect(movies.filter(({ genres }) => genres.length === 0)).toEqual([]);
    expect(movies.filter(({ releaseDate }) => releaseDate === undefined)).toEqual([]);
  });
});
