import packaged from 'i18n-iso-countries/langs/en.json';
import seed from '../../../database/seed/countries.json';
import { COUNTRY_ALIASES } from './country-aliases';
import { foldName, indexByName } from './fold';

/** What the seed and the package both call the same is fine; what they disagree on, the seed wins. */
const codeByName = indexByName([
  ...seed.map(({ code, name }) => [code, [name]] as const),
  ...Object.entries(COUNTRY_ALIASES),
  ...packagedNames(),
]);

/**
 * The names of i18n-iso-countries for the countries we seed. The package also knows Kosovo (`XK`),
 * which is not in ISO 3166-1 and has no Country entry to point to.
 */
function packagedNames() {
  const seeded = new Set(seed.map(({ code }) => code));
  return Object.entries(packaged.countries)
    .filter(([code]) => seeded.has(code))
    .map(([code, names]) => [code, [names].flat()] as const);
}

/**
 * The Country code for a country's English name, current or former: ISO 3166-1 alpha-2, ISO 3166-3
 * for countries that are no more, `ZZ` for "Unknown". Case, accents and punctuation do not matter.
 * `undefined` when the name is not known; codes themselves are not names.
 */
export function countryCode(name: string): string | undefined {
  return codeByName.get(foldName(name));
}
