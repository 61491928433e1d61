// @ts-check
import { ApiError } from '../api/http.js';
import { element } from './dom.js';

/**
 * @typedef {object} Field
 * @property {string} name as the API calls it
 * @property {string} label
 * @property {string} [type]
 * @property {string} [autocomplete]
 * @property {string} [value]
 * @property {string} [hint]
 * @property {boolean} [required]
 * @property {number} [minlength]
 */

/** @param {Field} field */
const row = ({ name, label, hint, ...attributes }) => {
  const id = `field-${name}`;
  const input = element('input', {
    id,
    name,
    type: 'text',
    maxlength: 255,
    'aria-describedby': hint ? `${id}-hint ${id}-problem` : `${id}-problem`,
    ...attributes,
  });
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label, !attributes.required && element('small', {}, ' optional')),
    input,
    hint && element('p', { class: 'hint', id: `${id}-hint` }, hint),
    element('p', { class: 'problem', id: `${id}-problem` }),
  );
};

/**
 * Shows each problem beside its field, and what belongs to none above the button.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} alert
 * @param {Error | null} error
 */
const showProblems = (form, alert, error) => {
  for (const input of form.querySelectorAll('input')) {
    const problem =
      error instanceof ApiError
        ? error.fields.find(({ path }) => path[0] === input.name)
        : undefined;
    const place = document.getElementById(`${input.id}-problem`);
    if (place) place.textContent = problem?.message ?? '';
    if (problem) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
  const isBesideField = form.querySelector('[aria-invalid]') !== null;
  alert.textContent = error && !isBesideField ? error.message : '';
  const wrong = /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid]'));
  wrong?.focus();
};

/**
 * A form that sends what is written in it, once at a time, and shows what the API says to it.
 *
 * @param {object} options
 * @param {Field[]} options.fields
 * @param {string} options.action words of the button
 * @param {(values: Record<string, string>) => Promise<void>} options.send
 */
export const createForm = ({ fields, action, send }) => {
  const alert = element('p', { class: 'problem', role: 'alert' });
  const button = element('button', { class: 'button primary' }, action);

  /** @param {SubmitEvent} event */
  const onsubmit = async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    // Not `disabled`, which would take the focus away.
    button.setAttribute('aria-disabled', 'true');
    showProblems(form, alert, null);
    const values = Object.fromEntries(
      [...new FormData(form)].map(([key, value]) => [key, String(value)]),
    );
    try {
      await send(values);
    } catch (error) {
      showProblems(form, alert, /** @type {Error} */ (error));
    } finally {
      button.removeAttribute('aria-disabled');
    }
  };
  const form = element('form', { class: 'form', onsubmit }, ...fields.map(row), alert, button);
  return form;
};
