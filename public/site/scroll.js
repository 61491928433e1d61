// @ts-check
/**
 * Where the visitor was on each page of the history: browsers know by themselves only for pages that
 * are there at once.
 */

import { tabStore } from './storage.js';

const KEY = 'reelbase.positions';

/** Pages of the history whose position is kept: more than anybody goes back. */
const MAX_POSITIONS = 50;

/** @typedef {{ y: number, href: string | null }} Position `href`: the link that had the focus */

/** @returns {Record<string, Position>} by the entry of the history */
const positions = () => tabStore.readJson(KEY) ?? {};

const entry = () => String(history.state?.entry);

/** The state of a new entry of the history. `crypto.randomUUID` is there with https only. */
export const newEntry = () => ({ entry: `${Date.now()}-${Math.random()}` });

/** The focus as long as it is in a page: gone from the document, an element has none. */
const focusedHref = () => {
  const link = document.activeElement?.closest('main a');
  return link ? link.getAttribute('href') : null;
};

/** To be called before the page goes. */
export const rememberPosition = () => {
  const position = { y: window.scrollY, href: focusedHref() };
  const others = Object.entries(positions()).filter(([key]) => key !== entry());
  const latest = [...others, [entry(), position]].slice(-MAX_POSITIONS);
  tabStore.write(KEY, JSON.stringify(Object.fromEntries(latest)));
};

/**
 * The position of the present entry of the history.
 *
 * @returns {{ restore: (main: HTMLElement) => void } | undefined} undefined where nobody has been yet
 */
export const recallPosition = () => {
  const position = positions()[entry()];
  if (!position) return undefined;
  return {
    restore: (main) => {
      const links = [...main.querySelectorAll('a')];
      const link = links.find((candidate) => candidate.getAttribute('href') === position.href);
      link?.focus({ preventScroll: true });
      window.scrollTo(0, position.y);
    },
  };
};

/** Remembers while the visitor scrolls: when "back" is pressed, the address has changed already. */
export const startRemembering = () => {
  if (!history.state?.entry) history.replaceState(newEntry(), '');
  history.scrollRestoration = 'manual';
  let isAsked = false;
  const remember = () => {
    isAsked = false;
    rememberPosition();
  };
  window.addEventListener(
    'scroll',
    () => {
      if (!isAsked) requestAnimationFrame(remember);
      isAsked = true;
    },
    { passive: true },
  );
  window.addEventListener('pagehide', rememberPosition);
};
