// @ts-check
import { currentSession } from '../api/session.js';
import { signOut } from '../api/account.js';
import { navigate } from '../router.js';
import { element, icon } from './dom.js';
import { toast } from './messages.js';
import { createSearchBox } from './search-box.js';
import { createThemeButton } from './theme-button.js';

/** One for all headers: it listens to the system and to other tabs. */
const themeButton = createThemeButton();

const leave = async () => {
  await signOut();
  toast('You are signed out.');
  await navigate('/');
};

/**
 * @param {string} href
 * @param {string} words
 * @param {string} [extra] a class
 */
const link = (href, words, extra = '') => element('a', { href, class: `plain ${extra}` }, words);

const forUsers = () => [
  link('/favorites', 'My favorites'),
  element(
    'a',
    { href: '/profile', class: 'plain', 'aria-label': `Profile of ${currentSession()?.username}` },
    icon('person'),
    element('span', { class: 'username' }, currentSession()?.username),
  ),
  element('button', { type: 'button', class: 'plain', onclick: leave }, 'Sign out'),
];

const forVisitors = () => [link('/sign-in', 'Sign in'), link('/register', 'Register', 'wide-only')];

const searchBox = createSearchBox();

/** Draws the header anew, for who is signed in now. */
export const drawHeader = () => {
  const header = /** @type {HTMLElement} */ (document.getElementById('header'));
  header.replaceChildren(
    element(
      'a',
      { href: '/', class: 'brand', 'aria-label': 'Reelbase, all movies' },
      icon('film'),
      element('span', {}, 'Reelbase'),
    ),
    searchBox,
    element(
      'nav',
      { 'aria-label': 'Site' },
      ...(currentSession() ? forUsers() : forVisitors()),
      themeButton,
    ),
  );
};
