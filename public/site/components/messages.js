// @ts-check
import { element } from './dom.js';

const TOAST_MS = 8_000;

const region = /** @type {HTMLElement} */ (document.getElementById('announcer'));
const toasts = /** @type {HTMLElement} */ (document.getElementById('toasts'));

/** @param {string} text said by screen readers, and not shown */
export const announce = (text) => {
  region.textContent = text;
};

/**
 * Says something in a corner, for some seconds.
 *
 * @param {string} text
 * @param {{ isError?: boolean }} [options]
 */
export const toast = (text, { isError = false } = {}) => {
  const message = element('p', { class: isError ? 'toast error' : 'toast' }, text);
  toasts.replaceChildren(message);
  setTimeout(() => message.remove(), TOAST_MS);
};

/**
 * Takes the place of what could not be shown.
 *
 * @param {object} notice
 * @param {string} notice.title
 * @param {string} notice.text
 * @param {Node[]} [notice.actions]
 * @param {'h1' | 'h2'} [notice.heading]
 */
export const notice = ({ title, text, actions = [], heading = 'h1' }) =>
  element(
    'div',
    { class: 'notice' },
    element(heading, {}, title),
    element('p', {}, text),
    element('p', { class: 'actions' }, ...actions),
  );

/**
 * An error in the API's words, with a way on.
 *
 * @param {Error} error
 * @param {() => void} retry
 * @param {'h1' | 'h2'} [heading]
 */
export const errorNotice = (error, retry, heading) => {
  const title = error.name === 'OfflineError' ? 'You seem to be offline' : 'This did not work';
  const again = element('button', { class: 'button', type: 'button', onclick: retry }, 'Try again');
  return notice({ title, text: error.message, actions: [again], heading });
};
