// What the points of a sweep say: means over seeds, the best by validation, and what is within noise of it.

import { expect, test } from 'vitest';
import { epochsToTrain, expectedMs } from '../../src/runs/sweep-cost';
import { deviationOf, meanOf, type PointRow, rowsOf, verdictOf } from '../../src/runs/swept-points';
import { trainingState, withValidation } from './epochs';
import { sweptEpoch, sweptPoint, sweptTraining } from './swept';

const rungs = [1];
const indices = (rows: readonly PointRow[] | null | undefined) => rows?.map(({ index }) => index);

test('a point is the mean of its seeds, at their best epochs or after their last', () => {
  const trainings = [sweptTraining(1, [0.6, 0.4, 0.8]), sweptTraining(2, [0.9, 0.5, 0.6])];
  const points = [sweptPoint(0, [1e-3], [], { trainings })];
  const [best] = rowsOf({ points, rungs: [3] }, 'best');
  const [last] = rowsOf({ points, rungs: [3] }, 'last');
  expect(meanOf(best!, 'validation', 'loss')).toBeCloseTo(0.45);
  expect(meanOf(last!, 'validation', 'loss')).toBeCloseTo(0.7);
  expect(meanOf(best!, 'train', 'loss')).toBeCloseTo(0.225);
  // Of two numbers: their distance / √2.
  expect(deviationOf(best!, 'validation', 'loss')).toBeCloseTo(0.1 / Math.SQRT2);
  expect(best).toMatchObject({ status: 'finished', seeds: 2, epochsSpent: 6, leftAt: null });
});

test('what is under way counts up to the last rung that it has passed, and not before the first', () => {
  const under = (losses: number[]) => sweptTraining(1, losses, { status: 'training' });
  const row = (losses: number[]) =>
    rowsOf({ points: [sweptPoint(0, [1], [], { trainings: [under(losses)] })], rungs: [2, 4] }, 'last')[0]!;
  expect(row([0.9])).toMatchObject({ status: 'underWay', measured: [] });
  expect(meanOf(row([0.9, 0.8, 0.1]), 'validation', 'loss')).toBe(0.8);
});

test('a point that halving left behind keeps its numbers and says after which epoch, and is never the best', () => {
  const points = [
    sweptPoint(0, [0.1], [], { trainings: [sweptTraining(1, [0.3, 0.2], { status: 'paused' })], isOut: true }),
    sweptPoint(1, [0.2], [], { trainings: [sweptTraining(1, [0.5, 0.5, 0.4, 0.4])], rung: 1 }),
  ];
  const rows = rowsOf({ points, rungs: [2, 4] }, 'best');
  expect(rows[0]).toMatchObject({ status: 'leftBehind', leftAt: 2, measured: [{ seed: 1 }] });
  expect(verdictOf(rows, 'loss')).toMatchObject({ best: { index: 1 }, contenders: 1, pickedFrom: 2 });
});

test('a point that a seed diverged at is told as such, and does not win by the seeds that are left', () => {
  const failure = { kind: 'diverged', epoch: 1, loss: Number.NaN } as const;
  const trainings = [sweptTraining(1, [0.1]), sweptTraining(2, [], { status: 'failed', failure })];
  const rows = rowsOf(
    { points: [sweptPoint(0, [1], [], { trainings }), sweptPoint(1, [2], [0.5, 0.5])], rungs },
    'best',
  );
  expect(rows[0]).toMatchObject({ status: 'diverged', diverged: 1 });
  expect(verdictOf(rows, 'loss')?.best.index).toBe(1);
});

test('within noise is whose difference from the best, seed by seed, has zero in its interval', () => {
  const points = [
    // Worse by 0.1, 0.12 and 0.11: real. By −0.05, 0.05 and 0.03: noise. By 0.01 each time: small, and real.
    sweptPoint(0, [0], [0.5, 0.62, 0.71]),
    sweptPoint(1, [1e-3], [0.35, 0.55, 0.63]),
    sweptPoint(2, [1e-2], [0.4, 0.5, 0.6]),
    sweptPoint(3, [1e-1], [0.41, 0.51, 0.61]),
  ];
  const verdict = verdictOf(rowsOf({ points, rungs }, 'best'), 'loss');
  expect(verdict).toMatchObject({ best: { index: 2 }, contenders: 4, seeds: 3 });
  expect(indices(verdict?.withinNoise)).toEqual([1]);
});

test('on fewer than three seeds nothing is claimed', () => {
  const points = [sweptPoint(0, [0], [0.5, 0.6]), sweptPoint(1, [1], [0.9, 0.9])];
  expect(verdictOf(rowsOf({ points, rungs }, 'best'), 'loss')).toMatchObject({ best: { index: 0 }, withinNoise: null });
});

test('the best is picked by validation alone; by accuracy it is the highest', () => {
  const at = (loss: number, accuracy: number, train: number) => ({
    ...sweptTraining(1, []),
    epochs: [{ ...sweptEpoch(1, loss, accuracy), train: { loss: train, accuracy: 1 } }],
  });
  const points = [
    sweptPoint(0, [0], [], { trainings: [at(0.6, 0.8, 0.001)] }),
    sweptPoint(1, [1], [], { trainings: [at(0.5, 0.7, 0.4)] }),
  ];
  const rows = rowsOf({ points, rungs }, 'best');
  expect(verdictOf(rows, 'loss')?.best.index).toBe(1);
  expect(verdictOf(rows, 'accuracy')?.best.index).toBe(0);
  expect(verdictOf([], 'loss')).toBeNull();
});

test('epochs to train: all of them, or under halving fewer from rung to rung', () => {
  expect(epochsToTrain(12, 5, [30], 0)).toBe(12 * 5 * 30);
  // 9 to epoch 3, 3 on to 10, 1 on to 30.
  expect(epochsToTrain(9, 2, [3, 10, 30], 3)).toBe(2 * (9 * 3 + 3 * 7 + 20));
});

test('how long a sweep takes is told by the run that was trained, over the cores that train', () => {
  const run = {
    id: 'A' as const,
    ghost: null,
    beyond: null,
    trainings: [trainingState('A', withValidation(0.5, 0.4))],
  };
  const pace = run.trainings[0]!.results.at(-1)!.elapsedMs / 2;
  expect(expectedMs(run, { epochs: 300, trainings: 10, cores: 4 })).toBeCloseTo((300 * pace) / 3);
  expect(
    expectedMs({ ...run, trainings: [trainingState('A', [])] }, { epochs: 300, trainings: 10, cores: 4 }),
  ).toBeNull();
});
