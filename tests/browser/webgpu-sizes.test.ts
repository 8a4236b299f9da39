// The largest batches and tables that an experiment can ask for, which want more workgroups than one dimension has.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { gradients } from '../../src/engine/ops/differentiable';
import { embedding } from '../../src/engine/ops/embedding';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { update } from '../../src/engine/ops/update';
import { optimizerSteps } from '../../src/engine/optimizers/table';
import { useBackend } from './backends';

beforeAll(() => useBackend('webgpu'));

test('512 texts of 400 tokens, 20,000 words of size 128', async () => {
  const [batch, time, vocabulary, size] = [512, 400, 20_000, 128];
  const ids = Int32Array.from({ length: batch * time }, (_, i) => 1 + ((i * 7) % (vocabulary - 1)));
  const table = tf.tensor2d(
    Float32Array.from({ length: vocabulary * size }, (_, i) => i % 1000),
    [vocabulary, size],
  );
  const tokens = { tensor: tf.tensor2d(ids, [batch, time], 'int32'), ids };
  const places = [0, 1, 99_999, batch * time - 1];
  const { value, gradients: found } = gradients(() => embedding(table, tokens), [table]);
  const grad = found[0]!;
  const words = tf.reshape(value, [batch * time, size]);
  for (const place of places) {
    const row = await tf.slice(words, [place, 0], [1, size]).data();
    expect([...row]).toEqual(Array.from({ length: size }, (_, u) => (ids[place]! * size + u) % 1000));
  }
  const counts = new Float32Array(vocabulary);
  for (const id of ids) counts[id]!++;
  for (const token of [0, 1, 8, vocabulary - 1]) {
    const row = await tf.slice(grad, [token, 0], [1, size]).data();
    expect([...row]).toEqual(Array.from({ length: size }, () => counts[token]));
  }

  const state = { weights: [table], slots: [[tf.zeros([vocabulary, size])]], gradientNormSum: tf.tensor1d([0]) };
  const optimizer = optimizerSteps({ name: 'sgd', learningRate: 1, momentum: 0 })();
  const { weights, gradientNormSum } = update(state, [grad], {
    rules: [[]],
    optimizer,
    clipNorm: 0,
  });
  const last = await tf.slice(weights[0]!, [vocabulary - 1, 0], [1, size]).data();
  expect([...last]).toEqual(
    Array.from({ length: size }, (_, u) => (((vocabulary - 1) * size + u) % 1000) - counts[vocabulary - 1]!),
  );
  const norm = Math.sqrt(counts.reduce((sum, count) => sum + count * count, 0) * size);
  expect((await gradientNormSum.data())[0]! / norm).toBeCloseTo(1, 5);
});

test('a layer over 204,800 tokens', async () => {
  const [batch, time] = [512, 400];
  const x = tf.fill([batch, time, 1], 0.5) as tf.Tensor3D;
  const plan = planSequence(new Int32Array(batch).fill(time), time);
  const layer = (kernel: tf.Tensor) =>
    rnn(
      x,
      { kernel: kernel as tf.Tensor2D, recurrentKernel: tf.zeros([1, 1]), bias: tf.zeros([1]) },
      { cell: 'SimpleRNN', plan },
    );
  const weight = tf.tensor2d([[0.25]]);
  const { value, gradients: found } = gradients(() => layer(weight), [weight]);
  const state = Math.tanh(0.125);
  for (const each of await value.data()) expect(each).toBeCloseTo(state, 5);
  // With no recurrence, only the last of a text's tokens counts.
  expect((await found[0]!.data())[0]).toBeCloseTo(batch * (1 - state * state) * 0.5, 2);
});
