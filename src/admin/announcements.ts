/**
 * Where Strapi keeps, in the browser, that its banner about the new media library was closed. `false`
 * twice: the old library is not in use, and the project has no id for Strapi's telemetry.
 */
const MEDIA_LIBRARY_BANNER = 'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:false';

/** Closes what Strapi announces to those who upgrade it, on every page, and no setting turns off. */
export const closeAnnouncements = (): void => {
  window.localStorage.setItem(MEDIA_LIBRARY_BANNER, 'true');
};
