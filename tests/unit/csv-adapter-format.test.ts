import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { checkCsv, readCsv } from '../../src/importer/adapters/csv';
import { HEADER, collect, errorOf, fileOf, readRows, row } from './csv-file';

describe('the shape of a file', () => {
  test.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r', ''],
    ['\r\n', '\uFEFF'],
  ])('line ends %j after the prefix %j make no difference', async (lineEnd, prefix) => {
    const text = [HEADER, row(), '', row({ name: 'Aliens' })].join(lineEnd);
    const movies = await collect(fileOf(prefix + text));
    expect(movies.map(({ title, source }) => [title, source])).toEqual([
      ['Alien', 'line 2'],
      ['Aliens', 'line 4'],
    ]);
  });

  test('a byte order mark may stand before a quoted column name', async () => {
    const text = `\uFEFF${HEADER.replace('name', '"name"')}\n${row()}`;
    expect(await collect(fileOf(text))).toHaveLength(1);
  });

  test('columns may be in any order and case, and others between them are ignored', async () => {
    const header = 'Runtime,score,BUDGET,country,star,director,released,year,"genre ",name,';
    const [movie] = await collect(
      fileOf(`${header}\n117,8.5,1,Iran,Cher,Ang Lee,,1979,War,Alien,\n`),
    );
    expect(movie).toMatchObject({ title: 'Alien', durationMinutes: 117, budget: 1, country: 'IR' });
  });

  test('lines of commas, as spreadsheets leave them, are no movies', async () => {
    expect(await readRows(row(), ',,,,,,,,', ' ')).toHaveLength(1);
  });

  test.each([1, 2, 3, 7, 64])(
    'a file that arrives in pieces of %d bytes reads the same',
    async (chunkBytes) => {
      const text = `\uFEFF${HEADER}\r\n${row({ name: '"Am\u00e9lie, ""la\r\nbelle"""' })}\r\n${row()}`;
      expect(await collect(fileOf(text, chunkBytes))).toEqual(await collect(fileOf(text)));
    },
  );

  test('line numbers count the lines inside quoted values', async () => {
    const rows = [row({ name: '"two\r\nlines"' }), row(), row({ star: '"a\r\n\r\nb"' }), row()];
    const movies = await collect(fileOf([HEADER, ...rows].join('\r\n')));
    expect(movies.map(({ source }) => source)).toEqual(['line 2', 'line 4', 'line 5', 'line 8']);
  });

  test('movies come while the file is still being read, and it is closed when one stops', async () => {
    const endless = Readable.from(
      (function* () {
        yield `${HEADER}\n`;
        for (;;) yield `${row()}\n`;
      })(),
    );
    const closed = new Promise((close) => endless.once('close', close));
    for await (const movie of readCsv(endless, 'movies.csv')) {
      expect(movie.title).toBe('Alien');
      break;
    }
    await closed;
  });

  test('an error of the file itself is passed on', async () => {
    const missing = createReadStream(resolve(__dirname, 'no-such-file.csv'));
    await expect(collect(missing)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a wrong value', () => {
  test.each([
    [{ budget: '"12,5x"' }, 'budget', 'expected a number of US dollars, found "12,5x".'],
    [{ budget: '-5' }, 'budget', 'expected US dollars from 0 to'],
    [{ budget: '1.005' }, 'budget', 'at most two decimals, found "1.005".'],
    [{ budget: '12345678901234' }, 'budget', 'expected US dollars from 0 to'],
    [{ budget: 'NaN' }, 'budget', 'expected a number of US dollars, found "NaN".'],
    [{ runtime: '0' }, 'runtime', 'expected whole minutes from 1 to 1440, found "0".'],
    [{ runtime: '1441' }, 'runtime', 'expected whole minutes'],
    [{ runtime: '90.5' }, 'runtime', 'expected whole minutes'],
    [{ runtime: '2h' }, 'runtime', 'expected whole minutes'],
    [{ year: '79' }, 'year', 'expected a year from 1878 to 2199, found "79".'],
    [{ year: '1877' }, 'year', 'expected a year from 1878 to 2199, found "1877".'],
    [
      { released: '"December 31, 1877 (France)"' },
      'released',
      'expected a date of a year from 1878 to 2199, found "December 31, 1877 (France)".',
    ],
    [{ released: '1877 (France)' }, 'released', 'expected a date of a year from 1878 to 2199'],
    [
      { released: '2200' },
      'released',
      'expected a date of a year from 1878 to 2199, found "2200".',
    ],
    [{ year: 'MCMLXXIX' }, 'year', 'expected a year'],
    [{ released: '"February 30, 1980 (Italy)"' }, 'released', 'expected a date such as'],
    [{ released: '"February 29, 1981 (Italy)"' }, 'released', 'expected a date such as'],
    [{ released: '"Juno 13, 1980 (Italy)"' }, 'released', 'found "Juno 13, 1980 (Italy)".'],
    [{ released: '"June 0, 1980"' }, 'released', 'expected a date such as'],
    [{ released: 'soon' }, 'released', 'found "soon".'],
    [{ name: ' ' }, 'name', 'expected a title, found nothing.'],
    [{ name: 'x'.repeat(256) }, 'name', 'at most 255 characters, found 256.'],
    [{ star: 'x'.repeat(256) }, 'star', 'expected a name of at most 255 characters'],
  ])('%j is refused with its line and column', async (values, columnName, problem) => {
    const error = await errorOf(readRows(row(), row(values)));
    expect(error.message).toContain(`movies.csv, line 3, column "${columnName}": `);
    expect(error.message).toContain(problem);
    const column = HEADER.split(',').indexOf(columnName) + 1;
    expect(error).toMatchObject({ file: 'movies.csv', line: 3, column, columnName });
  });

  test('in a row of several lines is found on its own line', async () => {
    const error = await errorOf(readRows(row({ name: '"two\r\nlines"', budget: 'much' })));
    expect(error).toMatchObject({ line: 3, columnName: 'budget' });
  });

  test('is named by its column in the file, wherever that stands', async () => {
    const header = 'runtime,x,name,genre,year,released,director,star,country,budget';
    const error = await errorOf(collect(fileOf(`${header}\n0,,Alien,,,,,,,\n`)));
    expect(error).toMatchObject({ column: 1, columnName: 'runtime' });
  });
});

describe('a malformed file', () => {
  test.each([
    ['an empty one', '', 1, undefined, 'found an empty file'],
    ['one of blank lines', '\n\n', 1, undefined, 'found an empty file'],
    [
      'one without some columns',
      'name,genre,year\nAlien,War,1979\n',
      1,
      undefined,
      'missing: released, director, star, country, budget, runtime; found: name, genre, year.',
    ],
    [
      'one separated by semicolons',
      HEADER.replaceAll(',', ';'),
      1,
      undefined,
      'separate the columns with commas',
    ],
    ['one with a column twice', `${HEADER},name\n`, 1, 10, 'expected every column once'],
    [
      'a row with too few fields',
      `${HEADER}\n${row()}\nAlien,War\n`,
      3,
      3,
      'column "year": expected 9 fields as in the header, found 2',
    ],
    ['a row with too many fields', `${HEADER}\n${row()},1\n`, 2, 10, 'found 10'],
    [
      'a quote that is never closed',
      `${HEADER}\n"two\nlines",War,1980,,"Ang Lee,,\n`,
      3,
      5,
      'column "director": expected a closing quote, found the end of the file',
    ],
    [
      'a quote that a later quote seems to close',
      `${HEADER}\n${row({ country: '"Iran' })}\n${row()}\n`,
      2,
      7,
      'column "country": expected a comma or the end of the line after the closing quote',
    ],
    [
      'a quote inside an unquoted value',
      `${HEADER}\n${row({ name: 'The "Thing"' })}\n`,
      2,
      1,
      'expected no quote inside an unquoted value',
    ],
    [
      'a row without end',
      `${HEADER}\n${row({ star: `"${'line\n'.repeat(30_000)}` })}`,
      2,
      6,
      'a closing quote may be missing',
    ],
    [
      'one in Latin-1',
      Buffer.from(`${HEADER}\n${row({ star: 'Zo\u00e9' })}`, 'latin1'),
      2,
      6,
      'UTF-8',
    ],
    ['one in UTF-16', Buffer.from(`\uFEFF${HEADER}\n${row()}`, 'utf16le'), 1, 1, 'UTF-8'],
    ['one in UTF-16 without mark', Buffer.from(`${HEADER}\n`, 'utf16le'), 1, 1, 'UTF-8'],
    [
      'a spreadsheet',
      Buffer.from('PK\x03\x04\x14\0\x06\0"\0\x08\0,!\0\n"', 'latin1'),
      1,
      1,
      'UTF-8',
    ],
  ])('%s is refused', async (_what, content, line, column, problem) => {
    const error = await errorOf(collect(fileOf(content)));
    expect(error.message).toContain(`movies.csv, line ${line}`);
    expect(error.message).toContain(problem);
    expect(error).toMatchObject({ file: 'movies.csv', line, column });
  });

  test('is found malformed on the right line far behind good rows', async () => {
    const good = Array.from({ length: 5_000 }, () => row({ name: '"two\r\nlines"' }));
    const bad = row({ director: '"Ridley "Rid" Scott"' });
    const error = await errorOf(collect(fileOf([HEADER, ...good, bad].join('\r\n'))));
    expect(error).toMatchObject({ line: 10_002, columnName: 'director' });
  });
});

describe('checking a file before it is imported', () => {
  test('gives the number of movies of a good one', async () => {
    await expect(checkCsv(fileOf([HEADER, row(), row()].join('\n')), 'movies.csv')).resolves.toBe(
      2,
    );
  });

  test('finds a mistake on the last line', async () => {
    const file = fileOf([HEADER, row(), row(), row({ budget: '?' })].join('\n'));
    expect(await errorOf(checkCsv(file, 'movies.csv'))).toMatchObject({ line: 4 });
  });
});
