// The tape: gradients of functions that use a tensor twice, of tensors that play no part, and no gradients of gradients.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { differentiable, gradients } from '../../src/engine/ops/differentiable';

beforeAll(async () => {
  expect(await startBackend('cpu')).toEqual({ backend: 'cpu' });
});

/** a · b, entry by entry. */
const times = (a: tf.Tensor, b: tf.Tensor) =>
  differentiable([a, b], () => ({ value: tf.mul(a, b), gradient: (dy) => [tf.mul(dy, b), tf.mul(dy, a)] }));

const numbersOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => Array.from(tensor.dataSync()));

test('a tensor used several times gets the sum of all its gradients', () => {
  tf.tidy(() => {
    const a = tf.tensor1d([2, 3]);
    const b = tf.tensor1d([5, 7]);
    // a · a · b: 2ab and a².
    const { value, gradients: found } = gradients(() => times(times(a, a), b), [a, b]);
    expect(numbersOf([value])).toEqual([[20, 63]]);
    expect(numbersOf(found)).toEqual([
      [20, 42],
      [4, 9],
    ]);
  });
});

test('the gradient of the value can be given, and the gradient of what plays no part is 0', () => {
  tf.tidy(() => {
    const [a, b, other] = [tf.tensor1d([2]), tf.tensor1d([5]), tf.tensor2d([[1, 2]])];
    const found = gradients(() => times(a, b), [other, b, a], tf.tensor1d([10])).gradients;
    expect(numbersOf(found)).toEqual([[0, 0], [20], [50]]);
    expect(found[0]!.shape).toEqual([1, 2]);
  });
});

test('ops outside of such a function leave no trace, inside or after one that failed', () => {
  tf.tidy(() => {
    const a = tf.tensor1d([2]);
    const before = times(a, a);
    expect(numbersOf(gradients(() => times(before, before), [a]).gradients)).toEqual([[0]]);
    const failing = () => {
      times(a, a);
      throw new Error('no');
    };
    expect(() => gradients(failing, [a])).toThrow('no');
    expect(numbersOf(gradients(() => times(a, a), [a]).gradients)).toEqual([[4]]);
    expect(() => gradients(() => gradients(() => times(a, a), [a]).value, [a])).toThrow('inside');
  });
});
