// Points of a sweep for the tests: trainings with the validation losses that they are given.

import type { SweptEpoch, SweptPoint, SweptTraining } from '../../src/runs/sweep-state';

export const sweptEpoch = (epoch: number, loss: number, accuracy = 0.5): SweptEpoch => ({
  epoch,
  train: { loss: loss / 2, accuracy: 0.9 },
  validation: { loss, accuracy },
});

/** Finished, with one validation loss an epoch. */
export const sweptTraining = (
  seed: number,
  losses: readonly number[],
  more: Partial<SweptTraining> = {},
): SweptTraining => ({
  key: `${seed}`,
  seed,
  status: 'finished',
  epochs: losses.map((loss, i) => sweptEpoch(i + 1, loss)),
  fingerprint: null,
  failure: null,
  isBroughtIn: false,
  ...more,
});

/** A point whose seeds, 1 and on, end at these validation losses in their one epoch. */
export const sweptPoint = (
  index: number,
  values: readonly number[],
  losses: readonly number[],
  more: Partial<SweptPoint> = {},
): SweptPoint => ({
  index,
  values,
  rung: 0,
  isOut: false,
  trainings: losses.map((loss, i) => sweptTraining(i + 1, [loss])),
  ...more,
});
