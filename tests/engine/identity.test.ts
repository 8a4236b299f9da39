// The tfjs patch that lets clones share memory on wasm.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';

test('a clone on wasm shares the memory of its tensor, and keeps it after the tensor is gone', async () => {
  await startBackend('wasm');
  const original = tf.tensor1d([1, 2, 3]);
  const copy = original.clone();
  const backend = tf.backend() as BackendWasm;
  expect(backend.getMemoryOffset(copy.dataId)).toBe(backend.getMemoryOffset(original.dataId));
  original.dispose();
  expect(Array.from(copy.dataSync())).toEqual([1, 2, 3]);
  copy.dispose();
  expect(tf.memory().numTensors).toBe(0);
});
