// @ts-check
/** Requests as such: addresses, bodies, and errors in the API's own words. */

/** What the API refused. `message` is meant for people, and shown as it is. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status
   * @param {string} message
   * @param {{ path: string[], message: string }[]} fields what is wrong with single fields
   */
  constructor(status, message, fields = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.fields = fields;
  }
}

/** How long the visitor waits before hearing that it takes too long. */
const TIMEOUT_MS = 20_000;

/** There was no answer: no network, or no server. */
export class OfflineError extends Error {
  name = 'OfflineError';
  message = 'The server cannot be reached. Check your connection, then try again.';
}

/** There was no answer in time. */
export class SlowError extends Error {
  name = 'SlowError';
  message = `The server has not answered within ${TIMEOUT_MS / 1_000} seconds. Try again in a moment.`;
}

/**
 * Strapi's notation of nested parameters: `{ populate: { poster: { fields: ['url'] } } }` becomes
 * `populate[poster][fields][0]=url`. What is undefined is left out.
 *
 * @param {object} parameters
 * @returns {URLSearchParams}
 */
export const toQuery = (parameters) => {
  const query = new URLSearchParams();
  /** @type {(key: string, value: unknown) => void} */
  const add = (key, value) => {
    if (value === undefined) return;
    if (typeof value !== 'object' || value === null) return query.append(key, String(value));
    for (const [name, item] of Object.entries(value)) add(`${key}[${name}]`, item);
  };
  for (const [name, value] of Object.entries(parameters)) add(name, value);
  return query;
};

/**
 * For who stands before the server, such as a proxy, and does not answer as the API does.
 *
 * @param {Response} response
 */
const ownWords = ({ status, headers }) => {
  if (status !== 429) return `The server answered with an error (${status}). Try again later.`;
  const seconds = headers.get('Retry-After');
  return `Too many requests. Try again ${seconds ? `in ${seconds} seconds` : 'later'}.`;
};

/**
 * @param {Response} response
 * @returns {Promise<ApiError>}
 */
const errorOf = async (response) => {
  const body = await response.json().catch(() => null);
  const { message, details } = body?.error ?? {};
  const fields = Array.isArray(details?.errors) ? details.errors : [];
  return new ApiError(response.status, message ?? ownWords(response), fields);
};

/**
 * @typedef {object} RequestOptions
 * @property {'GET' | 'POST' | 'PUT' | 'DELETE'} [method] GET unless given
 * @property {object} [query] nested parameters, see `toQuery`
 * @property {object} [body] sent as JSON; a FormData as a form
 * @property {string} [jwt] an access token
 * @property {AbortSignal} [signal]
 */

/**
 * @param {RequestOptions} options
 * @returns {RequestInit}
 */
const initOf = ({ method = 'GET', body, jwt, signal }) => {
  /** @type {Record<string, string>} */
  const headers = {};
  if (jwt) headers.Authorization = `Bearer ${jwt}`;
  if (!body || body instanceof FormData) return { method, headers, body, signal };
  headers['Content-Type'] = 'application/json';
  return { method, headers, body: JSON.stringify(body), signal };
};

/**
 * @param {Response} response
 * @throws {ApiError} when it is something else, e.g. the page of a proxy that asks to sign in
 */
const jsonOf = async (response) => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    const message = 'The server answered with something else than data. Try again later.';
    throw new ApiError(response.status, message);
  }
};

/**
 * @param {string} address
 * @param {RequestInit} init
 */
const send = async (address, init) => {
  const response = await fetch(address, init);
  if (!response.ok) throw await errorOf(response);
  return response.status === 204 ? null : jsonOf(response);
};

/**
 * One request to the API.
 *
 * @param {string} path below `/api`, e.g. `/movies`
 * @param {RequestOptions} [options]
 * @returns {Promise<any>} the body of the answer
 * @throws {ApiError} when the API refuses
 * @throws {OfflineError} when there is no answer
 * @throws {SlowError} when there is none in time
 */
export const request = async (path, options = {}) => {
  const query = toQuery(options.query ?? {}).toString();
  const given = options.signal ? [options.signal] : [];
  // Files take as long as the visitor's connection needs.
  const limits = options.body instanceof FormData ? [] : [AbortSignal.timeout(TIMEOUT_MS)];
  const init = initOf({ ...options, signal: AbortSignal.any([...given, ...limits]) });
  try {
    return await send(`/api${path}${query && `?${query}`}`, init);
  } catch (error) {
    if (error instanceof ApiError || options.signal?.aborted) throw error;
    throw limits.some(({ aborted }) => aborted) ? new SlowError() : new OfflineError();
  }
};
