// Listens for the keys that work anywhere on the page, and does what they mean.

import { useEffect } from 'react';
import { focusFindBox } from '../find-box';
import { toggleTraining, usePlayground } from '../playground';
import { type Focus, shortcutOf } from './shortcuts';

export function useShortcuts(): void {
  const { session, view } = usePlayground();
  useEffect(() => {
    /** The key that was taken, until it is let go: a button would still be clicked by it in some browsers. */
    let taken: string | null = null;
    /** Whether the focus was last moved by key. `:focus-visible` would not tell: any key makes it true. */
    let byKey = false;
    const onPointerDown = () => {
      byKey = false;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      taken = null;
      if (moving.test(event.key)) byKey = true;
      if (event.defaultPrevented || isBeneathDialog()) return;
      const shortcut = shortcutOf(event, focusOf(event.target, byKey));
      if (shortcut === null) return;
      event.preventDefault();
      taken = event.key;
      if (shortcut === 'undo') session.undo();
      else if (shortcut === 'redo') session.redo();
      else if (shortcut === 'find') focusFindBox();
      else if (shortcut === 'keys') view.setState({ keysShown: true });
      else toggleTraining(session);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === taken) event.preventDefault();
      taken = null;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', onPointerDown, { capture: true });
    window.addEventListener('keyup', onKeyUp, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', onPointerDown, { capture: true });
      window.removeEventListener('keyup', onKeyUp, { capture: true });
    };
  }, [session, view]);
}

/** Whether the page lies beneath a dialog, whose the keys are, wherever the focus is; a sheet is part of the page. */
const isBeneathDialog = () => document.querySelector('[data-modal-content]') !== null;

/** Keys that lead from one control to another. */
const moving = /^(Tab|Arrow\w+)$/;

function focusOf(target: EventTarget | null, byKey: boolean): Focus | null {
  if (!(target instanceof HTMLElement) || target === document.body) return null;
  return {
    tagName: target.tagName,
    role: target.getAttribute('role'),
    byKey,
    ...(target instanceof HTMLInputElement && { type: target.type }),
  };
}
