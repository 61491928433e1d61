// @ts-check
/** Which page is shown: the address says it, so links, reload, back and forward work as everywhere. */
import { element } from './components/dom.js';
import { announce, errorNotice } from './components/messages.js';
import { newEntry, recallPosition, rememberPosition, startRemembering } from './scroll.js';

/**
 * @typedef {object} Visit
 * @property {URL} url
 * @property {string} documentId what the path names; empty where it names nothing
 * @property {AbortSignal} signal aborted when the visitor has gone on
 *
 * @typedef {object} Shown
 * @property {string} title of the document
 * @property {Node} content
 * @property {Promise<void>} [rest] what comes into the content later
 * @property {(visit: Visit) => { title: string, rest: Promise<void> }} [update] shows another query of the
 *   same page, without taking its form from under the visitor's fingers
 *
 * @typedef {object} Page
 * @property {(visit: Visit) => Node} skeleton what is seen until the page has come
 * @property {(visit: Visit) => Promise<Shown>} load
 *
 * @typedef {{ page: Page, documentId: string }} Match
 */

const SITE = 'Reelbase';
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

/** @type {(pathname: string) => Match | null} */
let findPage = () => null;
/** @type {Match} */
let nowhere;
/** @type {{ page: Page, update?: Shown['update'] } | null} */
let current = null;
let visiting = new AbortController();

/** @param {string} title */
const setTitle = (title) => {
  document.title = title === SITE ? SITE : `${title} – ${SITE}`;
};

/** Screen readers read the heading, and Tab goes on from there. */
const focusHeading = () => {
  const heading = /** @type {HTMLElement | null} */ (main.querySelector('h1'));
  heading?.setAttribute('tabindex', '-1');
  (heading ?? main).focus({ preventScroll: true });
};

/**
 * @param {Match} match
 * @param {Visit} visit
 * @param {boolean} takesFocus
 */
const showNew = async ({ page }, visit, takesFocus) => {
  current = null;
  main.setAttribute('aria-busy', 'true');
  setTitle('Loading…');
  main.replaceChildren(page.skeleton(visit));
  const { title, content, update, rest } = await page.load(visit);
  if (visit.signal.aborted) return;
  current = { page, update };
  setTitle(title);
  main.replaceChildren(content);
  main.removeAttribute('aria-busy');
  // Not after the rest: by then the visitor may be typing.
  if (takesFocus) focusHeading();
  await rest;
};

/** @param {Visit} visit */
const showUpdate = async (visit) => {
  if (!current?.update) return;
  const { title, rest } = current.update(visit);
  setTitle(title);
  await rest;
};

/**
 * @param {Error} error
 * @param {boolean} takesFocus
 */
const showError = (error, takesFocus) => {
  current = null;
  setTitle('Problem');
  main.replaceChildren(
    element(
      'div',
      { class: 'page' },
      errorNotice(error, () => void show()),
    ),
  );
  main.removeAttribute('aria-busy');
  if (takesFocus) focusHeading();
  announce(error.message);
};

/**
 * Shows what the address says now.
 *
 * @param {{ position?: ReturnType<typeof recallPosition>, takesFocus?: boolean }} [options] position: where
 *   the visitor was when leaving this entry of the history
 */
const show = async ({ position, takesFocus = true } = {}) => {
  visiting.abort();
  visiting = new AbortController();
  const { signal } = visiting;
  const url = new URL(location.href);
  const match = findPage(url.pathname) ?? nowhere;
  const visit = { url, documentId: match.documentId, signal };
  const isUpdate = current?.page === match.page && current.update !== undefined;
  const movesFocus = takesFocus && !position;
  try {
    if (isUpdate) await showUpdate(visit);
    else {
      if (!position) window.scrollTo(0, 0);
      await showNew(match, visit, movesFocus);
    }
  } catch (error) {
    if (!signal.aborted) showError(/** @type {Error} */ (error), movesFocus);
  }
  if (!signal.aborted) position?.restore(main);
};

/** @param {string} pathname whether there is a page of this site */
export const isPage = (pathname) => findPage(pathname) !== null;

/** Shows the page anew, e.g. when somebody has signed in. */
export const reload = () => {
  current = null;
  return show({ takesFocus: false });
};

/**
 * Goes to another address of this site.
 *
 * @param {string} address e.g. `/?genre=Drama`
 * @param {{ replace?: boolean }} [options] replace: as the same step of the history
 */
export const navigate = (address, { replace = false } = {}) => {
  if (replace) history.replaceState(history.state, '', address);
  else {
    rememberPosition();
    history.pushState(newEntry(), '', address);
  }
  return show();
};

/** @param {MouseEvent} event */
const followLink = (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || link.target || link.origin !== location.origin) return;
  if (link.getAttribute('href')?.startsWith('#') || !isPage(link.pathname)) return;
  event.preventDefault();
  const isPaging = link.closest('.pages') !== null;
  void navigate(link.pathname + link.search).then(() => {
    if (!isPaging) return;
    window.scrollTo(0, 0);
    focusHeading();
  });
};

/**
 * Begins with the page of the present address.
 *
 * @param {(pathname: string) => Match | null} find
 * @param {Match} otherwise
 */
export const startRouter = (find, otherwise) => {
  findPage = find;
  nowhere = otherwise;
  startRemembering();
  document.addEventListener('click', followLink);
  window.addEventListener('popstate', () => void show({ position: recallPosition() }));
  return show({ position: recallPosition(), takesFocus: false });
};
