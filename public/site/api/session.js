// @ts-check
/**
 * Who is signed in, in all tabs.
 *
 * The tokens are in localStorage: it is shared by the tabs, survives a reload without a request, and
 * works over plain http, where browsers refuse the httpOnly cookie that the API offers as well. What a
 * script of somebody else could take from there, it cannot: the page's policy runs none.
 *
 * @typedef {import('./types.js').Tokens} Tokens
 * @typedef {Tokens & { username: string, expiresAt: number }} Session `expiresAt` in milliseconds
 */
import { localStore } from '../storage.js';
import { ApiError, request } from './http.js';

const KEY = 'reelbase.session';

/** Refreshed a little before its end: the request takes a moment to arrive. */
const MARGIN_MS = 15_000;

/** How long another tab may take to store what it was given. */
const OTHER_TAB_MS = 2_000;

/**
 * `change` when somebody signs in or out, here or in another tab, `rename` when they have a new name;
 * nothing when tokens are renewed.
 */
export const sessionEvents = new EventTarget();

/** Nobody is signed in any more. */
export class SignedOutError extends Error {
  name = 'SignedOutError';
  message = 'You are not signed in any more. Please sign in again.';
}

/** @returns {Session | null} */
export const currentSession = () => {
  const session = localStore.readJson(KEY);
  return typeof session?.jwt === 'string' ? session : null;
};

/** @param {Session | null} session */
const store = (session) => {
  const before = currentSession()?.username;
  localStore.write(KEY, session && JSON.stringify(session));
  if (before !== session?.username) sessionEvents.dispatchEvent(new Event('change'));
};

/** @param {string | null} stored */
const usernameIn = (stored) => {
  try {
    return JSON.parse(stored ?? 'null')?.username;
  } catch {
    return undefined;
  }
};

window.addEventListener('storage', ({ key, oldValue, newValue }) => {
  const isOther = key === KEY && usernameIn(oldValue) !== usernameIn(newValue);
  // Without a key, everything was removed.
  if (isOther || key === null) sessionEvents.dispatchEvent(new Event('change'));
});

/**
 * By the clock of this machine, which may differ from that of the server: counted from now.
 *
 * @param {string} jwt
 */
const expiryOf = (jwt) => {
  const payload = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const { exp, iat } = JSON.parse(atob(payload));
  return Date.now() + (exp - iat) * 1_000;
};

/**
 * @param {Tokens} tokens
 * @param {string} username
 */
export const beginSession = ({ jwt, refreshToken }, username) =>
  store({ jwt, refreshToken, username, expiresAt: expiryOf(jwt) });

export const endSession = () => store(null);

/** @param {string} username the new name of who is signed in */
export const renameSession = (username) => {
  const session = currentSession();
  if (!session) return;
  localStore.write(KEY, JSON.stringify({ ...session, username }));
  sessionEvents.dispatchEvent(new Event('rename'));
};

/**
 * The session that another tab has stored, once it has.
 *
 * @param {string} jwt the token that it replaces
 * @returns {Promise<Session | null>} null when none came
 */
const storedByAnotherTab = async (jwt) => {
  const end = Date.now() + OTHER_TAB_MS;
  while (Date.now() < end) {
    const session = currentSession();
    if (session?.jwt !== jwt) return session;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
};

/**
 * A refresh token is good for one refresh:
 *
 *     POST /api/auth/refresh {"refreshToken": "…"}  →  {"jwt": "…", "refreshToken": "…"}
 *
 * @param {string} jwt the token to replace; when it has been already, the new one is taken
 * @returns {Promise<string>} an access token
 * @throws {SignedOutError} when the session has ended
 */
const replace = async (jwt) => {
  const session = currentSession();
  if (!session) throw new SignedOutError();
  if (session.jwt !== jwt) return session.jwt;
  try {
    const body = { refreshToken: session.refreshToken };
    const tokens = await request('/auth/refresh', { method: 'POST', body });
    beginSession(tokens, session.username);
    return tokens.jwt;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    const other = await storedByAnotherTab(jwt);
    if (other) return other.jwt;
    endSession();
    throw new SignedOutError();
  }
};

/** @type {Promise<string> | undefined} */
let refreshing;

/**
 * What another tab stores is seen here a moment later than its lock is free: who has waited for the lock
 * waits for that as well, before a refresh with a token that has been used.
 *
 * @param {string} jwt
 */
const replaceUnlessAnotherTabDoes = async (jwt) => {
  const replaced = await navigator.locks.request(KEY, { ifAvailable: true }, async (lock) =>
    lock ? { jwt: await replace(jwt) } : null,
  );
  if (replaced) return replaced.jwt;
  return navigator.locks.request(
    KEY,
    async () => (await storedByAnotherTab(jwt))?.jwt ?? (await replace(jwt)),
  );
};

/**
 * One refresh at a time, in this tab and, where the browser has locks (https, localhost), in all.
 *
 * @param {string} jwt
 * @returns {Promise<string>}
 */
const refresh = (jwt) => {
  const replacing = 'locks' in navigator ? replaceUnlessAnotherTabDoes : replace;
  refreshing ??= replacing(jwt)
    .catch((error) => {
      // Where cookies are blocked, locks are as well.
      if (error instanceof DOMException && error.name === 'SecurityError') return replace(jwt);
      throw error;
    })
    .finally(() => (refreshing = undefined));
  return refreshing;
};

/**
 * A request as the user who is signed in, with a token that is good for it.
 *
 * @param {string} path
 * @param {import('./http.js').RequestOptions} [options]
 * @returns {Promise<any>}
 * @throws {SignedOutError} when nobody is, or the session has ended
 */
export const requestAsUser = async (path, options = {}) => {
  const session = currentSession();
  if (!session) throw new SignedOutError();
  const isGood = session.expiresAt - Date.now() > MARGIN_MS;
  const jwt = isGood ? session.jwt : await refresh(session.jwt);
  try {
    return await request(path, { ...options, jwt });
  } catch (error) {
    // Ended before its time: the clock of this machine was set, or a password changed.
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    return request(path, { ...options, jwt: await refresh(jwt) });
  }
};
