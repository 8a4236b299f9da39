// The server does not have tfjs's wasm file. In a file of its own, because tfjs loads it once a process.

import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { toyBatch, toyLearner } from './toy';

test('a wasm file that is not there means cpu, with a reason, and training goes on', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  for (let time = 0; time < 2; time++) {
    expect(await startBackend('auto', '/nowhere/tfjs.wasm')).toEqual({
      backend: 'cpu',
      insteadOf: { backend: 'wasm', reason: 'TensorFlow.js did not start wasm' },
    });
    expect(tf.getBackend()).toBe('cpu');
  }
  const learner = toyLearner('LSTM');
  expect(await learner.stepWithLoss(toyBatch)).toBeGreaterThan(0);
  learner.dispose();
});
