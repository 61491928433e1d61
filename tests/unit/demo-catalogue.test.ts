import sharp from 'sharp';
import { drawPortrait, drawPoster } from '../../src/demo/artwork';
import { fitHeadline } from '../../src/demo/artwork/headline';
import { PALETTES } from '../../src/demo/artwork/palette';
import { linePath } from '../../src/demo/artwork/typesetting';
import genres from '../../database/seed/genres.json';
import { demoMovies } from '../../src/demo/catalogue';
import type { MovieRecord, PersonRecord } from '../../src/importer/records';

const movies = demoMovies();
const incomplete = movies.filter((movie) => !isComplete(movie));
const published = movies.filter((movie) => isComplete(movie) && !movie.draft);
const people = [...new Set(movies.flatMap(peopleOf))];

describe('the demo catalogue', () => {
  test('has between 48 and 56 movies that can be published', () => {
    expect(published.length).toBeGreaterThanOrEqual(48);
    expect(published.length).toBeLessThanOrEqual(56);
  });

  test('has a draft for each thing that publishing asks for, and one that lacks nothing', () => {
    expect(incomplete.map(missingParts)).toEqual(
      expect.arrayContaining([['director'], ['country'], ['cast']]),
    );
    expect(incomplete).toHaveLength(3);
    expect(movies.filter((movie) => movie.draft && isComplete(movie))).toHaveLength(1);
  });

  test('tells the full story of every movie it publishes', () => {
    for (const movie of published) {
      expect(movie).toMatchObject({
        description: expect.any(String) as string,
        releaseDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
        durationMinutes: expect.any(Number) as number,
      });
      expect(movie.cast.length).toBeGreaterThanOrEqual(3);
      expect(movie.cast.length).toBeLessThanOrEqual(8);
      expect(movie.cast.some(({ role }) => role === 'leading')).toBe(true);
    }
  });

  test('names no movie twice', () => {
    expect(new Set(movies.map(({ title }) => title)).size).toBe(movies.length);
  });

  test('gives every picture its own file name in plain ASCII', () => {
    const files = [...movies.map(({ poster }) => poster), ...people.map(({ photo }) => photo)];
    const names = files.map((file) => file?.fileName ?? '');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.jpg$/);
  });

  test('uses known genres, budgets of whole dollars and plausible lengths and dates only', () => {
    for (const movie of movies) {
      expect(genres.map(({ name }) => name)).toEqual(expect.arrayContaining(movie.genres));
      expect(new Set(movie.genres).size).toBe(movie.genres.length);
      expect(movie.budget ?? 1).toBeGreaterThan(0);
      expect(Number.isInteger(movie.budget ?? 1)).toBe(true);
      expect(movie.durationMinutes).toBeGreaterThan(40);
      expect(movie.releaseDate?.slice(0, 4) ?? '').toMatch(/^(19[2-9]|20[0-2])\d$/);
    }
  });

  test('lets nobody direct or act before being born', () => {
    for (const movie of movies) {
      for (const { dateOfBirth } of peopleOf(movie)) {
        if (dateOfBirth && movie.releaseDate) {
          expect(yearOf(movie.releaseDate) - yearOf(dateOfBirth)).toBeGreaterThan(5);
        }
      }
    }
  });

  test('spans the history of film from 1927 to 2023, with a movie in every decade', () => {
    const years = published.map(({ releaseDate }) => yearOf(releaseDate ?? ''));
    expect([Math.min(...years), Math.max(...years)]).toEqual([1927, 2023]);
    expect(new Set(years.map((year) => Math.floor(year / 10))).size).toBe(11);
  });

  test('comes from at least 15 countries, four of which no longer exist', () => {
    const countries = new Set(published.map(({ country }) => country));
    expect(countries.size).toBeGreaterThanOrEqual(15);
    for (const former of ['SUHH', 'DDDE', 'CSHH', 'YUCS']) expect(countries).toContain(former);
  });

  test('has directors from at least 12 countries, four or more of them British', () => {
    const directors = [...new Set(movies.flatMap(({ director }) => director ?? []))];
    expect(new Set(directors.map(({ country }) => country)).size).toBeGreaterThanOrEqual(12);
    expect(directors.filter(({ country }) => country === 'GB').length).toBeGreaterThanOrEqual(4);
  });

  test('has at least five directors with three movies or more', () => {
    const counts = countBy(published.map(({ director }) => nameOf(director)));
    expect([...counts.values()].filter((count) => count >= 3).length).toBeGreaterThanOrEqual(5);
  });

  test('has at least six long action films or dramas since 2015', () => {
    const found = published.filter(
      ({ releaseDate = '', durationMinutes = 0, genres }) =>
        releaseDate >= '2015' &&
        durationMinutes > 135 &&
        genres.some((genre) => genre === 'Action' || genre === 'Drama'),
    );
    expect(found.length).toBeGreaterThanOrEqual(6);
  });

  test.each([
    ['Ellen Ripley', 'Sigourney Weaver', ['Alien', 'Aliens']],
    ['Neo', 'Keanu Reeves', ['The Matrix', 'The Matrix Resurrections']],
    ['Michael Corleone', 'Al Pacino', ['The Godfather', 'The Godfather Part II']],
    ['Bruce Wayne', 'Christian Bale', ['Batman Begins', 'The Dark Knight']],
    ['Rick Deckard', 'Harrison Ford', ['Blade Runner', 'Blade Runner 2049']],
  ])('brings %s back, played by %s again', (character, actor, titles) => {
    const found = movies.filter(({ cast }) =>
      cast.some((part) => part.name === character && nameOf(part.actor) === actor),
    );
    expect(found.map(({ title }) => title)).toEqual(titles);
  });

  test('has Peter Sellers play three parts in one movie', () => {
    const strangelove = movies.find(({ title }) => title.startsWith('Dr. Strangelove'));
    const parts = strangelove?.cast.filter((part) => nameOf(part.actor) === 'Peter Sellers');
    expect(parts).toHaveLength(3);
  });

  test('has directors who act, and actors in three movies or more', () => {
    const directors = new Set(movies.map(({ director }) => nameOf(director)));
    const castNames = movies.flatMap(({ cast }) => [
      ...new Set(cast.map(({ actor }) => nameOf(actor))),
    ]);
    expect(castNames.filter((name) => directors.has(name))).toContain('Orson Welles');
    const busy = [...countBy(castNames).values()].filter((count) => count >= 3);
    expect(busy.length).toBeGreaterThanOrEqual(5);
  });

  test('tells Avengers: Endgame’s budget', () => {
    expect(movies.find(({ title }) => title === 'Avengers: Endgame')?.budget).toBe(356_000_000);
  });
});

describe('demoMovies', () => {
  const person = { firstName: 'Ada', lastName: 'Example', country: 'GB' };
  const movie = { title: 'Sample', director: 'Ada Example', genres: ['Drama'] };

  test('takes a person over once, however often movies name them', () => {
    const [first, second] = demoMovies({
      movies: [movie, { ...movie, title: 'Sample Again' }],
      people: [person],
    });
    expect(first?.director).toMatchObject(person);
    expect(first?.director).toBe(second?.director);
  });

  test('marks a movie that shall stay a draft', () => {
    const [record] = demoMovies({ movies: [{ ...movie, draft: true }], people: [person] });
    expect(record).toMatchObject({ draft: true, source: 'demo movie "Sample"', remarks: [] });
  });

  test.each([
    ['a person nobody knows', [{ ...movie, director: 'No One' }], [person], /"Sample".*"No One"/],
    ['an unknown genre', [{ ...movie, genres: ['Noir'] }], [person], /"Sample".*"Noir"/],
    ['a movie twice', [movie, movie], [person], /"Sample" twice/],
    ['a person twice', [movie], [person, person], /"Ada Example" twice/],
    ['a misspelt key', [{ ...movie, budjet: 1 }], [person], /movies\.json.*Sample[^]*budjet/],
    ['a date that does not exist', [{ ...movie, releaseDate: '1999-02-30' }], [person], /Sample/],
  ])('refuses %s and names it', (_, movieFacts, peopleFacts, message) => {
    expect(() => demoMovies({ movies: movieFacts, people: peopleFacts })).toThrow(message);
  });
});

describe('the artwork', () => {
  const strangelove = {
    title: 'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb',
    director: 'Stanley Kubrick',
    releaseYear: '1964',
    durationMinutes: 94,
    genres: ['Comedy'],
  };

  test('has a poster of 1000 × 1500 pixels in under 150 KB, also for the longest title', async () => {
    const poster = await drawPoster(strangelove);
    expect(await sharp(poster).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1000,
      height: 1500,
    });
    expect(poster.length).toBeLessThan(150 * 1024);
  });

  test('has a portrait of 800 × 1000 pixels', async () => {
    const portrait = await drawPortrait({ name: 'Agnès Varda' });
    expect(await sharp(portrait).metadata()).toMatchObject({
      format: 'jpeg',
      width: 800,
      height: 1000,
    });
  });

  test('is the same every time', async () => {
    expect(await drawPoster(strangelove)).toEqual(await drawPoster(strangelove));
    expect(await drawPortrait({ name: 'Aimyon' })).toEqual(await drawPortrait({ name: 'Aimyon' }));
  });

  test('differs from title to title', async () => {
    const other = await drawPoster({ ...strangelove, title: 'Paths of Glory' });
    expect(other).not.toEqual(await drawPoster(strangelove));
  });

  test.each(genres)('has a motif for $name', async ({ name: genre }) => {
    for (const title of ['M', '8½', 'Amélie']) {
      const poster = await drawPoster({ title, genres: [genre] });
      const { isOpaque, entropy } = await sharp(poster).stats();
      expect(isOpaque).toBe(true);
      expect(entropy).toBeGreaterThan(1);
    }
  });

  test('has a glyph for every letter of every title and name', () => {
    const display = [...movies.map(({ title }) => title), ...people.map(nameOf)];
    for (const text of [...display, ...display.map((line) => line.toUpperCase())]) {
      for (const typeface of ['display', 'text'] as const) {
        expect(() => linePath(text, { typeface, size: 40 }, 0, 40)).not.toThrow();
      }
    }
  });

  test('says which letter it cannot draw instead of drawing an empty box', async () => {
    await expect(drawPoster({ title: '千と千尋', genres: [] })).rejects.toThrow('"千" (U+5343)');
  });

  test('writes finite coordinates at any size', () => {
    for (let size = 100; size < 560; size += 0.37) {
      const path = linePath('PARASITE', { typeface: 'display', size }, 64, 300.5);
      expect(path).not.toMatch(/NaN|\.\d\d/);
    }
  });

  test('keeps long titles within their room', () => {
    const room = { width: 872, height: 560, maxLines: 6 };
    for (const { title } of movies) {
      const headline = fitHeadline(title, room);
      expect(headline.lines.join(' ')).toBe(title.toUpperCase());
      expect(headline.height).toBeLessThanOrEqual(room.height + 0.001);
      expect(headline.size).toBeGreaterThan(90);
    }
  });

  test.each(PALETTES)('sets text on $ground with a contrast of 4.5:1 or better', (palette) => {
    const [light, dark] = [luminance(palette.ink), luminance(palette.ground)].sort((a, b) => b - a);
    expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

function missingParts(movie: MovieRecord): string[] {
  const parts = { director: movie.director, country: movie.country, cast: movie.cast[0] };
  return Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [part] : []));
}

function isComplete(movie: MovieRecord): boolean {
  return missingParts(movie).length === 0;
}

function peopleOf(movie: MovieRecord): PersonRecord[] {
  const actors = movie.cast.map(({ actor }) => actor);
  return movie.director ? [movie.director, ...actors] : actors;
}

function nameOf(person: PersonRecord | undefined): string {
  return [person?.firstName, person?.lastName].filter(Boolean).join(' ');
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function countBy(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
