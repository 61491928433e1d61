// @ts-check
/**
 * What the API answers, as far as this site asks for it. Read by the type checker only.
 *
 * @typedef {{ url: string, width: number, height: number }} PictureSize Both in pixels
 *
 * @typedef {object} Picture
 * @property {number} id
 * @property {string} url
 * @property {number | null} width
 * @property {number | null} height
 * @property {Record<string, PictureSize> | null} formats Smaller sizes of the same picture
 * @property {string | null} placeholder A tiny blurred version, as a data URI
 * @property {string | null} alternativeText
 * @property {boolean} [isPrimary]
 *
 * @typedef {{ documentId: string, name: string }} Genre
 * @typedef {{ documentId: string, name: string, code: string }} Country
 *
 * @typedef {object} PersonName
 * @property {string} documentId
 * @property {string} firstName
 * @property {string | null} lastName
 *
 * @typedef {PersonName & { primaryPhoto: Picture | null }} Actor
 *
 * @typedef {object} MovieCard What a poster grid shows
 * @property {string} documentId
 * @property {string} title
 * @property {string | null} releaseDate e.g. `1960-06-16`
 * @property {number} favoritesCount
 * @property {Picture | null} poster
 * @property {PersonName | null} [director] Left out where it goes without saying
 *
 * @typedef {object} Character
 * @property {string} documentId
 * @property {string} name
 * @property {'leading' | 'supporting' | 'background'} role
 * @property {string | null} description
 * @property {Actor | null} actor
 *
 * @typedef {object} MovieDetails
 * @property {string | null} description
 * @property {number | null} durationMinutes
 * @property {number | null} budget In US dollars
 * @property {Country | null} country
 * @property {Genre[]} genres
 * @property {Character[]} characters In billing order
 *
 * @typedef {MovieCard & MovieDetails} Movie
 *
 * @typedef {object} Work A movie of a person's filmography
 * @property {MovieCard} movie
 * @property {boolean} directed
 * @property {{ documentId: string, name: string }[]} characters Whom the person plays, in billing order
 *
 * @typedef {object} SearchHit
 * @property {'movie' | 'person' | 'character'} type
 * @property {string} documentId
 * @property {string} label
 * @property {number | null} year Of release or of birth
 * @property {PictureSize | null} thumbnail
 *
 * @typedef {{ name: string, count: number }} GenreFacet
 * @typedef {{ code: string, name: string, count: number }} CountryFacet
 * @typedef {{ decade: number | null, count: number }} DecadeFacet The first year; null is for no date
 *
 * @typedef {object} MovieFacets How many movies there are of each
 * @property {GenreFacet[]} genres
 * @property {CountryFacet[]} countries
 * @property {DecadeFacet[]} decades
 *
 * @typedef {object} PersonDetails
 * @property {string | null} biography
 * @property {string | null} dateOfBirth
 * @property {Country | null} country
 * @property {Picture[]} photos
 *
 * @typedef {PersonName & PersonDetails} Person
 *
 * @typedef {object} Profile
 * @property {string} username
 * @property {string} email
 * @property {string | null} firstName
 * @property {string | null} lastName
 * @property {Picture | null} avatar
 *
 * @typedef {{ page: number, pageSize: number, pageCount: number, total: number }} Pagination
 *
 * @typedef {{ jwt: string, refreshToken: string }} Tokens
 */
export {};
