/** Posters and portraits for the demo catalogue, drawn by code: no pictures to license. */
export { drawPortrait, PORTRAIT_SIZE, type PortraitFacts } from './portrait';
export { drawPoster, POSTER_SIZE, type PosterFacts } from './poster';
