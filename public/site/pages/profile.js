// @ts-check
import { deleteAvatar, findProfile, sendAvatar, signOut, updateProfile } from '../api/account.js';
import { element } from '../components/dom.js';
import { createForm } from '../components/form.js';
import { toast } from '../components/messages.js';
import { pictureBox } from '../components/picture.js';
import { navigate } from '../router.js';
import { forUsersOnly } from './for-users-only.js';

/** @typedef {import('../api/types.js').Profile} Profile */

const PICTURES = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

/**
 * Does something, and says how it went.
 *
 * @param {() => Promise<unknown>} action
 * @param {string} success
 */
const attempt = async (action, success) => {
  try {
    await action();
    toast(success);
  } catch (error) {
    toast(/** @type {Error} */ (error).message, { isError: true });
  }
};

/** @param {Profile} profile */
const avatarEditor = (profile) => {
  /** @param {Profile['avatar']} avatar */
  const draw = (avatar) => {
    const box = pictureBox(avatar, {
      sizes: '120px',
      shape: 'avatar',
      missing: 'person',
      eager: true,
      alt: avatar ? 'Your picture' : '',
    });
    place.replaceChildren(box);
    remove.hidden = !avatar;
  };
  const place = element('div');
  const input = element('input', {
    type: 'file',
    id: 'avatar',
    class: 'hidden',
    accept: PICTURES,
    onchange: () =>
      attempt(async () => {
        const file = input.files?.[0];
        if (file) draw((await sendAvatar(file)).avatar);
        input.value = '';
      }, 'Your picture is stored.'),
  });
  const remove = element(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () =>
        attempt(async () => {
          await deleteAvatar();
          draw(null);
          input.focus();
        }, 'Your picture is removed.'),
    },
    'Remove',
  );
  draw(profile.avatar);
  return element(
    'div',
    { class: 'avatar-editor' },
    place,
    element(
      'div',
      {},
      element(
        'div',
        { class: 'actions' },
        input,
        element('label', { for: 'avatar', class: 'button' }, 'Choose a picture'),
        remove,
      ),
      element('p', { class: 'hint' }, 'JPEG, PNG, WebP, AVIF or GIF, at most 5 MB.'),
    ),
  );
};

/** @param {Profile} profile */
const names = (profile) =>
  createForm({
    fields: [
      {
        name: 'firstName',
        label: 'First name',
        autocomplete: 'given-name',
        value: profile.firstName ?? '',
      },
      {
        name: 'lastName',
        label: 'Last name',
        autocomplete: 'family-name',
        value: profile.lastName ?? '',
      },
      {
        name: 'username',
        label: 'Username',
        autocomplete: 'username',
        value: profile.username,
        required: true,
        minlength: 3,
      },
    ],
    action: 'Save',
    send: async ({ username = '', firstName = '', lastName = '' }) => {
      await updateProfile({ username, firstName, lastName });
      toast('Your profile is saved.');
    },
  });

const leaveEverywhere = () =>
  attempt(async () => {
    await signOut({ everywhere: true });
    await navigate('/');
  }, 'You are signed out on all devices.');

/** The profile of who is signed in. */
export const profilePage = forUsersOnly({
  skeleton: () =>
    element(
      'div',
      { class: 'page narrow skeleton' },
      element('h1', {}, 'Profile'),
      ...['', '', 'short'].map((extra) => element('span', { class: `line ${extra}` })),
    ),

  async load({ signal }) {
    const profile = await findProfile(signal);
    const content = element(
      'div',
      { class: 'page narrow' },
      element('h1', {}, 'Profile'),
      element('p', { class: 'quiet' }, profile.email),
      avatarEditor(profile),
      names(profile),
      element('h2', {}, 'Devices'),
      element('p', { class: 'quiet' }, 'Ends your sessions in all browsers, this one included.'),
      element(
        'button',
        { type: 'button', class: 'button', onclick: leaveEverywhere },
        'Sign out everywhere',
      ),
    );
    return { title: 'Profile', content };
  },
});
