// Listens for the keys that work anywhere on the page, and does what they mean.

import { useEffect } from 'react';
import { toggleTraining, usePlayground } from '../playground';
import { type Focus, shortcutOf } from './shortcuts';

export function useShortcuts(): void {
  const { session, view } = usePlayground();
  useEffect(() => {
    /** The key that was taken, until it is let go: a button would still be clicked by it in some browsers. */
    let taken: string | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      taken = null;
      if (event.defaultPrevented) return;
      const shortcut = shortcutOf(event, focusOf(event.target));
      if (shortcut === null) return;
      event.preventDefault();
      taken = event.key;
      if (shortcut === 'undo') session.undo();
      else if (shortcut === 'redo') session.redo();
      else if (shortcut === 'keys') view.setState({ keysShown: true });
      else toggleTraining(session);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === taken) event.preventDefault();
      taken = null;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp, { capture: true });
    };
  }, [session, view]);
}

function focusOf(target: EventTarget | null): Focus | null {
  if (!(target instanceof HTMLElement) || target === document.body) return null;
  return {
    tagName: target.tagName,
    role: target.getAttribute('role'),
    byKey: target.matches(':focus-visible'),
    ...(target instanceof HTMLInputElement && { type: target.type }),
  };
}
