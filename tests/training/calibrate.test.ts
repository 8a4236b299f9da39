// A backend is measured by training on it; whatever keeps it from that is why it is unavailable.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { type CalibrateOptions, calibrate } from '../../src/training/calibrate';
import type { CalibrationRequest } from '../../src/training/protocol';
import { smallRun, tinyDataset, tinyShared } from './dataset';

const dataset = tinyDataset();
const request = (backend: CalibrationRequest['backend']): CalibrationRequest => ({
  type: 'calibrate',
  backend,
  shared: tinyShared,
  run: { ...smallRun, outputDropout: 0.5, kernelL2: 0.01 },
});
const measure = (backend: CalibrationRequest['backend'], options: Partial<CalibrateOptions> = {}) =>
  calibrate(request(backend), { startBackend, loadDataset: async () => dataset, ...options });

beforeAll(async () => {
  await startBackend('wasm');
});

test('wasm and cpu are measured on real batches for about 300 ms, and nothing is left behind', async () => {
  for (const backend of ['wasm', 'cpu'] as const) {
    const before = tf.memory().numTensors;
    const startMs = performance.now();
    const answer = await measure(backend);
    expect(answer).toEqual({ type: 'calibrated', backend, tokensPerSecond: expect.any(Number) });
    expect((answer as { tokensPerSecond: number }).tokensPerSecond).toBeGreaterThan(100);
    expect(performance.now() - startMs).toBeGreaterThan(350);
    expect(tf.memory().numTensors).toBe(before);
  }
});

test('the adapter of a GPU is passed on', async () => {
  const adapter = 'Some card';
  const options = { startBackend: async () => ({ ...(await startBackend('wasm')), adapter }) };
  expect(await measure('wasm', options)).toMatchObject({ type: 'calibrated', adapter });
});

test('a backend in whose place another one starts is unavailable, and that one is not measured', async () => {
  const answer = await measure('webgpu');
  expect(answer).toEqual({ type: 'unavailable', backend: 'webgpu', reason: 'this browser has no WebGPU' });
});

test('a backend that throws on the first step is unavailable, with what it said', async () => {
  const lengths = dataset.training.lengths.map(() => -1);
  const broken = { ...dataset, training: { ...dataset.training, lengths } };
  const before = tf.memory().numTensors;
  expect(await measure('wasm', { loadDataset: async () => broken })).toEqual({
    type: 'unavailable',
    backend: 'wasm',
    reason: expect.stringMatching(/^length must be/),
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('texts that cannot be prepared say nothing about the backend', async () => {
  const options: Partial<CalibrateOptions> = {
    loadDataset: async () => {
      throw new Error('no such file');
    },
  };
  expect(await measure('wasm', options)).toEqual({ type: 'unmeasured', backend: 'wasm', reason: 'no such file' });
});
