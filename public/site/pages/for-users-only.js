// @ts-check
import { currentSession, SignedOutError } from '../api/session.js';
import { element } from '../components/dom.js';
import { notice } from '../components/messages.js';

/** @typedef {import('../router.js').Page} Page */

/** @param {URL} url */
const invitation = ({ pathname, search }) => {
  const next = encodeURIComponent(pathname + search);
  return element(
    'div',
    { class: 'page' },
    notice({
      title: 'Sign in first',
      text: 'This page is about you.',
      actions: [
        element('a', { class: 'button primary', href: `/sign-in?next=${next}` }, 'Sign in'),
        element('a', { class: 'button', href: `/register?next=${next}` }, 'Register'),
      ],
    }),
  );
};

/**
 * A page that asks visitors to sign in, also when a session has ended.
 *
 * @param {Page} page
 * @returns {Page}
 */
export const forUsersOnly = (page) => ({
  skeleton: (visit) => (currentSession() ? page.skeleton(visit) : invitation(visit.url)),

  async load(visit) {
    const signedOut = { title: 'Sign in first', content: invitation(visit.url) };
    if (!currentSession()) return signedOut;
    try {
      return await page.load(visit);
    } catch (error) {
      if (error instanceof SignedOutError) return signedOut;
      throw error;
    }
  },
});
