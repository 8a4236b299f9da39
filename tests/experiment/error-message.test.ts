// What an error says, whatever was thrown.

import { expect, test } from 'vitest';
import { messageOf } from '../../src/experiment/error-message';

test('an error says its message, an object of the browser too, and anything else itself', () => {
  expect(messageOf(new TypeError('no such thing'))).toBe('no such thing');
  expect(messageOf({ name: 'GPUError', message: 'out of memory' })).toBe('out of memory');
  expect([messageOf('a word'), messageOf(null), messageOf(undefined)]).toEqual(['a word', 'null', 'undefined']);
});
