// webgl computes what wasm computes where sizes are beyond one block of rows, and one row of a texture is not one of
// the tensor.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { embedding } from '../../src/engine/ops/embedding';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { cells } from '../../src/experiment/experiment';
import { gateCounts } from '../../src/experiment/model-spec';
import { stream } from '../../src/experiment/random';
import { gradientsOf } from '../engine/numbers';
import { take, useBackend } from './backends';

const tolerance = 2e-5;

beforeAll(async () => {
  await useBackend('wasm');
  await useBackend('webgl');
});

function filled(name: string, shape: number[], scale = 1): tf.Tensor {
  const source = stream(2, name);
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(
    Float32Array.from({ length: count }, (_, i) => (2 * source.uniform(i) - 1) * scale),
    shape,
  );
}

async function expectSame(run: () => tf.Tensor[]): Promise<void> {
  await useBackend('wasm');
  const expected = await take(tf.tidy(run));
  await useBackend('webgl');
  const actual = await take(tf.tidy(run));
  expect(actual.length).toBe(expected.length);
  for (const [i, values] of expected.entries()) {
    const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const apart = values.reduce((largest, value, j) => Math.max(largest, Math.abs(value - actual[i]![j]!)), 0);
    expect(scale, `output ${i}`).toBeGreaterThan(0);
    expect(apart / scale, `output ${i}`).toBeLessThan(tolerance);
  }
}

const both = [false, true];

test.each(cells.flatMap((cell) => both.map((all) => ({ cell, all }))))(
  '$cell over 512 texts of up to 42 tokens, 20,500 rows, every state $all',
  async ({ cell, all }) => {
    const { batch, time, inputSize, units } = { batch: 512, time: 42, inputSize: 6, units: 5 };
    const width = gateCounts[cell] * units;
    const lengths = Array.from({ length: batch }, (_, i) => 42 - (i % 5));
    await expectSame(() => {
      const plan = planSequence(lengths, time, all);
      expect(plan.rows).toBeGreaterThan(4 * 4096);
      const mask = (name: string, columns: number) =>
        tf.tidy(() => tf.mul(tf.greater(filled(name, [batch, columns]), 0), 2)) as tf.Tensor2D;
      const [inputMask, recurrentMask] = all ? [mask('input', inputSize), mask('recurrent', units)] : [];
      const layer = (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) =>
        rnn(
          x as tf.Tensor3D,
          { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: bias as tf.Tensor1D },
          { cell, plan, inputMask, recurrentMask, returnSequences: all },
        );
      const inputs: [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] = [
        filled('x', [batch, time, inputSize]),
        filled('kernel', [inputSize, width], 0.4),
        filled('recurrentKernel', [units, width], 0.4),
        filled('bias', [width], 0.5),
      ];
      const value = layer(...inputs);
      return [value, ...gradientsOf(layer as never, inputs, filled('dy', value.shape))];
    });
  },
);

test('an embedding of 20,000 rows of 128', async () => {
  const [batch, time, vocabulary, size] = [9, 30, 20_000, 128];
  const source = stream(2, 'tokens');
  const ids = Int32Array.from({ length: batch * time }, (_, i) => Math.floor(source.uniform(i) ** 3 * vocabulary));
  await expectSame(() => {
    const tokens = { tensor: tf.tensor2d(ids, [batch, time], 'int32'), ids };
    const scales = filled('scales', [batch, time]) as tf.Tensor2D;
    const look = (rows: tf.Tensor) => embedding(rows as tf.Tensor2D, tokens, scales);
    const table = filled('table', [vocabulary, size]);
    return [look(table), ...gradientsOf(look, [table], filled('dy', [batch, time, size]))];
  });
});

test('an embedding whose places are more than a texture is high', async () => {
  const [batch, time, vocabulary, size] = [300, 60, 50, 3];
  const source = stream(2, 'tokens');
  const ids = Int32Array.from({ length: batch * time }, (_, i) => Math.floor(source.uniform(i) * vocabulary));
  await expectSame(() => {
    const tokens = { tensor: tf.tensor2d(ids, [batch, time], 'int32'), ids };
    const look = (rows: tf.Tensor) =>
      embedding(rows as tf.Tensor2D, tokens, filled('scales', [batch, time]) as tf.Tensor2D);
    const table = filled('table', [vocabulary, size]);
    return [look(table), ...gradientsOf(look, [table], filled('dy', [batch, time, size]))];
  });
});

test('texts without a token have a state of zeros, and a gradient of zeros', async () => {
  await useBackend('webgl');
  const run = (lengths: number[]) =>
    tf.tidy(() => {
      const plan = planSequence(lengths, 3);
      const layer = (x: tf.Tensor, kernel: tf.Tensor) =>
        rnn(
          x as tf.Tensor3D,
          {
            kernel: kernel as tf.Tensor2D,
            recurrentKernel: filled('recurrent', [4, 16]) as tf.Tensor2D,
            bias: filled('bias', [16]) as tf.Tensor1D,
          },
          { cell: 'LSTM', plan },
        );
      const inputs: [tf.Tensor, tf.Tensor] = [filled('x', [lengths.length, 3, 2]), filled('kernel', [2, 16])];
      return [layer(...inputs), ...gradientsOf(layer as never, inputs, filled('dy', [lengths.length, 4]))];
    });
  const [value, dX] = await take(run([0, 2, 0]));
  expect([...value!].map((entry) => entry !== 0)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0].map(Boolean));
  expect([...dX!].map((entry) => entry !== 0)).toEqual(
    [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0].map(Boolean),
  );
  for (const values of await take(run([0, 0]))) expect(values.every((entry) => entry === 0)).toBe(true);
});
