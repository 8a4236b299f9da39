// Cast makes floats of booleans and integers on webgpu; tfjs's own leaves integers' bits in the buffer
// (https://github.com/tensorflow/tfjs/issues/8638).

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { runningBackend } from '../../src/engine/backend';
import { collect } from '../../src/engine/ops/collect';
import { dense } from '../../src/engine/ops/dense';
import { useBackend } from './backends';

beforeAll(() => useBackend('webgpu'));

const numbers = Float32Array.of(1, -2, 3, -4);

const casts: [string, () => tf.Tensor, number[]][] = [
  ['booleans', () => tf.greater(tf.add(tf.tensor1d(numbers), 0), 0), [1, 0, 1, 0]],
  ['integers', () => tf.add(tf.tensor1d([1, -2, 3, -4], 'int32'), tf.scalar(0, 'int32')), [1, -2, 3, -4]],
];

test.each(casts)('%s are read as floats', async (_, make, expected) => {
  const values = await tf.cast(make(), 'float32').data();
  expect(values).toEqual(Float32Array.from(expected));
});

test.each(casts)('%s are floats to ops that read the buffer', async (_, make, expected) => {
  const floats = tf.cast(make(), 'float32');
  expect(await collect([floats], runningBackend('webgpu'))).toEqual([Float32Array.from(expected)]);
  const identity = tf.tensor2d([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [4, 4]);
  const product = dense(tf.reshape(floats, [1, 4]) as tf.Tensor2D, identity, tf.tensor1d([0, 0, 0, 0]));
  expect(await product.data()).toEqual(Float32Array.from(expected));
});

test('other casts are as tfjs has them', async () => {
  const floats = tf.add(tf.tensor1d([1.5, -2.5, 0]), 0);
  expect([...(await tf.cast(floats, 'int32').data())]).toEqual([1, -2, 0]);
  expect([...(await tf.cast(floats, 'bool').data())]).toEqual([1, 1, 0]);
  expect([...(await tf.cast(tf.zeros([0], 'int32'), 'float32').data())]).toEqual([]);
});
