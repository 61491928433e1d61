import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ADAPTERS, formatReport, importCatalogue, type MovieRecord } from '../../src/importer';
import { anonymous, clearCatalogue, strapi } from '../harness';

const MESSY = path.join(__dirname, '..', 'fixtures', 'messy-movies.csv');

const csv = () => {
  const adapter = ADAPTERS.csv;
  if (!adapter) throw new Error('There is no CSV adapter');
  return adapter;
};

const importMessy = () =>
  importCatalogue(strapi(), csv().read(createReadStream(MESSY), 'messy-movies.csv'));

/** Every row of the tables that an import writes, without what differs from run to run. */
const snapshot = async (): Promise<unknown> => {
  const tables = ['movies', 'people', 'characters', 'movies_genres_lnk', 'movies_characters_lnk'];
  const contents = [];
  for (const table of tables) {
    const { rows } = await strapi().db.connection.raw<{ rows: unknown[] }>(
      `SELECT * FROM ${table} ORDER BY id`,
    );
    contents.push([table, rows]);
  }
  return contents;
};

const movie = (record: Partial<MovieRecord>): MovieRecord => ({
  source: 'test',
  title: 'Untitled',
  country: 'US',
  director: { firstName: 'Ann', lastName: 'Director', country: 'US' },
  genres: [],
  cast: [
    {
      name: 'Unnamed',
      role: 'leading',
      actor: { firstName: 'Abe', lastName: 'Actor', country: 'US' },
    },
  ],
  remarks: [],
  ...record,
});

afterEach(clearCatalogue);

describe('importing a messy file', () => {
  it('publishes what is complete, keeps the rest as drafts, and reports why', async () => {
    const report = await importMessy();

    expect(report).toMatchObject({ created: 14, skipped: 1 });
    expect(report.published + report.drafts).toBe(report.created);
    const counts = (tallies: Map<string, { count: number }>) =>
      Object.fromEntries([...tallies].map(([what, { count }]) => [what, count]));
    expect(counts(report.draftReasons)).toEqual({
      'no director': 2,
      'no country': 2,
      'no character': 1,
    });
    expect(counts(report.skipReasons)).toEqual({ 'already in the catalogue': 1 });
    const published = await anonymous().get('/movies?pagination[pageSize]=1');
    expect(published.body.meta.pagination.total).toBe(report.published);
    expect(formatReport(report)).toContain('no country: Castle in Freedonia (line');
  });

  it('twice changes nothing', async () => {
    await importMessy();
    const before = await snapshot();

    const report = await importMessy();
    expect(report).toMatchObject({ created: 0, skipped: 15 });
    expect(await snapshot()).toEqual(before);
  });

  it('twice at the same time stores each movie once', async () => {
    const reports = await Promise.all([importMessy(), importMessy()]);
    expect(reports.map(({ created }) => created).sort()).toEqual([0, 14]);
  });

  it('leaves alone what an editor has changed since', async () => {
    await importCatalogue(strapi(), [movie({ title: 'Alien', releaseDate: '1979-05-25' })]);
    const movies = strapi().documents('api::movie.movie');
    const alien = await movies.findFirst({ filters: { title: 'Alien' } });
    const documentId = alien?.documentId ?? '';
    await movies.update({ documentId, data: { budget: 11_000_000 } });

    await importCatalogue(strapi(), [
      movie({ title: 'Alien', releaseDate: '1979-09-06', budget: 1 }),
    ]);
    expect(await movies.count({})).toBe(1);
    expect(await movies.findOne({ documentId })).toMatchObject({ budget: 11_000_000 });
  });

  it('stores nothing at all when it fails in the middle', async () => {
    async function* breaking(): AsyncGenerator<MovieRecord> {
      for (let line = 1; line <= 700; line += 1) yield movie({ title: `Movie ${line}` });
      await Promise.reject(new Error('the disk is gone'));
    }

    await expect(importCatalogue(strapi(), breaking())).rejects.toThrow('the disk is gone');
    expect(await strapi().documents('api::movie.movie').count({})).toBe(0);
    expect(await strapi().documents('api::person.person').count({})).toBe(0);
  });

  it('skips a movie of a country or genre that the catalogue does not have, and says so', async () => {
    const report = await importCatalogue(strapi(), [
      movie({ title: 'One', country: 'QX' }),
      movie({ title: 'Two', genres: ['Telenovela'] }),
    ]);
    expect([...report.skipReasons.keys()]).toEqual([
      'country "QX" is not in the catalogue',
      'genre "Telenovela" is not in the catalogue',
    ]);
  });
});

describe('what an import writes', () => {
  const ripley = {
    name: 'Ripley',
    role: 'leading',
    actor: { firstName: 'Sigourney', lastName: 'Weaver', country: 'US' },
  } as const;

  it('is what Strapi itself would have written: editors can go on from there', async () => {
    await importCatalogue(strapi(), [
      movie({ title: 'Alien', cast: [ripley], genres: ['Horror'] }),
    ]);
    const movies = strapi().documents('api::movie.movie');
    const [draft] = await movies.findMany({ filters: { title: 'Alien' } });
    const documentId = draft?.documentId ?? '';

    await movies.update({ documentId, data: { title: 'Alien (1979)' } });
    await movies.publish({ documentId });
    const { body } = await anonymous().get(
      `/movies/${documentId}?populate[0]=director&populate[1]=genres&populate[2]=characters.actor`,
    );
    expect(body.data).toMatchObject({
      title: 'Alien (1979)',
      director: { lastName: 'Director' },
      genres: [{ name: 'Horror' }],
      characters: [{ name: 'Ripley', actor: { lastName: 'Weaver' } }],
    });
    await movies.delete({ documentId });
    expect(await movies.count({})).toBe(0);
  });

  it('lets a named character return in a sequel, and never an unnamed one', async () => {
    const unnamed = { ...ripley, name: 'Unnamed' };
    await importCatalogue(strapi(), [movie({ title: 'Alien', cast: [ripley, unnamed] })]);
    await importCatalogue(strapi(), [
      movie({ title: 'Aliens', cast: [unnamed, ripley] }),
      movie({ title: 'Alien 3', cast: [ripley] }),
    ]);

    const { body } = await anonymous().get('/characters?populate=movies&sort=id');
    const cast = body.data.map((character: { name: string; movies: { title: string }[] }) => [
      character.name,
      character.movies.map(({ title }) => title),
    ]);
    expect(cast).toEqual([
      ['Ripley', ['Alien', 'Aliens', 'Alien 3']],
      ['Unnamed', ['Alien']],
      ['Unnamed', ['Aliens']],
    ]);
  });

  it('keeps billing order', async () => {
    const names = ['Zoe', 'Adam', 'Mia'];
    await importCatalogue(strapi(), [
      movie({ title: 'Ensemble', cast: names.map((name) => ({ ...ripley, name })) }),
    ]);

    const { body } = await anonymous().get('/movies?populate=characters');
    expect(body.data[0].characters.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  it('recognizes people whatever the encoding of their accents', async () => {
    const amelie = (firstName: string) => ({ firstName, lastName: 'Poulain', country: 'FR' });
    await importCatalogue(strapi(), [
      movie({ title: 'One', director: amelie('Am\u00e9lie') }),
      movie({ title: 'Two', director: amelie('Ame\u0301lie') }),
    ]);
    const people = strapi().documents('api::person.person');
    expect(await people.count({ filters: { lastName: 'Poulain' } })).toBe(1);
  });
});

describe('a malformed file', () => {
  it('is refused before anything is stored, naming file, line and column', async () => {
    const text =
      'name,genre,year,released,director,star,country,budget,runtime\nAlien,Horror,1979,,,,,lots,\n';
    await expect(csv().check(Readable.from([text]), 'bad.csv')).rejects.toMatchObject({
      name: 'ImportFormatError',
      message: expect.stringMatching(/^bad\.csv, line 2, column "budget"/),
    });
  });
});
