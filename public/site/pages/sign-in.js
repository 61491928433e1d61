// @ts-check
import { signIn } from '../api/account.js';
import { element } from '../components/dom.js';
import { createForm } from '../components/form.js';
import { toast } from '../components/messages.js';
import { isPage, navigate } from '../router.js';

/**
 * Where to go afterwards: the page that `next` names, else the first.
 *
 * @param {URL} url
 */
export const nextOf = (url) => {
  const next = url.searchParams.get('next') ?? '/';
  if (!URL.canParse(next, location.origin)) return '/';
  const { origin, pathname, search } = new URL(next, location.origin);
  return origin === location.origin && isPage(pathname) ? pathname + search : '/';
};

/** @param {URL} url */
const content = (url) => {
  const form = createForm({
    fields: [
      {
        name: 'identifier',
        label: 'Username or email',
        autocomplete: 'username',
        required: true,
      },
      {
        name: 'password',
        label: 'Password',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
      },
    ],
    action: 'Sign in',
    send: async ({ identifier = '', password = '' }) => {
      // First the address: what is drawn anew for who is signed in is the page to go to.
      await signIn({ identifier: identifier.trim(), password });
      toast('You are signed in.');
      await navigate(nextOf(url), { replace: true });
    },
  });
  return element(
    'div',
    { class: 'page narrow' },
    element('h1', {}, 'Sign in'),
    form,
    element(
      'p',
      { class: 'quiet' },
      'No account yet? ',
      element('a', { href: `/register${url.search}` }, 'Register'),
    ),
  );
};

export const signInPage = {
  /** @param {import('../router.js').Visit} visit */
  skeleton: ({ url }) => content(url),
  /** @param {import('../router.js').Visit} visit */
  load: ({ url }) => Promise.resolve({ title: 'Sign in', content: content(url) }),
};
