// The trainings of a run: with which seeds, and what each is called.

import { expect, test } from 'vitest';
import { seedsOf, trainingId } from '../../src/experiment/seeds';
import { defaultShared } from '../../src/experiment/shared-fields';

test('a run is trained once, with the seed of its experiment', () => {
  expect(seedsOf({ ...defaultShared, seed: 9 })).toEqual([9]);
});

test('no two trainings of an experiment are called alike', () => {
  const ids = (['A', 'B'] as const).flatMap((run) => [1, 11].map((seed) => trainingId(run, seed)));
  expect(new Set(ids).size).toBe(4);
});
