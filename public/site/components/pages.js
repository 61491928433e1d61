// @ts-check
import { element } from './dom.js';

/** Neighbours of the page that is shown, on each side. */
const AROUND = 1;

/**
 * Which page numbers are shown: the first, the last, those around the current one; null is a gap.
 *
 * @param {number} page
 * @param {number} pageCount
 * @returns {(number | null)[]}
 */
const numbers = (page, pageCount) => {
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  const shown = all.filter(
    (number) => number === 1 || number === pageCount || Math.abs(number - page) <= AROUND,
  );
  return shown.flatMap((number, index) =>
    index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [null, number] : [number],
  );
};

/**
 * Links to the pages of a list; nothing where there is only one.
 *
 * @param {import('../api/types.js').Pagination} pagination
 * @param {(page: number) => string} addressOf
 */
export const pageLinks = ({ page, pageCount }, addressOf) => {
  if (pageCount <= 1) return null;
  const links = numbers(page, pageCount).map((number) =>
    number === null
      ? element('li', { class: 'gap', 'aria-hidden': 'true' }, '…')
      : element(
          'li',
          {},
          element(
            'a',
            {
              href: addressOf(number),
              'aria-label': `Page ${number}`,
              'aria-current': number === page && 'page',
            },
            number,
          ),
        ),
  );
  return element('nav', { class: 'pages', 'aria-label': 'Pages' }, element('ul', {}, ...links));
};
