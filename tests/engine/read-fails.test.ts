// A reading that fails leaves nothing behind on the backend.

import { memory, Tensor } from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { toyBatch, toyLearner } from './toy';

afterEach(() => vi.restoreAllMocks());

test('what was evaluated is disposed of when a reading throws, and the next reading works', async () => {
  await startBackend('wasm');
  const learner = toyLearner('GRU');
  learner.step(toyBatch);
  await learner.read();
  const before = memory().numTensors;
  for (let i = 0; i < 3; i++) learner.evaluate(toyBatch);
  expect(memory().numTensors).toBe(before + 6);
  vi.spyOn(Tensor.prototype, 'dataSync').mockImplementationOnce(() => {
    throw new Error('out of memory');
  });
  await expect(learner.read()).rejects.toThrow('out of memory');
  expect(memory().numTensors).toBe(before);
  learner.evaluate(toyBatch);
  expect((await learner.read()).scores.length).toBe(1);
  learner.dispose();
});

test('a loss that cannot be read is disposed of', async () => {
  await startBackend('wasm');
  const learner = toyLearner('LSTM');
  learner.step(toyBatch);
  const before = memory().numTensors;
  vi.spyOn(Tensor.prototype, 'dataSync').mockImplementationOnce(() => {
    throw new Error('out of memory');
  });
  await expect(learner.stepWithLoss(toyBatch)).rejects.toThrow('out of memory');
  expect(memory().numTensors).toBe(before);
  learner.dispose();
});
