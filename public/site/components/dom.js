// @ts-check
/** Elements. Text from the API becomes text nodes only, never HTML. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element: `element('a', { class: 'card', href: '/' }, 'Home')`. Functions are listeners
 * (`onclick`), `true` and `false` set and leave out an attribute.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, String(value));
  }
  node.append(...present(children));
  return node;
};

/** @param {Child[]} children */
export const fragment = (...children) => {
  const node = document.createDocumentFragment();
  node.append(...present(children));
  return node;
};

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
const present = (children) =>
  children
    .filter((child) => child != null && child !== false && child !== '')
    .map((child) => (child instanceof Node ? child : String(child)));

const SHAPES = {
  heart: 'M12 20.7 4.2 13A5.2 5.2 0 0 1 11.6 5.7l.4.4.4-.4A5.2 5.2 0 0 1 19.8 13Z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  sun: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 1.5v2.5M12 20v2.5M1.5 12H4M20 12h2.5M4.6 4.6l1.8 1.8M17.6 17.6l1.8 1.8M4.6 19.4l1.8-1.8M17.6 6.4l1.8-1.8',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 21 21',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c1-3.5 4-5.5 7.5-5.5s6.5 2 7.5 5.5',
  film: 'M4 4.5h16v15H4ZM8 4.5v15M16 4.5v15M4 9.5h4M4 14.5h4M16 9.5h4M16 14.5h4',
};

/**
 * A drawing beside words, or instead of words that are said otherwise: nothing for screen readers.
 *
 * @param {keyof typeof SHAPES} shape
 */
export const icon = (shape) => {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${shape}`);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
};
