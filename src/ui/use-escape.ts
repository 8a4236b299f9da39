// Escape closes the innermost thing only: a dialog that holds a menu or a panel with something to close leaves it to it.

import { useEffect, useId } from 'react';

/**
 * Closes a dialog by Escape where nothing inside of it is open. Its element takes the attributes that are returned,
 * and the library's own handling of Escape, which does not ask what is inside, is to be turned off.
 */
export function useEscape(opened: boolean, onClose: () => void): { 'data-layer': string } {
  const layer = useId();
  useEffect(() => {
    if (!opened) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
      const innermost = event.target.closest('[role="dialog"], [role="menu"], [data-layer]');
      // The focus of what has just gone is the page's.
      if (innermost === null || innermost.getAttribute('data-layer') === layer) onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [opened, onClose, layer]);
  return { 'data-layer': layer };
}
