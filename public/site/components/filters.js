// @ts-check
import { movieFacets } from '../api/catalogue.js';
import { element, icon } from './dom.js';
import { toast } from './messages.js';

/** @typedef {import('../api/catalogue.js').MovieQuery} MovieQuery */

/** Typing goes on; a request with each letter would be many. */
const TYPING_MS = 300;

const SORTS = [
  ['newest', 'Newest'],
  ['oldest', 'Oldest'],
  ['title', 'Title'],
  ['favorites', 'Most favorited'],
];

/**
 * What each list may choose from, as the API counts it.
 *
 * @returns {Promise<Record<string, string[][]>>} value and words of each option, by the name of the list
 */
const loadChoices = async () => {
  const { genres, countries, decades } = await movieFacets();
  /** @param {string} words @param {number} count */
  const counted = (words, count) => `${words} (${new Intl.NumberFormat('en').format(count)})`;
  /** @param {{ name: string }} one @param {{ name: string }} other */
  const byName = (one, other) => one.name.localeCompare(other.name, 'en');
  return {
    genre: genres.sort(byName).map(({ name, count }) => [name, counted(name, count)]),
    country: countries.sort(byName).map(({ code, name, count }) => [code, counted(name, count)]),
    decade: decades
      .sort((one, other) => (other.decade ?? 0) - (one.decade ?? 0))
      .map(({ decade, count }) =>
        decade === null
          ? ['undated', counted('Without a date', count)]
          : [String(decade), counted(`${decade}s`, count)],
      ),
  };
};

/**
 * @param {string} name
 * @param {string} label
 * @param {string[][]} options value and words of each
 */
const select = (name, label, options) =>
  element(
    'div',
    { class: 'filter' },
    element('label', { for: `filter-${name}` }, label),
    element(
      'select',
      { name, id: `filter-${name}` },
      ...options.map(([value, words]) => element('option', { value }, words)),
    ),
  );

/** @type {ReturnType<typeof loadChoices> | undefined} Asked for once, for all visits of the page */
let choices;

/**
 * Adds to a list what the API knows. Until then it has what the address names, so that nothing that is
 * chosen gets lost.
 *
 * @param {HTMLSelectElement} list
 * @param {string[][]} options
 */
const fill = (list, options) => {
  const { value } = list;
  const all = options.map(([code, words]) => element('option', { value: code }, words));
  list.replaceChildren(.../** @type {Node[]} */ ([list.options[0], ...all]));
  setValue(list, value);
};

/**
 * @param {HTMLSelectElement} list
 * @param {string} value
 */
const setValue = (list, value) => {
  const isThere = [...list.options].some((option) => option.value === value);
  if (!isThere) list.append(element('option', { value }, value));
  list.value = value;
};

/**
 * The form above the grid.
 *
 * @param {(values: Record<string, string>, isTyping: boolean) => void} onChange told of all that is chosen
 * @returns {{ form: HTMLFormElement, setValues: (question: MovieQuery) => void, fillLists: () => Promise<void> }}
 */
export const createFilters = (onChange) => {
  const search = element('input', {
    name: 'title',
    type: 'search',
    placeholder: 'Search titles',
    'aria-label': 'Title contains',
    maxlength: 255,
    autocomplete: 'off',
  });
  const form = element(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Movies' },
    element('span', { class: 'search' }, icon('search'), search),
    select('genre', 'Genre', [['', 'All genres']]),
    select('country', 'Country', [['', 'All countries']]),
    select('decade', 'Decade', [['', 'All years']]),
    select('sort', 'Sort by', SORTS),
  );

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  const tell = (isTyping = false) => {
    clearTimeout(typing);
    const values = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
    onChange(Object.fromEntries(values), isTyping);
  };
  form.addEventListener('change', (event) => event.target !== search && tell());
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => tell(true), TYPING_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell();
  });

  /** @param {string} name */
  const listOf = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  return {
    form,
    setValues({ title = '', genre = '', country = '', decade = '', sort = 'newest' }) {
      // What is being typed is newer than the address.
      if (document.activeElement !== search) search.value = title;
      for (const [name, value] of Object.entries({ genre, country, decade, sort }))
        setValue(listOf(name), String(value));
    },
    async fillLists() {
      choices ??= loadChoices();
      try {
        for (const [name, options] of Object.entries(await choices)) fill(listOf(name), options);
      } catch (error) {
        choices = undefined;
        toast(/** @type {Error} */ (error).message, { isError: true });
      }
    },
  };
};
