// @ts-check
import { register } from '../api/account.js';
import { element } from '../components/dom.js';
import { createForm } from '../components/form.js';
import { notice, toast } from '../components/messages.js';
import { navigate } from '../router.js';
import { nextOf } from './sign-in.js';

/** @type {import('../components/form.js').Field[]} */
const FIELDS = [
  { name: 'firstName', label: 'First name', autocomplete: 'given-name' },
  { name: 'lastName', label: 'Last name', autocomplete: 'family-name' },
  {
    name: 'username',
    label: 'Username',
    autocomplete: 'username',
    required: true,
    minlength: 3,
    hint: 'At least 3 characters.',
  },
  { name: 'email', label: 'Email', type: 'email', autocomplete: 'email', required: true },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autocomplete: 'new-password',
    required: true,
    minlength: 6,
    hint: 'At least 6 characters.',
  },
];

/** @param {string} email */
const confirmation = (email) =>
  notice({
    title: 'Look into your mailbox',
    text: `A link has been sent to ${email}. Open it to confirm the address, then sign in.`,
    actions: [element('a', { class: 'button', href: '/sign-in' }, 'Sign in')],
  });

/** @param {URL} url */
const content = (url) => {
  const form = createForm({
    fields: FIELDS,
    action: 'Register',
    send: async (account) => {
      if (!(await register(account)))
        return page.replaceChildren(confirmation(account.email ?? ''));
      toast('Welcome! You are signed in.');
      await navigate(nextOf(url), { replace: true });
    },
  });
  const page = element(
    'div',
    { class: 'page narrow' },
    element('h1', {}, 'Register'),
    form,
    element(
      'p',
      { class: 'quiet' },
      'You have an account? ',
      element('a', { href: `/sign-in${url.search}` }, 'Sign in'),
    ),
  );
  return page;
};

export const registerPage = {
  /** @param {import('../router.js').Visit} visit */
  skeleton: ({ url }) => content(url),
  /** @param {import('../router.js').Visit} visit */
  load: ({ url }) => Promise.resolve({ title: 'Register', content: content(url) }),
};
