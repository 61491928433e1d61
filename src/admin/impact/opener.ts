import { type RefObject, type SyntheticEvent, useEffect } from 'react';

/**
 * The button that an action was chosen by: of one in a menu, which is gone by then, the button that
 * opens the menu.
 */
export const openerOf = ({ target }: SyntheticEvent): HTMLElement | null => {
  if (!(target instanceof Element)) return null;
  const opener = target.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return opener ? document.getElementById(opener) : target.closest('button');
};

/** Where Strapi's link to skip the navigation leads. */
const CONTENT = 'main-content';

/**
 * Gives the focus back when the dialog closes, where Strapi's dialogs leave it nowhere: to what opened
 * it, or to the page's content when that is gone, as the selection is when its entries are deleted.
 */
export const useReturningFocus = (opener: RefObject<HTMLElement | null>): void => {
  useEffect(
    () => () => {
      // After the dialog has released the focus, which it does when it is gone.
      setTimeout(() => {
        const isThere = opener.current?.isConnected;
        (isThere ? opener.current : document.getElementById(CONTENT))?.focus();
      });
    },
    [opener],
  );
};
