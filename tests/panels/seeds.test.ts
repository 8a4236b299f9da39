// What the panels say of a run of two trainings, one a seed: each counts, and neither takes on the other's numbers.

import { expect, test } from 'vitest';
import { trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { summaryOf } from '../../src/panels/backend/derive';
import { curvesOf } from '../../src/panels/curves/derive';
import { differenceCurve, differenceDomain } from '../../src/panels/curves/differences';
import { readoutRows } from '../../src/panels/curves/readout';
import { mistakesOf } from '../../src/panels/data/derive';
import { messagesOf } from '../../src/panels/messages/derive';
import { bestValues, resultRow } from '../../src/panels/results/derive';
import { activityOf } from '../../src/runs/activity';
import { bestLossDifference } from '../../src/runs/pairs';
import { progressOf } from '../../src/runs/progress';
import { bandOf } from '../../src/runs/series';
import type { RunState, Training } from '../../src/runs/store';
import { overfitsFrom } from '../../src/runs/summary';
import { trainingState, withValidation } from '../runs/epochs';

type More = Partial<Omit<Training, 'id' | 'run' | 'seed'>>;
const twoSeeds = (first: readonly number[], second: readonly number[], one: More = {}, other: More = {}): RunState => ({
  id: 'B',
  trainings: [
    trainingState('B', withValidation(...first), { seed: 7, ...one }),
    trainingState('B', withValidation(...second), { seed: 8, ...other }),
  ],
  ghost: null,
  beyond: null,
});

test('the results have the mean and standard deviation of both', () => {
  const row = resultRow(twoSeeds([0.75, 0.5], [0.25]));
  expect(row).toMatchObject({ begun: 2, bestValidationLoss: 0.375, bestEpoch: 1.5 });
  // Of two numbers: their distance / √2.
  expect(row.spread?.bestValidationLoss).toBeCloseTo(0.25 / Math.SQRT2);
  expect(resultRow(twoSeeds([0.75], []))).toMatchObject({ begun: 1, spread: null, bestValidationLoss: 0.75 });
});

const ofSeeds = (id: 'A' | 'B', losses: readonly number[]): RunState => ({
  id,
  trainings: losses.map((loss, seed) => trainingState(id, withValidation(loss), { seed })),
  ghost: null,
  beyond: null,
});

test('the best stands out only where it parts from the others beyond the noise of the seeds', () => {
  const best = (ours: number[], theirs: number[]) =>
    bestValues([resultRow(ofSeeds('A', ours)), resultRow(ofSeeds('B', theirs))]).bestValidationLoss;
  // Differences of −0.1, −0.12, −0.11, and of −0.1, 0.05, 0.02.
  expect(best([0.5, 0.6, 0.7], [0.6, 0.72, 0.81])).toBeCloseTo(0.6);
  expect(best([0.5, 0.6, 0.7], [0.6, 0.55, 0.68])).toBeUndefined();
  expect(best([0.5, 0.6], [0.9, 0.95])).toBeUndefined();
});

test('a difference is that of pairs with the same seed, both finished', () => {
  const [a, b] = [ofSeeds('A', [0.5, 0.6, 0.7]), ofSeeds('B', [0.4, 0.5, 0.6])];
  expect(bestLossDifference(b, a)).toMatchObject({ difference: expect.closeTo(-0.1), pairs: 3, verdict: 'lower' });
  const halfway = {
    ...b,
    trainings: b.trainings.map((each, i) => (i === 0 ? { ...each, status: 'paused' as const } : each)),
  };
  expect(bestLossDifference(halfway, a)).toMatchObject({ pairs: 2, verdict: 'tooFew' });
  expect(bestLossDifference({ ...b, trainings: [] }, a)).toBeNull();
});

test('the curve is the mean, with a band where both have come, and each beside it', () => {
  const [curve] = curvesOf(twoSeeds([0.75, 0.5], [0.25]), 'loss', { smoothing: 0, withPenalty: false, band: 'range' });
  expect(curve!.points.map(({ epoch, validation }) => [epoch, validation])).toEqual([
    [1, 0.5],
    [2, 0.5],
  ]);
  expect(curve!.points.map(({ validationBand }) => validationBand)).toEqual([{ low: 0.25, high: 0.75 }, undefined]);
  expect(curve!.singles.map((points) => points.map(({ validation }) => validation))).toEqual([[0.75, 0.5], [0.25]]);
  expect(curve!.best).toMatchObject({ epoch: 1, validation: { loss: 0.5 } });
});

test('a band is one standard deviation, the range, or the interval of the mean', () => {
  // Mean 3, deviation √7, t of two degrees of freedom 4.3027.
  const margin = (4.30265273 * Math.sqrt(7)) / Math.sqrt(3);
  expect(bandOf([1, 2, 6], 'deviation')).toEqual({ low: 3 - Math.sqrt(7), high: 3 + Math.sqrt(7) });
  expect(bandOf([1, 2, 6], 'range')).toEqual({ low: 1, high: 6 });
  expect(bandOf([1, 2, 6], 'interval')).toEqual({ low: expect.closeTo(3 - margin), high: expect.closeTo(3 + margin) });
  expect(bandOf([1], 'range')).toBeNull();
});

test('a ghost is the mean of the curves before', () => {
  const run = { ...twoSeeds([0.5], [0.25]), ghost: [withValidation(1, 2), withValidation(3)] };
  const [curve] = curvesOf(run, 'loss', { smoothing: 0, withPenalty: false });
  expect(curve!.ghost.map(({ validation }) => validation)).toEqual([2, 2]);
});

test('the readout has the mean of those that reached the epoch', () => {
  const run = twoSeeds([0.75, 0.5], [0.25]);
  expect(readoutRows([run], 1)).toMatchObject([{ run: 'B', validationLoss: 0.5 }]);
  expect(readoutRows([run], 2)).toMatchObject([{ run: 'B', validationLoss: 0.5 }]);
  expect(readoutRows([run], 3)).toEqual([]);
});

test('progress and activity count both', () => {
  const run = twoSeeds([1, 1, 1, 1], [1, 1], {}, { status: 'training' });
  expect(progressOf([run], 4)).toMatchObject({ least: 2, most: 2, ofEpochs: 4, share: 0.75, elapsedMs: 40 });
  expect(activityOf([run])).toBe('active');
  expect(activityOf([twoSeeds([1], [1], {}, { status: 'paused' })])).toBe('paused');
});

test('of two backends each is in use by the run, once', () => {
  const wasm = { backend: 'wasm' } as const;
  const mixed = twoSeeds([1], [1], { backend: wasm }, { backend: { backend: 'webgpu' } });
  expect(summaryOf([mixed], 'auto', {}).inUse.map(({ backend, runs }) => [backend, runs])).toEqual([
    ['wasm', ['B']],
    ['webgpu', ['B']],
  ]);
  const alike = twoSeeds([1], [1], { backend: wasm }, { backend: wasm });
  expect(summaryOf([alike], 'auto', {}).inUse.map(({ runs }) => runs)).toEqual([['B']]);
});

test('a failure is told once a run', () => {
  const failed = { status: 'failed', failure: { kind: 'died' } } as const;
  expect(messagesOf([twoSeeds([1], [1], {}, failed)], defaultShared)).toEqual([
    { kind: 'failure', id: 'B', failure: failed.failure },
  ]);
  expect(messagesOf([twoSeeds([1], [1], failed, failed)], defaultShared)).toHaveLength(1);
});

test('the texts that are shown are marked by the training that read them', () => {
  const mistakes = { training: Uint32Array.of(1), validation: Uint32Array.of(2) };
  const others = { training: Uint32Array.of(3), validation: Uint32Array.of(4) };
  const experiment = { shared: defaultShared, runs: [defaultRun] };
  const keys = [7, 8].map((seed) => trainingKey({ ...defaultShared, seed }, defaultRun));
  const run = twoSeeds([1], [1], { key: keys[0]!, mistakes }, { key: keys[1]!, mistakes: others });
  expect(mistakesOf([run], experiment)).toEqual([{ id: 'B', ...mistakes }]);
  expect(mistakesOf([run], { ...experiment, shared: { ...defaultShared, seed: 8 } })).toEqual([{ id: 'B', ...others }]);
});

test('the difference of two runs is taken seed by seed, where both have come', () => {
  const ours = twoSeeds([0.5, 0.25], [1]);
  const theirs = { ...twoSeeds([0.25, 0.75], [0.5, 0.5]), id: 'A' as const };
  const plain = { smoothing: 0, withPenalty: false };
  const curve = differenceCurve(ours, theirs, 'loss', plain);
  // 0.25 and 0.5 in the first epoch; −0.5 in the second, where one has come.
  expect(curve.points.map(({ epoch, validation }) => [epoch, validation])).toEqual([
    [1, 0.375],
    [2, -0.5],
  ]);
  // t of one degree of freedom · (0.25 / √2) / √2.
  const margin = 12.7062047 * 0.125;
  expect(curve.points[0]!.validationBand).toEqual({
    low: expect.closeTo(0.375 - margin, 6),
    high: expect.closeTo(0.375 + margin, 6),
  });
  expect(curve.points[1]!.validationBand).toBeUndefined();
  const domain = differenceDomain([curve], false);
  expect([domain.low <= 0.375 - margin, domain.high >= 0.375 + margin, domain.ticks.includes(0)]).toEqual([
    true,
    true,
    true,
  ]);
  const strangers = differenceCurve(
    ours,
    { ...theirs, trainings: [trainingState('A', withValidation(1), { seed: 3 })] },
    'loss',
    plain,
  );
  expect(strangers.points).toEqual([]);
});

test('where the mean overfits from carries where each seed does', () => {
  const turning = twoSeeds([1, 0.5, 0.9, 1.2, 1.4, 1.6], [1, 0.9, 0.5, 0.9, 1.2, 1.4]);
  const [curve] = curvesOf(turning, 'loss', { smoothing: 0, withPenalty: false });
  expect(curve!.turns).toEqual(turning.trainings.map(({ results }) => overfitsFrom(results)));
  expect(new Set(curve!.turns).size).toBe(2);
  const [alone] = curvesOf({ ...turning, trainings: turning.trainings.slice(0, 1) }, 'loss', {
    smoothing: 0,
    withPenalty: false,
  });
  expect(alone!.turns).toEqual([]);
});
