// A device that is lost says so, and a new one takes its place.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { runningBackend } from '../../src/engine/backend';
import { BackendLost } from '../../src/engine/running-backend';
import { useBackend } from './backends';
import { batchOf, learnerOn } from './webgpu-networks';

test('a lost device is told, and after a new start everything is computed as before', async () => {
  const warned = vi.spyOn(console, 'warn');
  await useBackend('webgpu');
  const train = async () => {
    const learner = learnerOn('webgpu', 'GRU');
    for (let step = 0; step < 3; step++) learner.step(batchOf(step));
    const { weights } = await learner.read();
    return { learner, weights };
  };
  const { learner, weights } = await train();
  const { device } = tf.backend() as WebGPUBackend;
  expect(runningBackend('webgpu').lost()).toBeNull();

  device.destroy();
  await device.lost;
  await expect.poll(() => runningBackend('webgpu').lost()).toMatch(/\w/);
  await expect(learner.read()).rejects.toThrow(BackendLost);
  expect(() => learner.dispose()).not.toThrow();

  await useBackend('webgpu');
  expect((tf.backend() as WebGPUBackend).device).not.toBe(device);
  expect(runningBackend('webgpu').lost()).toBeNull();
  expect((await train()).weights).toEqual(weights);
  expect(warned).not.toHaveBeenCalled();
});

test('a device that is lost between steps ends the reading', async () => {
  await useBackend('webgpu');
  const learner = learnerOn('webgpu', 'LSTM');
  learner.step(batchOf(0));
  const reading = learner.read();
  (tf.backend() as WebGPUBackend).device.destroy();
  await expect(reading).rejects.toThrow(BackendLost);
});
