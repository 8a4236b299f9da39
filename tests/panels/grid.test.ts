// Runs' charts in one row or in more.

import { expect, test } from 'vitest';
import { columnsFor } from '../../src/panels/curves/grid';

test('up to three runs stand in one row, and so do all before the room is known', () => {
  for (const count of [1, 2, 3]) expect(columnsFor(count, { width: 400, height: 900 })).toBe(count);
  expect(columnsFor(6, null)).toBe(6);
});

test('six runs are 3 × 2 where that gives larger plots, and 2 × 3 on a screen that is high', () => {
  // One row: 1004 / 6 − 54 = 113 wide; two: a plot of ((573 − 14) / 2 − 106) / 2.25 = 77 high has room for 123.
  expect(columnsFor(6, { width: 1004, height: 573 })).toBe(3);
  // Two rows would leave 37 in height.
  expect(columnsFor(6, { width: 884, height: 392 })).toBe(6);
  expect(columnsFor(6, { width: 430, height: 800 })).toBe(2);
});

test('four runs that have room side by side stay so', () => {
  expect(columnsFor(4, { width: 1004, height: 573 })).toBe(4);
});
