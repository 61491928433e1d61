// @ts-check
/**
 * Accounts and profiles. Bodies are flat, without `data`.
 *
 * @typedef {import('./types.js').Profile} Profile
 * @typedef {import('./types.js').Picture} Picture
 */
import { PICTURE } from './catalogue.js';
import { request } from './http.js';
import { beginSession, endSession, renameSession, requestAsUser } from './session.js';

/**
 *     POST /api/auth/local {"identifier": "ada", "password": "…"}
 *
 * @param {{ identifier: string, password: string }} credentials username or email, and password
 */
export const signIn = async (credentials) => {
  const answer = await request('/auth/local', { method: 'POST', body: credentials });
  beginSession(answer, answer.user.username);
};

/**
 *     POST /api/auth/local/register {"username": "ada", "email": "…", "password": "…", "firstName": "Ada"}
 *
 * @param {object} account
 * @returns {Promise<boolean>} whether the user is signed in; where addresses are confirmed first, a
 *   mail is on its way instead
 */
export const register = async (account) => {
  const answer = await request('/auth/local/register', { method: 'POST', body: account });
  if (!answer.jwt) return false;
  beginSession(answer, answer.user.username);
  return true;
};

/**
 *     POST /api/auth/logout                      this session
 *     POST /api/auth/logout {"scope": "all"}     all sessions of the account
 *
 * Without a network, the session ends here at least.
 *
 * @param {{ everywhere?: boolean }} [options]
 */
export const signOut = async ({ everywhere = false } = {}) => {
  try {
    const body = everywhere ? { scope: 'all' } : undefined;
    await requestAsUser('/auth/logout', { method: 'POST', body });
  } catch (error) {
    if (everywhere) throw error;
  }
  endSession();
};

/**
 *     GET /api/users/me?populate[avatar]…
 *
 * @param {AbortSignal} [signal]
 * @returns {Promise<Profile>}
 */
export const findProfile = (signal) =>
  requestAsUser('/users/me', {
    query: {
      fields: ['username', 'email', 'firstName', 'lastName'],
      populate: { avatar: PICTURE },
    },
    signal,
  });

/**
 *     PUT /api/users/me {"firstName": "Ada", "lastName": "Lovelace", "username": "ada"}
 *
 * @param {{ username: string, firstName: string, lastName: string }} names
 * @returns {Promise<Profile>}
 */
export const updateProfile = async (names) => {
  const profile = await requestAsUser('/users/me', { method: 'PUT', body: names });
  renameSession(profile.username);
  return profile;
};

/**
 *     PUT /api/users/me/avatar    (a form with the file "avatar")
 *
 * @param {File} file
 * @returns {Promise<Profile>} with the new avatar
 */
export const sendAvatar = (file) => {
  const body = new FormData();
  body.append('avatar', file);
  return requestAsUser('/users/me/avatar', { method: 'PUT', body });
};

/**
 *     DELETE /api/users/me/avatar
 */
export const deleteAvatar = () => requestAsUser('/users/me/avatar', { method: 'DELETE' });
