// What the panels say of a run of two trainings, one a seed: each counts, and neither takes on the other's numbers.

import { expect, test } from 'vitest';
import { trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { summaryOf } from '../../src/panels/backend/derive';
import { curvesOf } from '../../src/panels/curves/derive';
import { readoutRows } from '../../src/panels/curves/readout';
import { mistakesOf } from '../../src/panels/data/derive';
import { messagesOf } from '../../src/panels/messages/derive';
import { bestValues, resultRows } from '../../src/panels/results/derive';
import { activityOf } from '../../src/runs/activity';
import { progressOf } from '../../src/runs/progress';
import type { RunState, Training } from '../../src/runs/store';
import { trainingState, withValidation } from '../runs/epochs';

type More = Partial<Omit<Training, 'id' | 'run' | 'seed'>>;
const twoSeeds = (first: readonly number[], second: readonly number[], one: More = {}, other: More = {}): RunState => ({
  id: 'B',
  trainings: [
    trainingState('B', withValidation(...first), { seed: 7, ...one }),
    trainingState('B', withValidation(...second), { seed: 8, ...other }),
  ],
  ghost: null,
});

test('the results have a row for each, and the best of them stands out', () => {
  const rows = resultRows(twoSeeds([0.75, 0.5], [0.25]));
  expect(rows).toMatchObject([
    { training: { id: 'B/7', run: 'B', seed: 7 }, bestValidationLoss: 0.5, bestEpoch: 2 },
    { training: { id: 'B/8', run: 'B', seed: 8 }, bestValidationLoss: 0.25, bestEpoch: 1 },
  ]);
  expect(bestValues(rows)).toMatchObject({ bestValidationLoss: 0.25 });
});

test('a ghost belongs to the curve in its place', () => {
  const run = { ...twoSeeds([0.5], [0.25]), ghost: [withValidation(1, 2), withValidation(3)] };
  const curves = curvesOf(run, 'loss', { smoothing: 0, withPenalty: false });
  expect(curves.map(({ id, ghost }) => [id, ghost.map(({ validation }) => validation)])).toEqual([
    ['B/7', [1, 2]],
    ['B/8', [3]],
  ]);
});

test('the readout lists those that reached the epoch', () => {
  const run = twoSeeds([0.75, 0.5], [0.25]);
  expect(readoutRows([run], 1).map(({ id }) => id)).toEqual(['B/8', 'B/7']);
  expect(readoutRows([run], 2).map(({ id }) => id)).toEqual(['B/7']);
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
