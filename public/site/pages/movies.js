// @ts-check
import { listMovies, SORTS } from '../api/catalogue.js';
import { element } from '../components/dom.js';
import { createFilters } from '../components/filters.js';
import { plural } from '../components/format.js';
import { announce, errorNotice, notice } from '../components/messages.js';
import { movieGrid, skeletonGrid } from '../components/movie-grid.js';
import { pageLinks } from '../components/pages.js';
import { navigate } from '../router.js';

/** @typedef {import('../router.js').Visit} Visit */

const SKELETONS = 24;

/**
 * What the address asks for; what it may not is left out.
 *
 * @param {URLSearchParams} query
 * @returns {import('../api/catalogue.js').MovieQuery}
 */
const questionOf = (query) => {
  const decade = query.get('decade') ?? '';
  const sort = query.get('sort') ?? '';
  return {
    title: query.get('title')?.trim() || undefined,
    genre: query.get('genre') || undefined,
    country: query.get('country') || undefined,
    decade: /^[12]\d\d0$/.test(decade) ? Number(decade) : decade === 'undated' ? decade : undefined,
    sort: Object.hasOwn(SORTS, sort) ? sort : undefined,
    page: Math.max(1, Math.floor(Number(query.get('page'))) || 1),
  };
};

/**
 * The address of a question; what goes without saying is left out.
 *
 * @param {object} question
 */
const addressOf = (question) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    const isUsual =
      !value || (name === 'sort' && value === 'newest') || (name === 'page' && value === 1);
    if (!isUsual) query.set(name, String(value).trim());
  }
  return `/${query.size > 0 ? `?${query}` : ''}`;
};

/** @param {ReturnType<typeof questionOf>} question */
const titleOf = ({ title, genre, decade }) => {
  const time = decade === 'undated' ? 'without a date' : decade && `${decade}s`;
  const parts = [time, genre, title && `“${title}”`].filter(Boolean);
  return parts.length > 0 ? `Movies: ${parts.join(', ')}` : 'Movies';
};

const nothing = () =>
  notice({
    title: 'No movies match',
    text: 'Try another word, or fewer filters.',
    heading: 'h2',
    actions: [element('a', { class: 'button', href: '/' }, 'Show all movies')],
  });

/** @param {HTMLElement} results @param {HTMLElement} count */
const createResults = (results, count) => {
  /** @param {Visit} visit */
  const show = async (visit) => {
    const question = questionOf(visit.url.searchParams);
    results.setAttribute('aria-busy', 'true');
    try {
      const { data, meta } = await listMovies(question, visit.signal);
      if (visit.signal.aborted) return;
      const { pagination } = meta;
      count.textContent = plural(pagination.total, 'movie');
      announce(`${plural(pagination.total, 'movie')}, page ${pagination.page}`);
      const links = pageLinks(pagination, (page) => addressOf({ ...question, page }));
      const grid = data.length > 0 ? movieGrid(data, { signal: visit.signal }) : nothing();
      results.replaceChildren(grid, ...(links ? [links] : []));
    } catch (error) {
      if (visit.signal.aborted) return;
      const { message } = /** @type {Error} */ (error);
      announce(message);
      count.textContent = '';
      results.replaceChildren(
        errorNotice(/** @type {Error} */ (error), () => void show(visit), 'h2'),
      );
    } finally {
      if (!visit.signal.aborted) results.removeAttribute('aria-busy');
    }
  };
  return show;
};

/** @param {Node[]} below */
const frame = (...below) => element('div', { class: 'page' }, ...below);

/** All movies: what is chosen is in the address, `/?genre=Drama&decade=1990&sort=title&page=2`. */
export const moviesPage = {
  skeleton: () => frame(element('h1', {}, 'Movies')),

  /** The filters are there at once, however long the movies take. @param {Visit} visit */
  load(visit) {
    const count = element('span', { class: 'quiet' });
    const results = element('div', { class: 'results' }, skeletonGrid(SKELETONS));
    const filters = createFilters((values, isTyping) => {
      // One step of the history for a word, however many pauses it was typed with.
      const replace = isTyping && new URLSearchParams(location.search).has('title');
      void navigate(addressOf(values), { replace });
    });
    const showResults = createResults(results, count);
    const heading = element('div', { class: 'heading' }, element('h1', {}, 'Movies'), count);

    /** @param {Visit} next */
    const update = (next) => {
      const question = questionOf(next.url.searchParams);
      filters.setValues(question);
      return { title: titleOf(question), rest: showResults(next) };
    };
    const content = frame(heading, filters.form, results);
    const shown = { ...update(visit), update, content };
    void filters.fillLists();
    return Promise.resolve(shown);
  },
};
