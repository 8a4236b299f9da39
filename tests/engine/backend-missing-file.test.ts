// The server does not have tfjs's wasm file, at first. In a file of its own, because tfjs loads it once a process.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { toyBatch, toyLearner } from './toy';

const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
const url = join(folder, 'tfjs.wasm');
const original = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);

afterAll(() => rmSync(folder, { recursive: true }));

test('a wasm file that is not there means cpu, with a reason, and training goes on; once it is there, wasm', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  // Node's own takes no path.
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => new Response(readFileSync(String(path))));
  for (let time = 0; time < 3; time++) {
    expect(await startBackend('auto', url)).toEqual({
      backend: 'cpu',
      insteadOf: { backend: 'wasm', reason: 'TensorFlow.js did not start wasm' },
    });
    expect(tf.getBackend()).toBe('cpu');
  }
  const learner = toyLearner('LSTM');
  expect((await learner.stepWithLoss(toyBatch)).data).toBeGreaterThan(0);

  copyFileSync(original, url);
  expect(await startBackend('auto', url)).toEqual({ backend: 'wasm' });
  const onWasm = toyLearner('LSTM');
  expect((await onWasm.stepWithLoss(toyBatch)).data).toBeGreaterThan(0);
  for (const each of [learner, onWasm]) each.dispose();
});
