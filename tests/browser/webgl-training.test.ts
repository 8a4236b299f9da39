// Training on webgl: the same as on wasm, without a trace in memory, and on a new context after the old one was lost.

import type { MathBackendWebGL, WebGLMemoryInfo } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { runningBackend } from '../../src/engine/backend';
import { dropoutMasks } from '../../src/engine/dropout';
import type { Batch, Learner } from '../../src/engine/learner';
import { collect } from '../../src/engine/ops/collect';
import { dense } from '../../src/engine/ops/dense';
import { BackendLost } from '../../src/engine/running-backend';
import { type Backend, type Cell, cells } from '../../src/experiment/experiment';
import { stream } from '../../src/experiment/random';
import { evaluate, l1l2l3, noDropout, onlyPenalty, toyBatch, toyLearner, toyModel } from '../engine/toy';
import { take, useBackend } from './backends';

beforeAll(async () => {
  await useBackend('wasm');
  await useBackend('webgl');
});

/** Texts of random tokens, of 1 to `time` each. */
function raggedBatch(seed: number, texts: number, time: number): Batch {
  const source = stream(seed, 'ragged');
  const lengths = Int32Array.from({ length: texts }, (_, i) => 1 + Math.floor(source.uniform(i) * time));
  const tokenIds = new Int32Array(texts * time);
  for (const [text, length] of lengths.entries()) {
    for (let t = 0; t < length; t++) {
      tokenIds[text * time + t] = 1 + Math.floor(source.uniform(1000 + text * time + t) * 8);
    }
  }
  return { tokenIds, lengths, labelIds: Int32Array.from({ length: texts }, (_, i) => i % 2), time };
}

async function train(backend: Backend, cell: Cell): Promise<number[][]> {
  await useBackend(backend);
  const learner = toyLearner(cell, {
    rules: {
      ...onlyPenalty('embedding', 'L1', 0.01),
      kernel: l1l2l3(0.001, 0.02, 0.03),
    },
    clipNorm: 0.5,
  });
  const losses: number[] = [];
  for (const [step, batch] of [toyBatch, raggedBatch(1, 33, 9), raggedBatch(2, 3, 5)].entries()) {
    const masks = () =>
      dropoutMasks(
        { ...noDropout, embedding: 0.2, input: 0.3, recurrent: 0.4, output: 0.5 },
        toyModel(cell).dropoutSites,
        { batch: batch.labelIds.length, time: batch.time },
        { seed: 1, epoch: 1, step },
      );
    losses.push((await learner.stepWithLoss(batch, masks)).data);
  }
  const { losses: evaluated } = await evaluate(learner);
  const { weights } = await learner.read();
  learner.dispose();
  return [losses, [...evaluated], ...weights.map((values) => [...values])];
}

test.each(cells)('three steps of %s end where they end on wasm', async (cell) => {
  const expected = await train('wasm', cell);
  const actual = await train('webgl', cell);
  for (const [i, values] of expected.entries()) {
    for (const [j, value] of values.entries()) {
      expect(Math.abs(actual[i]![j]! - value), `${i}, ${j}`).toBeLessThan(1e-5);
    }
  }
});

function memory() {
  const { numTensors, numBytesInGPU, numBytesInGPUAllocated } = tf.memory() as WebGLMemoryInfo;
  return { numTensors, numBytesInGPU, numBytesInGPUAllocated };
}

test('many steps over batches of all sizes leave nothing behind', async () => {
  await useBackend('webgl');
  const before = tf.memory().numTensors;
  const learner = toyLearner('LSTM');
  const pass = async () => {
    for (let i = 0; i < 20; i++) learner.step(raggedBatch(i, 5 + i, 3 + ((7 * i) % 20)));
    learner.evaluate(toyBatch);
    await learner.read();
    return memory();
  };
  await pass();
  const first = await pass();
  for (let i = 0; i < 3; i++) expect(await pass()).toEqual(first);
  learner.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('texts of other lengths use the same textures', async () => {
  await useBackend('webgl');
  const learner = toyLearner('GRU');
  const full = (time: number) => ({ ...raggedBatch(1, 8, time), lengths: new Int32Array(8).fill(time) });
  learner.step(full(64));
  learner.step(full(64));
  const before = memory();
  for (let time = 57; time < 64; time++) learner.step(full(time));
  expect(memory()).toEqual(before);
  learner.dispose();
});

test('tensors that tfjs made are read whatever their form', async () => {
  await useBackend('webgl');
  const identity = tf.tensor2d([1, 0, 0, 1], [2, 2]);
  const matrix = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  const packed = tf.matMul(matrix, identity);
  const plain = dense(matrix, identity, tf.tensor1d([0, 0]));
  const sliced = tf.slice(plain, [1, 0], [2, 2]);
  const { texData } = tf.backend() as MathBackendWebGL;
  expect(texData.get(packed.dataId).isPacked).toBe(true);
  expect(texData.get(sliced.dataId).slice).toBeDefined();
  const values = await collect([packed, plain, sliced, tf.scalar(7), tf.zeros([2])], runningBackend('webgl'));
  expect(values.map((part) => [...part])).toEqual([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6], [7], [0, 0]]);
});

function loseContext(): Promise<void> {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  const lost = new Promise<void>((resolve) => {
    (gl.canvas as OffscreenCanvas).addEventListener('contextlost', () => resolve());
    (gl.canvas as OffscreenCanvas).addEventListener('webglcontextlost', () => resolve());
  });
  gl.getExtension('WEBGL_lose_context')!.loseContext();
  return lost;
}

test('a lost context is told, and the next start computes again, without a warning', async () => {
  const expected = await train('webgl', 'GRU');
  const learner: Learner = toyLearner('LSTM');
  learner.step(toyBatch);
  const warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  await loseContext();
  expect(runningBackend('webgl').lost()).not.toBeNull();
  await expect(learner.stepWithLoss(toyBatch)).rejects.toThrow(BackendLost);

  await useBackend('webgl');
  expect(runningBackend('webgl').lost()).toBeNull();
  expect(await train('webgl', 'GRU')).toEqual(expected);
  const product = tf.matMul(tf.tensor2d([1, 2], [1, 2]), tf.tensor2d([3, 4], [2, 1]));
  expect([...(await take([product]))[0]!]).toEqual([11]);
  for (const warning of warnings) {
    expect(warning.mock.calls).toEqual([]);
    warning.mockRestore();
  }
});
