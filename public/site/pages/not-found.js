// @ts-check
import { element } from '../components/dom.js';
import { notice } from '../components/messages.js';

/** @param {string} what e.g. "movie" */
const nothingHere = (what) =>
  element(
    'div',
    { class: 'page' },
    notice({
      title: `There is no such ${what}`,
      text: 'The address may be wrong, or what it led to is not published any more.',
      actions: [element('a', { class: 'button primary', href: '/' }, 'See all movies')],
    }),
  );

/** @param {string} what */
export const shownNotFound = (what) => ({ title: 'Not found', content: nothingHere(what) });

/** For addresses that lead nowhere. */
export const notFoundPage = {
  skeleton: () => nothingHere('page'),
  load: () => Promise.resolve(shownNotFound('page')),
};

/**
 * The page of an entry, or one that says that there is none.
 *
 * @param {string} what
 * @param {() => Promise<import('../router.js').Shown>} load
 * @returns {Promise<import('../router.js').Shown>}
 */
export const orNotFound = async (what, load) => {
  try {
    return await load();
  } catch (error) {
    if (/** @type {{ status?: number }} */ (error).status !== 404) throw error;
    return shownNotFound(what);
  }
};
