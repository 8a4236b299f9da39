// A context that is lost while a reading waits for the GPU ends the reading, whenever that happens.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { BackendLost } from '../../src/engine/running-backend';
import { useBackend } from './backends';
import { batchOf, learnerOn } from './webgpu-networks';

test.each([0, 1, 5, 20])('a context lost %i ms into a reading', { timeout: 20_000 }, async (ms) => {
  await useBackend('webgl');
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  const learner = learnerOn('webgl', 'LSTM');
  // Enough work that the reading is still waiting then.
  for (let step = 0; step < 20; step++) learner.step(batchOf(step));
  const reading = learner.read();
  const told = expect(reading).rejects.toThrow(BackendLost);
  await new Promise((resolve) => setTimeout(resolve, ms));
  gl.getExtension('WEBGL_lose_context')!.loseContext();
  await told;
});
