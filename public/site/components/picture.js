// @ts-check
import { element, icon } from './dom.js';

/** What the API gives as `placeholder`; nothing else may become part of a style. */
const PLACEHOLDER = /^data:image\/webp;base64,[A-Za-z0-9+/=]+$/;

/**
 * Sets the blurred placeholder as the background of an element.
 *
 * @param {HTMLElement} node
 * @param {import('../api/types.js').Picture | null} picture
 */
export const setPlaceholder = (node, picture) => {
  if (picture?.placeholder && PLACEHOLDER.test(picture.placeholder)) {
    node.style.backgroundImage = `url(${picture.placeholder})`;
  }
};

/**
 * A picture in a box whose shape the styles give, so that nothing moves when it comes: its
 * placeholder first, then the size that fits.
 *
 * @param {import('../api/types.js').Picture | null} picture
 * @param {object} options
 * @param {string} options.sizes how wide it is shown, as in `<img sizes>`
 * @param {string} [options.alt] empty where a text beside it says the same
 * @param {string} [options.shape] a class: `poster` or `portrait`
 * @param {boolean} [options.eager] whether it is seen at once, without scrolling
 * @param {'film' | 'person'} [options.missing] what is drawn where there is none
 */
export const pictureBox = (
  picture,
  { sizes, alt = '', shape = 'poster', eager = false, missing = 'film' },
) => {
  const box = element('span', { class: `picture ${shape}` });
  if (!picture) {
    box.append(icon(missing));
    return box;
  }
  setPlaceholder(box, picture);
  const { url, width, height, formats } = picture;
  const all = [...Object.values(formats ?? {}), ...(width ? [{ url, width }] : [])];
  const image = element('img', {
    alt,
    sizes,
    srcset: all.map((size) => `${size.url} ${size.width}w`).join(', '),
    width,
    height,
    loading: eager ? 'eager' : 'lazy',
    decoding: 'async',
    onload: () => image.classList.add('here'),
    onerror: () => box.replaceChildren(icon(missing)),
  });
  // Last: a browser loads what it knows at this moment.
  image.src = url;
  box.append(image);
  return box;
};
