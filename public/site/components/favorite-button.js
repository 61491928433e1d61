// @ts-check
import { setFavorite } from '../api/favorites.js';
import { currentSession } from '../api/session.js';
import { navigate } from '../router.js';
import { element, icon } from './dom.js';
import { announce, toast } from './messages.js';

/**
 * @typedef {object} Favorite
 * @property {boolean} favorite
 * @property {number} favoritesCount
 */

const goAndSignIn = () => {
  const here = location.pathname + location.search;
  void navigate(`/sign-in?next=${encodeURIComponent(here)}`);
  toast('Sign in to keep favorites.');
};

/**
 * Writes what was last wanted, one request at a time: presses that come meanwhile end in one more
 * request, or in none.
 *
 * @param {string} movie its documentId
 * @param {{ shown: Favorite, stored: Favorite, busy: boolean }} state
 * @param {() => void} draw
 */
const write = async (movie, state, draw) => {
  if (state.busy) return;
  state.busy = true;
  try {
    while (state.shown.favorite !== state.stored.favorite) {
      state.stored = await setFavorite(movie, state.shown.favorite);
    }
    state.shown = state.stored;
  } catch (error) {
    state.shown = state.stored;
    toast(/** @type {Error} */ (error).message, { isError: true });
  } finally {
    state.busy = false;
    draw();
  }
};

/**
 * A toggle that shows the new state at once, and the old one again when it could not be stored.
 *
 * @param {import('../api/types.js').MovieCard} movie
 * @param {{ wide?: boolean }} [options] wide: with words and the number of favorites
 * @returns {{ button: HTMLButtonElement, setState: (favorite: boolean) => void }}
 */
export const favoriteButton = (movie, { wide = false } = {}) => {
  const { documentId, title, favoritesCount } = movie;
  const known = { favorite: false, favoritesCount };
  const state = { shown: known, stored: known, busy: false };
  const words = element('span', { class: wide ? '' : 'hidden' });
  const button = element(
    'button',
    { type: 'button', class: wide ? 'favorite wide' : 'favorite', onclick: () => toggle() },
    icon('heart'),
    words,
  );

  const draw = () => {
    const { favorite, favoritesCount: count } = state.shown;
    button.setAttribute('aria-pressed', String(favorite));
    words.textContent = wide ? `Favorite · ${count}` : `Favorite: ${title}`;
  };
  const toggle = () => {
    if (!currentSession()) return goAndSignIn();
    const favorite = !state.shown.favorite;
    const change = favorite ? 1 : -1;
    state.shown = { favorite, favoritesCount: Math.max(0, state.shown.favoritesCount + change) };
    announce(favorite ? `${title} is a favorite` : `${title} is no favorite any more`);
    draw();
    return write(documentId, state, draw);
  };
  /** @param {boolean} favorite */
  const setState = (favorite) => {
    // What was pressed before the states came is newer than they are.
    if (state.busy) return;
    state.stored = { ...state.stored, favorite };
    state.shown = state.stored;
    draw();
  };
  draw();
  return { button, setState };
};
