// @ts-check
/** Facts as people read them. */

/** @param {string | null} date e.g. `1960-06-16` */
export const year = (date) => date?.slice(0, 4) ?? null;

/** @param {string} date as a day, wherever it is read */
export const longDate = (date) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

/** @param {number} minutes e.g. `2 h 33 min` */
export const duration = (minutes) => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ');
};

const dollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
});

/** @param {number} amount in US dollars */
export const money = (amount) => dollars.format(amount);

/** @param {{ firstName: string, lastName: string | null }} person */
export const fullName = ({ firstName, lastName }) =>
  [firstName, lastName].filter(Boolean).join(' ');

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (count, one, many = `${one}s`) =>
  `${new Intl.NumberFormat('en').format(count)} ${count === 1 ? one : many}`;
