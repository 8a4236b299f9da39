// What keys mean anywhere on the page: space to train or pause, Ctrl+Z and Ctrl+Shift+Z to undo and redo, `/` to find a
// setting, `?` for the list of keys.

export type Shortcut = 'toggle' | 'undo' | 'redo' | 'find' | 'keys';

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

/** Where the focus is. */
export interface Focus {
  tagName: string;
  type?: string;
  role?: string | null;
  /** Whether it was brought there by key: a control that was clicked leaves the space bar to training. */
  byKey: boolean;
}

/** What a key means, given where the focus is; null where it belongs to the focused control or to nobody. */
export function shortcutOf(key: Key, focus: Focus | null): Shortcut | null {
  if (key.altKey || isTyping(focus)) return null;
  const letter = key.key.toLowerCase();
  if (key.ctrlKey || key.metaKey) {
    if (letter === 'z') return key.shiftKey ? 'redo' : 'undo';
    return letter === 'y' && !key.shiftKey ? 'redo' : null;
  }
  if (key.repeat) return null;
  if (key.key === '?') return 'keys';
  if (key.key === '/') return 'find';
  return key.key === ' ' && !usesSpace(focus) ? 'toggle' : null;
}

const typed = ['text', 'search', 'number', 'url', 'email', 'password'];
const isTyping = (focus: Focus | null) =>
  focus !== null &&
  (focus.tagName === 'TEXTAREA' || (focus.tagName === 'INPUT' && typed.includes(focus.type ?? 'text')));

/** A slider has no use for the space bar; an open menu always has, and other controls where they were reached by key. */
function usesSpace(focus: Focus | null): boolean {
  if (!focus || (focus.tagName === 'INPUT' && focus.type === 'range')) return false;
  if (focus.role?.startsWith('menuitem')) return true;
  return focus.byKey && ['BUTTON', 'INPUT', 'SELECT', 'SUMMARY', 'A'].includes(focus.tagName);
}
