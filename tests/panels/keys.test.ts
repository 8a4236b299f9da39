// What keys mean, by where the focus is.

import { expect, test } from 'vitest';
import { type Focus, shortcutOf } from '../../src/panels/keys/shortcuts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false };
const space = { key: ' ', ...none };
const at = (tagName: string, more: Partial<Focus> = {}): Focus => ({ tagName, byKey: false, ...more });

test('the space bar trains wherever the focus is, once', () => {
  for (const focus of [null, at('BUTTON'), at('SELECT'), at('INPUT', { type: 'checkbox' }), at('A')]) {
    expect(shortcutOf(space, focus)).toBe('toggle');
  }
  expect(shortcutOf({ ...space, repeat: true }, null)).toBeNull();
});

test('a control that was reached by key keeps the space bar; a slider has no use for it', () => {
  for (const tag of ['BUTTON', 'SELECT', 'A']) expect(shortcutOf(space, at(tag, { byKey: true }))).toBeNull();
  expect(shortcutOf(space, at('INPUT', { type: 'checkbox', byKey: true }))).toBeNull();
  expect(shortcutOf(space, at('INPUT', { type: 'range', byKey: true }))).toBe('toggle');
  expect(shortcutOf(space, at('DIV', { role: 'slider', byKey: true }))).toBe('toggle');
});

test('an open menu keeps the space bar', () => {
  expect(shortcutOf(space, at('BUTTON', { role: 'menuitem' }))).toBeNull();
  expect(shortcutOf(space, at('BUTTON', { role: 'menuitemradio' }))).toBeNull();
});

test('where one types, every key types', () => {
  const undo = { ...none, key: 'z', ctrlKey: true };
  for (const focus of [
    at('TEXTAREA'),
    at('INPUT'),
    ...['text', 'search', 'number'].map((type) => at('INPUT', { type })),
  ]) {
    for (const key of [space, undo, { ...none, key: '?', shiftKey: true }]) expect(shortcutOf(key, focus)).toBeNull();
  }
});

test('Ctrl+Z and Ctrl+Shift+Z undo and redo, and so does Ctrl+Y; ? lists the keys', () => {
  const key = { ...none, key: 'z', ctrlKey: true };
  expect(shortcutOf(key, at('BUTTON', { byKey: true }))).toBe('undo');
  expect(shortcutOf({ ...key, key: 'Z', shiftKey: true }, null)).toBe('redo');
  expect(shortcutOf({ ...key, key: 'y' }, null)).toBe('redo');
  expect(shortcutOf({ ...none, key: '?', shiftKey: true }, null)).toBe('keys');
});
