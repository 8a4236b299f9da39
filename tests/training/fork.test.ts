// A fork trains as its run did up to the epoch, and goes on from those very weights and that optimizer's state.

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { optimizers, schedules } from '../../src/experiment/experiment';
import { forkAt, patchRun } from '../../src/experiment/fork';
import { fingerprintOf, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';

const dataset = tinyDataset();
const shared = { ...tinyShared, epochs: 6, learningRate: 0.01 };
const run = { ...smallRun, outputDropout: 0.3, kernelL2: 1e-3 };

beforeAll(async () => {
  await startBackend('wasm');
});

test.each(optimizers)(
  'under %s a fork that changes nothing draws the curve of its run, digit for digit',
  async (optimizer) => {
    const settings = { ...shared, optimizer };
    const curve = fingerprintOf(await trainAll(dataset, settings, run));
    expect(fingerprintOf(await trainAll(dataset, settings, forkAt(run, 3)))).toBe(curve);
  },
);

test.each(schedules)('the schedule %s goes on where it was', async (schedule) => {
  const settings = { ...shared, epochs: 12, learningRate: 0.05, schedule, warmUp: 2 };
  const curve = fingerprintOf(await trainAll(dataset, settings, run));
  expect(fingerprintOf(await trainAll(dataset, settings, forkAt(forkAt(run, 4), 9)))).toBe(curve);
});

test('what is changed changes nothing up to the epoch, and moves the curve after it', async () => {
  const before = await trainAll(dataset, shared, run);
  const after = await trainAll(dataset, shared, patchRun(forkAt(run, 3), { kernelL2: 1 }));
  expect(fingerprintOf(after.slice(0, 3))).toBe(fingerprintOf(before.slice(0, 3)));
  for (const epoch of [3, 4, 5]) expect(after[epoch]!.validation.loss).not.toBe(before[epoch]!.validation.loss);
  // A penalty a thousand times as strong shrinks its weights from the fork on, and not before.
  const norm = (results: typeof after, epoch: number) => results[epoch - 1]!.penalty.total;
  expect(norm(after, 3)).toBe(norm(before, 3));
  expect(norm(after, 4) / 1).toBeGreaterThan(norm(before, 4));
  expect(norm(after, 6)).toBeLessThan(norm(after, 4));
});

test('a rate of nearly nothing from an epoch on leaves the curve where it was', async () => {
  const results = await trainAll(
    dataset,
    shared,
    patchRun(forkAt({ ...run, outputDropout: 0 }, 3), { learningRateFactor: 1e-3 }),
  );
  const moved = (epoch: number) => Math.abs(results[epoch]!.train.loss - results[epoch - 1]!.train.loss);
  expect(moved(3)).toBeLessThan(moved(2) / 100);
});

test('a learning rate times a factor is that learning rate', async () => {
  const factor = await trainAll(dataset, shared, { ...run, learningRateFactor: 0.5 });
  const halved = await trainAll(dataset, { ...shared, learningRate: shared.learningRate * 0.5 }, run);
  expect(fingerprintOf(factor)).toBe(fingerprintOf(halved));
});

test('patience counts from the fork on: who stopped early goes on from the end, and may stop again', async () => {
  // Nothing is a gain: each waits for two epochs, and for the first one, which is always a gain.
  const patient = { ...run, patience: 2, smallestGain: 10 };
  const settings = { ...shared, epochs: 9 };
  expect(await trainAll(dataset, settings, patient)).toHaveLength(3);
  expect(await trainAll(dataset, settings, forkAt(patient, 3))).toHaveLength(6);
  expect(await trainAll(dataset, settings, forkAt(forkAt(patient, 3), 2))).toHaveLength(5);
});
