// @ts-check
/**
 * The search of the header: a combobox with a list of results, as the ARIA Authoring Practices describe
 * it. The focus stays in the text; arrows choose, Enter goes, Escape closes.
 */
import { search } from '../api/search.js';
import { navigate } from '../router.js';
import { element, icon } from './dom.js';
import { plural } from './format.js';
import { announce } from './messages.js';
import { movieAddress, personAddress } from './movie-grid.js';

/** @typedef {import('../api/types.js').SearchHit} SearchHit */

/** Between two letters there is less. */
const TYPING_MS = 150;

const LIST = 'search-results';

/** @param {SearchHit} hit */
const addressOf = ({ type, documentId }) =>
  type === 'movie' ? movieAddress(documentId) : personAddress(documentId);

/** @param {SearchHit} hit */
const picture = ({ type, thumbnail }) =>
  element(
    'span',
    { class: 'picture', 'aria-hidden': 'true' },
    icon(type === 'movie' ? 'film' : 'person'),
    thumbnail && element('img', { src: thumbnail.url, alt: '', class: 'here', decoding: 'async' }),
  );

/** @param {SearchHit} hit @param {number} index */
const option = (hit, index) => {
  const about = [hit.type === 'movie' ? 'Movie' : 'Person', hit.year].filter(Boolean).join(' · ');
  return element(
    'li',
    { role: 'option', id: `${LIST}-${index}`, 'aria-selected': 'false' },
    // For the mouse: with the keyboard, the text keeps the focus.
    element(
      'a',
      { href: addressOf(hit), tabindex: -1 },
      picture(hit),
      element('span', {}, hit.label, ' ', element('small', { class: 'quiet' }, about)),
    ),
  );
};

const createInput = () =>
  element('input', {
    type: 'search',
    role: 'combobox',
    placeholder: 'Movies and people',
    'aria-label': 'Search movies and people',
    'aria-expanded': 'false',
    'aria-controls': LIST,
    'aria-autocomplete': 'list',
    maxlength: 200,
    autocomplete: 'off',
    spellcheck: 'false',
  });

/**
 * The list below the text, and which of its options is chosen.
 *
 * @param {HTMLInputElement} input
 */
const createList = (input) => {
  const list = element('ul', { id: LIST, role: 'listbox', 'aria-label': 'Results', hidden: true });
  const message = element('p', { class: 'quiet', hidden: true });
  let chosen = -1;

  /** @param {number} index -1 for none */
  const choose = (index) => {
    chosen = index;
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(at === index));
    }
    const item = list.children[index];
    item?.scrollIntoView({ block: 'nearest' });
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  };

  /** @param {Node[]} options @param {string} words in their place */
  const show = (options, words = '') => {
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    message.textContent = words;
    message.hidden = words === '';
    input.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  };

  return {
    nodes: [list, message],
    show,
    close: () => show([]),
    /** @param {number} step 1 or -1; beyond the ends, the text itself is chosen */
    move: (step) => {
      const places = list.children.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    },
    /** What Enter goes to: the chosen one, or the best. */
    address: () => list.children[Math.max(chosen, 0)]?.querySelector('a')?.getAttribute('href'),
  };
};

/**
 * Asks while somebody types; what was asked before is given up.
 *
 * @param {ReturnType<typeof createList>} list
 */
const createAsking = (list) => {
  let asking = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  /** What the list is about. */
  let shown = '';

  /** @param {string} q */
  const find = async (q) => {
    stop();
    const { signal } = asking;
    try {
      const hits = await search(q, signal);
      if (signal.aborted) return;
      shown = q;
      list.show(hits.map(option), hits.length > 0 ? '' : `Nothing is called “${q}”.`);
      announce(hits.length > 0 ? plural(hits.length, 'result') : 'No results');
    } catch (error) {
      if (signal.aborted) return;
      const { message } = /** @type {Error} */ (error);
      list.show([], message);
      announce(message);
    }
  };

  const stop = () => {
    clearTimeout(typing);
    asking.abort();
    asking = new AbortController();
  };
  const close = () => {
    stop();
    shown = '';
    list.close();
  };
  return {
    close,
    /** @param {string} q @param {number} [delayMs] */
    start: (q, delayMs = TYPING_MS) => {
      stop();
      if (q) typing = setTimeout(() => void find(q), delayMs);
      else close();
    },
    /** Does not wait for letters to come. @param {string} q */
    settle: (q) => (q && q !== shown ? find(q) : Promise.resolve()),
  };
};

/** A box to search for movies and people, with results as one types. */
export const createSearchBox = () => {
  const input = createInput();
  const list = createList(input);
  const asking = createAsking(list);
  const form = element(
    'form',
    { class: 'site-search', role: 'search', 'aria-label': 'Site' },
    element('span', { class: 'search' }, icon('search'), input),
    element('div', { class: 'found' }, ...list.nodes),
  );
  const leave = () => {
    asking.close();
    input.value = '';
  };
  const typed = () => input.value.trim();

  input.addEventListener('input', () => asking.start(typed()));
  input.addEventListener('focus', () => asking.start(typed(), 0));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      list.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      // Once for the list, and again for the text, which browsers empty.
      if (input.getAttribute('aria-expanded') === 'true') event.preventDefault();
      asking.close();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void asking.settle(typed()).then(() => {
      const address = list.address();
      if (!address) return;
      leave();
      void navigate(address);
    });
  });
  // A click would take the focus from the text first, and close the list.
  form.addEventListener('mousedown', (event) => event.target !== input && event.preventDefault());
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) asking.close();
  });
  // The router follows the link.
  form.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) setTimeout(leave);
  });
  return form;
};
