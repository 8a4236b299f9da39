// Keys that work anywhere on the page: space to train or pause, Ctrl+Z and Ctrl+Shift+Z to undo and redo.

import { useEffect } from 'react';
import { activityOf } from '../../runs/activity';
import type { Session } from '../../runs/session';

export type Shortcut = 'toggle' | 'undo' | 'redo';

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

interface Focus {
  tagName: string;
  type?: string;
  role?: string | null;
}

/** What a key means, given where the focus is; null where it belongs to the focused control or to nobody. */
export function shortcutOf(key: Key, focus: Focus | null): Shortcut | null {
  const typing =
    focus !== null && (focus.tagName === 'TEXTAREA' || (focus.tagName === 'INPUT' && focus.type === 'text'));
  if (key.altKey || typing) return null;
  const letter = key.key.toLowerCase();
  if (key.ctrlKey || key.metaKey) {
    if (letter === 'z') return key.shiftKey ? 'redo' : 'undo';
    return letter === 'y' && !key.shiftKey ? 'redo' : null;
  }
  return key.key === ' ' && !key.repeat && !usesSpace(focus) ? 'toggle' : null;
}

/** A slider has no use for the space bar: after a drag, space still starts and stops. */
function usesSpace(focus: Focus | null): boolean {
  if (!focus || (focus.tagName === 'INPUT' && focus.type === 'range')) return false;
  return (
    ['BUTTON', 'INPUT', 'SELECT', 'SUMMARY', 'A'].includes(focus.tagName) ||
    ['menuitem', 'menuitemradio', 'dialog'].includes(focus.role ?? '')
  );
}

export function useShortcuts(session: Session): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement && event.target !== document.body ? event.target : null;
      const focus = target && {
        tagName: target.tagName,
        role: target.getAttribute('role'),
        ...(target instanceof HTMLInputElement && { type: target.type }),
      };
      const shortcut = shortcutOf(event, focus);
      if (shortcut === null) return;
      event.preventDefault();
      if (shortcut === 'undo') session.undo();
      else if (shortcut === 'redo') session.redo();
      else toggleTraining(session);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session]);
}

export function toggleTraining(session: Session): void {
  if (activityOf(session.runs.getState().runs) === 'active') session.pause();
  else session.train();
}
