// Training on webgpu: wasm's steps, the same bits each time, and no memory more.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { optimizerSteps } from '../../src/engine/optimizers/table';
import { cells } from '../../src/experiment/experiment';
import { differences } from '../engine/numbers';
import { useBackend } from './backends';
import { batchOf, learnerOn } from './webgpu-networks';

beforeAll(async () => {
  await useBackend('wasm');
  await useBackend('webgpu');
});

async function trained(backend: 'wasm' | 'webgpu', cell: (typeof cells)[number]) {
  const learner = learnerOn(backend, cell);
  for (let step = 0; step < 10; step++) learner.step(batchOf(step));
  learner.evaluate(batchOf(10));
  const reading = await learner.read();
  learner.dispose();
  return reading;
}

test.each(cells)('ten steps of %s end where wasm ends', async (cell) => {
  const [expected, actual] = [await trained('wasm', cell), await trained('webgpu', cell)];
  for (const [i, values] of actual.weights.entries()) {
    expect(differences(values, expected.weights[i]!, { absolute: 1e-5 }), `weight ${i}`).toEqual([]);
  }
  expect(differences(actual.scores[0]!.losses, expected.scores[0]!.losses, { absolute: 1e-5 })).toEqual([]);
  expect(actual.scores[0]!.predictions).toEqual(expected.scores[0]!.predictions);
  expect(actual.gradientNorm).toBeCloseTo(expected.gradientNorm, 5);
});

test.each(cells)('two runs of %s give the same bits', async (cell) => {
  const [first, second] = [await trained('webgpu', cell), await trained('webgpu', cell)];
  expect(second.weights).toEqual(first.weights);
  expect(second.checkpoint).toEqual(first.checkpoint);
  expect(second.scores).toEqual(first.scores);
  expect(second.gradientNorm).toBe(first.gradientNorm);
});

test('training goes on from a checkpoint as if it had never stopped', async () => {
  const whole = await trained('webgpu', 'LSTM');
  const before = learnerOn('webgpu', 'LSTM');
  for (let step = 0; step < 4; step++) before.step(batchOf(step));
  const { checkpoint } = await before.read();
  before.dispose();
  const after = learnerOn('webgpu', 'LSTM', { start: checkpoint! });
  for (let step = 4; step < 10; step++) after.step(batchOf(step));
  expect((await after.read()).weights).toEqual(whole.weights);
  after.dispose();
});

test.each(cells)('%s that diverges is seen to', async (cell) => {
  const learner = learnerOn('webgpu', cell, {
    optimizer: { name: 'sgd', learningRate: 1e30, momentum: 0 },
    clipNorm: 0,
  });
  for (let step = 0; step < 4; step++) learner.step(batchOf(step));
  learner.evaluate(batchOf(4));
  const { scores, gradientNorm } = await learner.read();
  expect(scores[0]!.losses.every((loss) => Math.abs(loss) < 1000)).toBe(false);
  expect(gradientNorm).not.toBeLessThan(1e6);
  learner.dispose();
});

test('memory stays the same from one epoch to the next', async () => {
  const learner = learnerOn('webgpu', 'GRU');
  const measured: unknown[] = [];
  for (let epoch = 0; epoch < 6; epoch++) {
    for (let step = 0; step < 12; step++) learner.step(batchOf(step));
    learner.evaluate(batchOf(3));
    await learner.read();
    const { numTensors, numDataBuffers } = tf.memory();
    const { numBytesInGPU, numBytesAllocatedInGPU } = (tf.backend() as WebGPUBackend).memory();
    if (epoch > 0) measured.push({ numTensors, numDataBuffers, numBytesInGPU, numBytesAllocatedInGPU });
  }
  expect(measured).toEqual(measured.map(() => measured[0]));
  learner.dispose();
});

test('a weight that was read before a step is read anew after it', async () => {
  const { update } = await import('../../src/engine/ops/update');
  const optimizer = optimizerSteps({ name: 'sgd', learningRate: 1, momentum: 0 })();
  const attributes = { rules: [[]], optimizer, clipNorm: 0 };
  let state = {
    weights: [tf.tensor1d([1, 2])],
    slots: [[tf.zeros([2])]],
    gradientNormSum: tf.tensor1d([0]),
  } as Parameters<typeof update>[0];
  const seen: number[][] = [];
  for (let step = 0; step < 3; step++) {
    state = update(state, [tf.tensor1d([1, -1])], attributes);
    seen.push([...(await state.weights[0]!.data())]);
  }
  expect(seen).toEqual([
    [0, 3],
    [-1, 4],
    [-2, 5],
  ]);
});
