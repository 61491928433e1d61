import { getAlpha2Codes } from 'i18n-iso-countries';
import countries from '../../database/seed/countries.json';
import genres from '../../database/seed/genres.json';
import { countryCode, genreName } from '../../src/importer/vocabulary';
import { COUNTRY_ALIASES } from '../../src/importer/vocabulary/country-aliases';

const codes = countries.map(({ code }) => code);

describe('seeded countries', () => {
  test('have every ISO 3166-1 alpha-2 code exactly once', () => {
    // The package adds Kosovo, whose XK is user-assigned and not part of the standard.
    const iso = Object.keys(getAlpha2Codes()).filter((code) => code !== 'XK');
    const seeded = codes.filter((code) => code.length === 2 && code !== 'ZZ');
    expect(seeded).toHaveLength(249);
    expect([...seeded].sort()).toEqual(iso.sort());
  });

  test('have the former countries films come from', () => {
    expect(codes).toEqual(expect.arrayContaining(['SUHH', 'YUCS', 'DDDE', 'CSHH', 'CSXX', 'VDVN']));
  });

  test('have an entry for unknown', () => {
    expect(countries).toContainEqual({ code: 'ZZ', name: 'Unknown' });
  });

  test('have names and codes that are unique and fit the model', () => {
    const names = countries.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(countries.length);
    expect(new Set(codes).size).toBe(countries.length);
    expect(codes.filter((code) => !/^([A-Z]{2}|[A-Z]{4})$/.test(code))).toEqual([]);
  });
});

describe('country names', () => {
  test('every seeded name gives its own code', () => {
    expect(countries.filter(({ code, name }) => countryCode(name) !== code)).toEqual([]);
  });

  test('every alias gives the code it is listed under', () => {
    const lost = Object.entries(COUNTRY_ALIASES).flatMap(([code, names]) =>
      names.filter((name) => countryCode(name) !== code || !codes.includes(code)),
    );
    expect(lost).toEqual([]);
  });

  test.each([
    ['united states', 'US'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['UK', 'GB'],
    ['COTE D’IVOIRE', 'CI'],
    ['Ivory Coast', 'CI'],
    ['Curacao', 'CW'],
    ['Czech Republic', 'CZ'],
    ['Turkey', 'TR'],
    ['Holland', 'NL'],
    ['Swaziland', 'SZ'],
    ['Cape Verde', 'CV'],
    ['Russian Federation', 'RU'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Republic of Macedonia', 'MK'],
  ])('%s is %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  test.each([
    ['West Germany', 'DE', 'the state that continues'],
    ['East Germany', 'DDDE', 'a state that ended'],
    ['USSR', 'SUHH', 'a state that ended'],
    ['Burma', 'BUMM', 'a name films were credited under'],
    ['Federal Republic of Yugoslavia', 'YUCS', 'ISO kept YU until 2003'],
    ['Serbia and Montenegro', 'CSXX', 'its successor until 2006'],
    ['North Vietnam', 'VDVN', 'a state that ended'],
    ['South Vietnam', 'VN', 'ISO gave it the code that remains'],
  ])('%s is %s: %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  test('"Congo" alone is the Republic, as in ISO 3166-1', () => {
    expect(countryCode('Congo')).toBe('CG');
  });

  test.each(['Freedonia', 'Kosovo', '', '?'])('%j is not known', (name) => {
    expect(countryCode(name)).toBeUndefined();
  });
});

describe('genre names', () => {
  test('every seeded name is unique and gives itself', () => {
    const names = genres.map(({ name }) => name);
    expect(names.map((name) => genreName(name))).toEqual(names);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test.each([
    ['Sci-Fi', 'Science Fiction'],
    ['SCIENCE-FICTION', 'Science Fiction'],
    ['Film-Noir', 'Film Noir'],
    ['Biopic', 'Biography'],
    ['music', 'Music'],
    ['musical', 'Musical'],
    ['Sports', 'Sport'],
  ])('%s is %s', (name, genre) => {
    expect(genreName(name)).toBe(genre);
  });

  test('a genre the catalogue does not have is not known', () => {
    expect(genreName('Eco-Thriller')).toBeUndefined();
  });
});
