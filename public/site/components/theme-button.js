// @ts-check
import { localStore } from '../storage.js';
import { element, icon } from './dom.js';

/** Read by `theme.js` too. */
const KEY = 'reelbase.theme';

const system = matchMedia('(prefers-color-scheme: dark)');

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : system.matches;
};

/** The switch between dark and light, which follows the system until it is used, here or in another tab. */
export const createThemeButton = () => {
  const button = element('button', { type: 'button', class: 'plain', onclick: () => change() });
  const draw = () => {
    button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
  };
  /** @param {string | null} theme */
  const use = (theme) => {
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    draw();
  };
  const change = () => {
    const theme = isDark() ? 'light' : 'dark';
    localStore.write(KEY, theme);
    use(theme);
  };
  system.addEventListener('change', draw);
  window.addEventListener('storage', ({ key, newValue }) => {
    // Without a key, everything was removed.
    if (key === KEY || key === null) use(newValue);
  });
  draw();
  return button;
};
