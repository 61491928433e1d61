import { splitFullName } from '../../src/importer/full-name';

describe('splitting a full name', () => {
  test.each([
    ['Stanley Kubrick', 'Stanley', 'Kubrick'],
    ['Philip Seymour Hoffman', 'Philip Seymour', 'Hoffman'],
    ['Samuel L. Jackson', 'Samuel L.', 'Jackson'],
    ["'Weird Al' Yankovic", "'Weird Al'", 'Yankovic'],
    ['50 Cent', '50', 'Cent'],
  ])('%s: the last word is the last name', (full, firstName, lastName) => {
    expect(splitFullName(full)).toEqual({ firstName, lastName });
  });

  test.each(['Cher', 'N!xau', 'Costa-Gavras', 'T.I.', 'Björk'])(
    '%s: a single word is a first name',
    (full) => {
      expect(splitFullName(full)).toEqual({ firstName: full });
    },
  );

  test.each([
    ['Florian Henckel von Donnersmarck', 'von Donnersmarck'],
    ['Daisy von Scherler Mayer', 'von Scherler Mayer'],
    ['Steven E. de Souza', 'de Souza'],
    ['Álex de la Iglesia', 'de la Iglesia'],
    ['Frédéric van den Driessche', 'van den Driessche'],
    ['Baran bo Odar', 'bo Odar'],
    ['Cedric the Entertainer', 'the Entertainer'],
    ['Benicio Del Toro', 'Del Toro'],
    ['James Van Der Beek', 'Van Der Beek'],
    ['James Le Gros', 'Le Gros'],
    ['Adil El Arbi', 'El Arbi'],
    ['Zain Al Rafeea', 'Al Rafeea'],
    ['Jill St. John', 'St. John'],
    ['José Ortega y Gasset', 'Ortega y Gasset'],
  ])('%s: particles belong to the last name', (full, lastName) => {
    expect(splitFullName(full).lastName).toBe(lastName);
  });

  test.each([
    ['Van Johnson', 'Van', 'Johnson'],
    ['La Toya Jackson', 'La Toya', 'Jackson'],
    ['Robert Ben Garant', 'Robert Ben', 'Garant'],
    ['Hiep Thi Le', 'Hiep Thi', 'Le'],
  ])('%s: what looks like a particle can be a name', (full, firstName, lastName) => {
    expect(splitFullName(full)).toEqual({ firstName, lastName });
  });

  test.each([
    ['Robert Downey Jr.', 'Downey Jr.'],
    ['Cuba Gooding, Jr.', 'Gooding, Jr.'],
    ['John R. Cherry III', 'Cherry III'],
    ['Matthijs van Heijningen Jr.', 'van Heijningen Jr.'],
  ])('%s: a suffix belongs to the last name', (full, lastName) => {
    expect(splitFullName(full).lastName).toBe(lastName);
  });

  test('a suffix after a single name is all of the last name', () => {
    expect(splitFullName('Prince Jr.')).toEqual({ firstName: 'Prince', lastName: 'Jr.' });
  });

  test.each([
    ['  Ang \t  Lee ', 'Ang Lee'],
    ['Zoe\u0308 Kravitz', 'Zo\u00eb Kravitz'],
    ['Willeke van  Ammelrooy', 'Willeke van Ammelrooy'],
    ['Nu Y\u00ean-Kh\u00ea Tran', 'Nu Y\u00ean-Kh\u00ea Tran'],
  ])('%j: both names joined by a space give the full name, tidied', (full, tidied) => {
    const { firstName, lastName } = splitFullName(full);
    expect(`${firstName} ${lastName ?? ''}`).toBe(tidied);
  });
});
