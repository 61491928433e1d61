// @ts-check
/**
 * What the browser keeps for this site. Where it keeps nothing, because cookies are blocked or there is
 * no room, reading and writing throw: then things are kept here, until the page is left.
 */

/** @param {() => Storage} open not the storage itself: naming it throws already */
const createStore = (open) => {
  /** @type {Map<string, string | null>} what could not be written */
  const unwritten = new Map();

  /**
   * @param {string} key
   * @returns {string | null}
   */
  const read = (key) => {
    const value = unwritten.get(key);
    if (value !== undefined) return value;
    try {
      return open().getItem(key);
    } catch {
      return null;
    }
  };

  /** @param {string} key */
  const readJson = (key) => {
    try {
      return JSON.parse(read(key) ?? 'null');
    } catch {
      return null;
    }
  };

  /**
   * @param {string} key
   * @param {string | null} value null removes
   */
  const write = (key, value) => {
    try {
      if (value === null) open().removeItem(key);
      else open().setItem(key, value);
      unwritten.delete(key);
    } catch {
      unwritten.set(key, value);
    }
  };

  return {
    read,
    /** As `read`; null also where something else than JSON is. */
    readJson,
    write,
  };
};

/** Shared by all tabs, and there after the browser was closed. */
export const localStore = createStore(() => localStorage);

/** Of this tab. */
export const tabStore = createStore(() => sessionStorage);
