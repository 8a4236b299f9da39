// Successive halving: which rungs there are, and who goes on.

import { expect, test } from 'vitest';
import { rungsOf, stagesOf } from '../../src/experiment/halving';

test('rungs divide the epochs by the factor, down to one epoch or to where one point would be left', () => {
  expect(rungsOf(30, 27, 3)).toEqual([1, 3, 10, 30]);
  expect(rungsOf(30, 9, 3)).toEqual([3, 10, 30]);
  expect(rungsOf(16, 100, 2)).toEqual([1, 2, 4, 8, 16]);
  expect(rungsOf(1, 100, 2)).toEqual([1]);
  expect(rungsOf(30, 1, 3)).toEqual([30]);
  expect(rungsOf(30, 27, 0)).toEqual([30]);
});

/** Scores by point and rung, as far as they are known. */
const known = (scores: readonly (readonly number[])[]) => (point: number, rung: number) =>
  scores[point]?.[rung] ?? null;

test('nobody goes on before all have reached the rung; then the best third does, and the first of equals', () => {
  const rungs = [3, 10, 30];
  const first = { rung: 0, points: [0, 1, 2, 3, 4, 5, 6] };
  expect(stagesOf(7, rungs, 3, known([[1], [2]]))).toEqual([first]);
  const scores = [[5], [1], [4], [1], [1], [9], [8]];
  // A third of seven, rounded up, is three: 1, 3 and 4 score 1.
  expect(stagesOf(7, rungs, 3, known(scores))).toEqual([first, { rung: 1, points: [1, 3, 4] }]);
  const more = [[5], [1, 3], [4], [1, 2], [1, 2], [9], [8]];
  expect(stagesOf(7, rungs, 3, known(more)).at(-1)).toEqual({ rung: 2, points: [3] });
});

test('what diverged is behind all others, and where all did the first goes on', () => {
  const scores = known([[Number.POSITIVE_INFINITY], [7], [Number.POSITIVE_INFINITY], [8]]);
  expect(stagesOf(4, [1, 2], 2, scores).at(-1)).toEqual({ rung: 1, points: [1, 3] });
  expect(stagesOf(2, [1, 2], 2, () => Number.POSITIVE_INFINITY).at(-1)).toEqual({ rung: 1, points: [0] });
});
