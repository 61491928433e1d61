// @ts-check
import { listCountries, listGenres } from '../api/catalogue.js';
import { element, icon } from './dom.js';
import { toast } from './messages.js';

/** @typedef {import('../api/catalogue.js').MovieQuery} MovieQuery */

/** Typing goes on; a request with each letter would be many. */
const TYPING_MS = 300;

/** The decade in which films were first shown. */
const FIRST_DECADE = 1890;

const SORTS = [
  ['newest', 'Newest'],
  ['oldest', 'Oldest'],
  ['title', 'Title'],
  ['favorites', 'Most favorited'],
];

const decades = () => {
  const last = Math.floor(new Date().getFullYear() / 10) * 10;
  return Array.from({ length: (last - FIRST_DECADE) / 10 + 1 }, (_, index) => {
    const decade = String(last - 10 * index);
    return [decade, `${decade}s`];
  });
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

/** @type {Promise<string[][]>[] | undefined} Asked for once, for all visits of the page */
let choices;

/**
 * Adds to a list what the API knows. Until then it has what the address names, so that nothing that is
 * chosen gets lost.
 *
 * @param {HTMLSelectElement} list
 * @param {Promise<string[][]>} options
 */
const fill = async (list, options) => {
  try {
    const { value } = list;
    const all = (await options).map(([code, words]) => element('option', { value: code }, words));
    list.replaceChildren(.../** @type {Node[]} */ ([list.options[0], ...all]));
    setValue(list, value);
  } catch (error) {
    choices = undefined;
    toast(/** @type {Error} */ (error).message, { isError: true });
  }
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
 * @returns {{ form: HTMLFormElement, setValues: (question: MovieQuery) => void, fillLists: () => void }}
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
    select('decade', 'Decade', [['', 'All years'], ...decades()]),
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
    fillLists() {
      choices ??= [
        listGenres().then((genres) => genres.map(({ name }) => [name, name])),
        listCountries().then((countries) => countries.map(({ code, name }) => [code, name])),
      ];
      for (const [index, name] of ['genre', 'country'].entries()) {
        const options = choices?.[index];
        if (options) void fill(listOf(name), options);
      }
    },
  };
};
