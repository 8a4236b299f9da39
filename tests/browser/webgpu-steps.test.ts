// Layers too large for a workgroup are computed step by step, and give the same numbers.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { RecordingBackend } from '../../src/engine/kernels/webgpu/recording-backend';
import { rnnBackward } from '../../src/engine/kernels/webgpu/rnn-backward';
import { rnnForward } from '../../src/engine/kernels/webgpu/rnn-forward';
import type { RnnAttributes } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { type Cell, cells } from '../../src/experiment/experiment';
import { gateCounts } from '../../src/experiment/model-spec';
import { differences, uniforms } from '../engine/numbers';
import { useBackend } from './backends';

beforeAll(() => useBackend('webgpu'));

const limits = (maxComputeWorkgroupStorageSize: number) => ({
  maxComputeWorkgroupStorageSize,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
});

/** The value and all gradients of a layer, where a workgroup has so much memory. */
async function layer(
  cell: Cell,
  units: number,
  lengths: number[],
  flags: { masks: boolean; returnSequences: boolean },
  workgroupMemory: number,
): Promise<Float32Array[]> {
  const backend = tf.backend() as RecordingBackend;
  const [batch, time, inputSize, width] = [lengths.length, 6, 5, gateCounts[cell] * units];
  const filled = (name: string, shape: number[], scale = 1) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return backend.makeTensorInfo(shape, 'float32', Float32Array.from(uniforms(name, count, scale)));
  };
  const plan = planSequence(lengths, time);
  const { steps, rows, indexValues, indices } = plan;
  const rnn: RnnAttributes = {
    cell,
    batch,
    time,
    steps,
    rows,
    inputSize,
    units,
    activation: 'tanh',
    indexValues,
    ...flags,
  };
  const weights = {
    kernel: filled('kernel', [inputSize, width]),
    recurrentKernel: filled('recurrentKernel', [units, width], 1 / Math.sqrt(units)),
    indices,
    inputMask: flags.masks ? filled('inputMask', [batch, inputSize]) : undefined,
    recurrentMask: flags.masks ? filled('recurrentMask', [batch, units]) : undefined,
  };
  const inputs = { x: filled('x', [batch, time, inputSize]), bias: filled('bias', [width]), ...weights };
  const [value, saved] = rnnForward(backend, inputs, rnn, limits(workgroupMemory));
  const dy = filled('dy', value.shape);
  const gradients = rnnBackward(backend, { dy, saved, ...weights }, rnn, limits(workgroupMemory));
  return Promise.all([value, ...gradients].map(async ({ dataId }) => (await backend.read(dataId)) as Float32Array));
}

const flagSets = [
  { masks: false, returnSequences: false },
  { masks: true, returnSequences: true },
];

test.each(cells.flatMap((cell) => flagSets.map((flags) => ({ cell, ...flags }))))(
  '$cell, masks $masks, all states $returnSequences: the same in one program and step by step',
  async ({ cell, ...flags }) => {
    const lengths = [3, 0, 6, 2, 6, 1, 4, 5, 6];
    const whole = await layer(cell, 10, lengths, flags, 16384);
    const each = await layer(cell, 10, lengths, flags, 256);
    for (const [i, values] of whole.entries()) {
      expect(differences(each[i]!, values, { absolute: 1e-5, relative: 1e-5 }), `output ${i}`).toEqual([]);
    }
  },
);

test.each(cells)('%s of texts that are all empty has a state and gradients of 0 either way', async (cell) => {
  for (const memory of [16384, 256]) {
    const outputs = await layer(cell, 10, [0, 0, 0], flagSets[0]!, memory);
    expect(outputs.map((values) => values.every((value) => value === 0))).toEqual([true, true, true, true, true]);
  }
});

test('a workgroup takes fewer texts where it has less memory', async () => {
  const outputs: Float32Array[][] = [];
  for (const texts of [1, 2, 4]) {
    outputs.push(await layer('LSTM', 10, [3, 6, 2, 5, 1], flagSets[0]!, 256 + texts * 4 * 40));
  }
  expect(outputs[1]).toEqual(outputs[0]);
  expect(outputs[2]).toEqual(outputs[0]);
});
