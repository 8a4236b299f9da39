// What a curve says, and what a run's trainings say together, against small curves worked out by hand.

import { describe, expect, test } from 'vitest';
import type { TrainingStatus } from '../../src/runs/store';
import {
  bestAccuracy,
  bestEpoch,
  gapOf,
  growthSinceBest,
  overfitsFrom,
  summaryOf,
  unsettledBy,
} from '../../src/runs/summary';
import { epochResult, trainingState, withValidation } from './epochs';

test('the best epoch is the first with the lowest validation loss', () => {
  expect(bestEpoch(withValidation(0.7, 0.5, 0.6, 0.5))?.epoch).toBe(2);
  expect(bestEpoch([])).toBeNull();
});

test('the best accuracy is the highest of any epoch, that of the lowest loss or another', () => {
  const results = [
    epochResult(1, { validation: 0.5, validationAccuracy: 0.6 }),
    epochResult(2, { validation: 0.7, validationAccuracy: 0.8 }),
    epochResult(3, { validation: 0.9, validationAccuracy: 0.7 }),
  ];
  expect(bestAccuracy(results)).toBe(0.8);
});

test('the gap is how far the validation loss lies above the train loss', () => {
  expect(gapOf(epochResult(1, { train: 0.25, validation: 0.75 }))).toBe(0.5);
  expect(gapOf(epochResult(1, { train: 0.75, validation: 0.5 }))).toBe(-0.25);
});

test('growth is the rise of validation loss from its lowest to its last, as a share of the lowest', () => {
  expect(growthSinceBest(withValidation(0.75, 0.5, 1, 0.75))).toBe(0.5);
  expect(growthSinceBest(withValidation(0.75, 0.5))).toBe(0);
  expect(growthSinceBest([])).toBe(0);
});

test('a run overfits from the epoch after the minimum of its smoothed validation loss', () => {
  // Averages over three neighbours, ends repeated: 2.6/3, 2.1/3, 1.8/3, 1.9/3, 2.3/3, 2.6/3.
  expect(overfitsFrom(withValidation(0.9, 0.8, 0.4, 0.6, 0.9, 0.8))).toBe(4);
});

test('a validation loss that ends less than 5 % above its minimum does not overfit', () => {
  expect(overfitsFrom(withValidation(0.8, 0.6, 0.5, 0.51, 0.52, 0.52))).toBeNull();
  expect(overfitsFrom(withValidation(0.8, 0.6, 0.5, 0.51, 0.55, 0.56))).not.toBeNull();
});

test('a validation loss that still falls does not overfit', () => {
  expect(overfitsFrom(withValidation(0.9, 0.8, 0.7, 0.6))).toBeNull();
  expect(overfitsFrom(withValidation(0.5, 0.9))).toBeNull();
});

test('a run overfits from no epoch before its best one is over', () => {
  // Smoothed, the minimum is that of epoch 3; the lowest value is that of epoch 5.
  const losses = withValidation(0.9, 0.5, 0.42, 0.5, 0.41, 0.9, 0.95);
  expect(bestEpoch(losses)?.epoch).toBe(5);
  expect(overfitsFrom(losses)).toBe(6);
});

test('where train loss climbs too, training does not settle, and that is not called overfitting', () => {
  const climbing = [0.6, 0.5, 0.45, 0.7, 0.9, 1.1].map((loss, index) =>
    epochResult(index + 1, { train: loss, validation: loss + 0.05 }),
  );
  expect(overfitsFrom(climbing)).toBeNull();
  // Smoothed: the lowest (0.6 + 0.5 + 0.45) / 3, the last (0.9 + 1.1 + 1.1) / 3.
  expect(unsettledBy(climbing)).toEqual({ lowest: expect.closeTo(1.55 / 3), last: expect.closeTo(3.1 / 3) });
  const memorizing = [0.6, 0.3, 0.05, 0.01, 0.012, 0.014].map((train, index) =>
    epochResult(index + 1, { train, validation: 0.6 + index / 10 }),
  );
  expect(overfitsFrom(memorizing)).toBe(2);
  expect(unsettledBy(memorizing)).toBeNull();
});

test('a validation loss that only jumps does not overfit, and one that climbs through its jumps does', () => {
  const jumps = [1.3, 1.1, 0.97, 0.88, 0.85, 0.86, 0.9, 0.86, 0.88, 0.93, 0.8, 0.78, 0.9, 0.81, 0.774, 0.8, 0.94, 0.85];
  expect(overfitsFrom(withValidation(...jumps))).toBeNull();
  const climbs = jumps.map((loss, index) => loss + 0.06 * Math.max(0, index - 6));
  expect(overfitsFrom(withValidation(...climbs))).not.toBeNull();
});

test('a network that knows its texts by heart and forgets one of them has not climbed back', () => {
  const results = [1.4, 0.9, 0.3, 0.05, 0.004, 0.003, 0.09, 0.08].map((train, index) =>
    epochResult(index + 1, { train, validation: 1 }),
  );
  expect(unsettledBy(results)).toBeNull();
});

describe('a run as a whole', () => {
  const statusOf = (...statuses: TrainingStatus[]) =>
    summaryOf(statuses.map((status, index) => trainingState('A', [], { seed: index, status }))).status;

  test('is finished only when all its trainings are', () => {
    expect(statusOf('finished', 'finished')).toBe('finished');
    for (const other of ['idle', 'waiting', 'starting', 'training', 'paused', 'stopped', 'failed'] as const) {
      expect(statusOf('finished', other)).toBe(other);
      expect(statusOf(other, 'finished')).toBe(other);
    }
  });

  test('is under way while any of them is, and can go on while any can', () => {
    expect(statusOf('failed', 'training')).toBe('training');
    expect(statusOf('waiting', 'training')).toBe('training');
    expect(statusOf('waiting', 'paused')).toBe('waiting');
    expect(statusOf('stopped', 'paused')).toBe('paused');
    expect(statusOf('stopped', 'failed')).toBe('failed');
    expect(statusOf()).toBe('idle');
  });

  test('is spoken for by the mean of its trainings, worked out once', () => {
    const [first, second] = [withValidation(0.5), withValidation(0.25, 0.75)];
    const trainings = [
      trainingState('A', first, { status: 'paused' }),
      trainingState('A', second, { seed: 8, status: 'training' }),
    ];
    expect(summaryOf(trainings.slice(0, 1)).results).toBe(first);
    const { results } = summaryOf(trainings);
    // Where one alone has come, its own.
    expect(results.map(({ epoch, validation }) => [epoch, validation.loss])).toEqual([
      [1, 0.375],
      [2, 0.75],
    ]);
    expect(results[0]).toMatchObject({ weights: first[0]!.weights, elapsedMs: 10 });
    expect(summaryOf(trainings).results[0]).toBe(results[0]);
    // One that is over has no more to say, and a mean of the others would be another run's.
    const over = [trainingState('A', first), trainings[1]!];
    expect(summaryOf(over).results.map(({ epoch }) => epoch)).toEqual([1]);
    expect(summaryOf([])).toEqual({ status: 'idle', results: [], data: null, failure: null });
  });
});
