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

/** Gives the focus back when the dialog closes; Strapi's dialogs leave it nowhere. */
export const useReturningFocus = (opener: RefObject<HTMLElement | null>): void => {
  useEffect(
    () => () => {
      // After the dialog has released the focus, which it does when it is gone.
      setTimeout(() => opener.current?.focus());
    },
    [opener],
  );
};
