/** The names sources use, translated to the countries and genres the catalogue has. */
export { countryCode } from './countries';
export { genreName } from './genres';
