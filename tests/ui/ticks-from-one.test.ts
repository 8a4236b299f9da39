// Ticks of axes that begin at 1.

import { expect, test } from 'vitest';
import { ticksFromOne } from '../../src/ui/ticks-from-one';

test('ticks are 1 and round numbers, never too many', () => {
  expect(ticksFromOne(30, 6)).toEqual([1, 5, 10, 15, 20, 25, 30]);
  expect(ticksFromOne(30, 3)).toEqual([1, 10, 20, 30]);
  expect(ticksFromOne(2, 6)).toEqual([1, 2]);
});
