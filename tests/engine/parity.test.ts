// wasm against the cpu reference: the same bits, for every cell, size, direction and mask.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { crossEntropy } from '../../src/engine/ops/cross-entropy';
import { dense } from '../../src/engine/ops/dense';
import { embedding } from '../../src/engine/ops/embedding';
import { gateCounts, rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { type OptimizerStep, slotCounts, update } from '../../src/engine/ops/update';
import { type Cell, cells } from '../../src/experiment/experiment';
import { stream } from '../../src/experiment/random';

const backends = ['cpu', 'wasm'] as const;

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

/** Uniform in ±scale, from a stream of this name. */
function values(name: string, count: number, scale = 1): Float32Array {
  const source = stream(1, name);
  return Float32Array.from({ length: count }, (_, i) => (2 * source.uniform(i) - 1) * scale);
}

const filled = (name: string, shape: number[], scale = 1) =>
  tf.tensor(
    values(
      name,
      shape.reduce((product, size) => product * size, 1),
      scale,
    ),
    shape,
  );

const halved = (name: string, shape: [number, number]) =>
  tf.tensor2d(
    values(name, shape[0] * shape[1]).map((value) => (value > 0 ? 2 : 0)),
    shape,
  );

/** The tensors' bits, so that −0 and NaN count too. */
const bitsOf = (tensors: tf.Tensor[]) =>
  tensors.map((tensor) => Buffer.from(tensor.dataSync<'float32'>().slice().buffer).toString('hex'));

/** Runs on both backends and compares bits. */
async function expectSameBits(run: () => tf.Tensor[]): Promise<void> {
  const bits: string[][] = [];
  for (const backend of backends) {
    await startBackend(backend);
    bits.push(bitsOf(run()));
  }
  const [cpu, wasm] = bits;
  expect(cpu!.length).toBeGreaterThan(0);
  for (const [i, expected] of cpu!.entries()) expect(wasm![i] === expected, `output ${i} differs`).toBe(true);
}

interface RnnCase {
  cell: Cell;
  units: number;
  inputSize: number;
  batch: number;
  time: number;
  reverse: boolean;
  masks: boolean;
  returnSequences: boolean;
}

function runRnn({ cell, units, inputSize, batch, time, reverse, masks, returnSequences }: RnnCase): tf.Tensor[] {
  const width = gateCounts[cell] * units;
  const source = stream(1, 'lengths', batch, time);
  // Ragged, and the longest at full length.
  const lengths = Array.from({ length: batch }, (_, i) => (i === 0 ? time : Math.ceil(source.uniform(i) * time)));
  const plan = planSequence(lengths, time, reverse);
  const inputMask = masks ? halved('inputMask', [batch, inputSize]) : undefined;
  const recurrentMask = masks ? halved('recurrentMask', [batch, units]) : undefined;
  const inputs = [
    filled('x', [batch, time, inputSize]),
    filled('kernel', [inputSize, width], 1 / Math.sqrt(inputSize)),
    filled('recurrentKernel', [units, width], 1 / Math.sqrt(units)),
    filled('bias', [width], 0.5),
  ];
  const layer = (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) =>
    rnn(
      x as tf.Tensor3D,
      { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: bias as tf.Tensor1D },
      { cell, plan, inputMask, recurrentMask, returnSequences },
    );
  const value = layer(...(inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]));
  return [value, ...tf.grads(layer as never)(inputs, filled('dy', value.shape))];
}

describe.each(cells)('%s on wasm gives the bits of the cpu reference', (cell) => {
  const sizes = [1, 3, 13, 36].flatMap((units) =>
    [1, 7, 33].flatMap((batch) => [1, 17].map((time) => ({ units, batch, time, inputSize: units === 36 ? 20 : 5 }))),
  );
  const flags = [false, true];
  test.each(sizes)('units $units, batch $batch, length $time', async (size) => {
    for (const reverse of flags)
      for (const masks of flags)
        for (const returnSequences of flags)
          await expectSameBits(() => tf.tidy(() => runRnn({ cell, ...size, reverse, masks, returnSequences })));
  });

  test('the largest units, length and batch, one at a time', async () => {
    const plain = { cell, reverse: false, masks: true, returnSequences: false };
    for (const size of [
      { units: 256, inputSize: 9, batch: 5, time: 3 },
      { units: 5, inputSize: 3, batch: 2, time: 400 },
      { units: 6, inputSize: 128, batch: 512, time: 2 },
    ])
      await expectSameBits(() => tf.tidy(() => runRnn({ ...plain, ...size })));
  });
});

test.each([1, 6, 33])('embedding of size %i and its gradient', async (size) => {
  await expectSameBits(() =>
    tf.tidy(() => {
      const ids = tf.tensor2d(Int32Array.of(3, 1, 3, 0, 2, 3, 0, 0), [2, 4], 'int32');
      const scales = halved('scales', [2, 4]);
      const table = filled('table', [5, size]);
      const outputs = [embedding(table as tf.Tensor2D, ids), embedding(table as tf.Tensor2D, ids, scales)];
      const dy = filled('dy', [2, 4, size]);
      const plain = tf.grad((rows: tf.Tensor) => embedding(rows as tf.Tensor2D, ids))(table, dy);
      const dropped = tf.grad((rows: tf.Tensor) => embedding(rows as tf.Tensor2D, ids, scales))(table, dy);
      return [...outputs, plain, dropped];
    }),
  );
});

test.each([
  { rows: 1, inputs: 1, outputs: 2 },
  { rows: 33, inputs: 13, outputs: 3 },
  { rows: 8, inputs: 64, outputs: 20 },
])('dense and cross-entropy, $rows × $inputs to $outputs', async ({ rows, inputs, outputs }) => {
  await expectSameBits(() =>
    tf.tidy(() => {
      const mask = halved('mask', [rows, inputs]);
      const labels = tf.tensor1d(
        Int32Array.from({ length: rows }, (_, i) => (i * 7) % outputs),
        'int32',
      );
      const loss = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
        crossEntropy(dense(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, mask), labels);
      const parameters = [filled('x', [rows, inputs]), filled('kernel', [inputs, outputs]), filled('bias', [outputs])];
      return [...tf.grads(loss as never)(parameters), loss(...(parameters as [tf.Tensor, tf.Tensor, tf.Tensor]))];
    }),
  );
});

const steps: OptimizerStep[] = [
  { kind: 'sgd', rate: 0.1, momentum: 0.9 },
  { kind: 'adam', rate: 0.02, keep: 0.999, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, rootCorrection: 1.3 },
];
test.each(steps)('update by $kind, penalized and clipped', async (optimizer) => {
  for (const clipNorm of [0, 0.5]) {
    await expectSameBits(() =>
      tf.tidy(() => {
        const shapes = [[1], [7], [4, 9]];
        const penalties = [
          { l1: 0.01, l2: 0.1, l3: 0.3 },
          { l1: 0, l2: 0, l3: 0 },
          { l1: 0.2, l2: 0, l3: 0 },
        ];
        let state = {
          weights: shapes.map((shape, i) => filled(`weight${i}`, shape)),
          slots: shapes.map((shape) => Array.from({ length: slotCounts[optimizer.kind] }, () => tf.zeros(shape))),
          gradientNormSum: tf.tensor1d([0]),
        };
        for (let step = 0; step < 3; step++) {
          const gradients = shapes.map((shape, i) => filled(`gradient${i}/${step}`, shape));
          state = update(state, gradients, { penalties, optimizer, clipNorm });
        }
        return [...state.weights, ...state.slots.flat(), state.gradientNormSum];
      }),
    );
  }
});
