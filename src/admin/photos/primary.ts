/** A file as forms have it. */
export interface Asset {
  id: number;
  name: string;
  url: string;
  alternativeText?: string | null;
  formats?: { thumbnail?: { url: string } } | null;
}

/** The photo that is primary once the form is saved: the chosen one, or the first. */
export const primaryOf = (photos: readonly Asset[], chosen?: Asset | null): Asset | undefined =>
  photos.find(({ id }) => id === chosen?.id) ?? photos[0];

/**
 * The photo that takes the place of a primary one that has been taken out of the photos: the next one
 * that is still there, or the first, as the database would choose (`database/constraints/07-primary-photos.sql`).
 *
 * @returns null when no photo is left; undefined when the primary photo has not been taken out
 */
export const successorOf = (
  primary: Asset | null | undefined,
  before: readonly Asset[],
  now: readonly Asset[],
): Asset | null | undefined => {
  const place = before.findIndex(({ id }) => id === primary?.id);
  if (place === -1 || now.some(({ id }) => id === primary?.id)) return undefined;
  const later = before.slice(place + 1).map(({ id }) => id);
  return now.find(({ id }) => later.includes(id)) ?? now.at(0) ?? null;
};
