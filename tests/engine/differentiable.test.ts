// The tape: gradients of functions that use a tensor twice, of tensors that play no part, and no gradients of gradients.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { differentiable, gradients } from '../../src/engine/ops/differentiable';
import { sum } from '../../src/engine/ops/sum';

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

/** The same numbers, its gradient `dy` itself. */
const same = (a: tf.Tensor) => differentiable([a], () => ({ value: tf.clone(a), gradient: (dy) => [dy] }));

test("an op's gradient may be what arrived, itself, on one path or on several", () => {
  tf.tidy(() => {
    const [a, b] = [tf.tensor1d([2, 3]), tf.tensor1d([5, 7])];
    // Both paths from the value to a hold one tensor, and the product's gradient comes beside.
    const run = () => sum([same(a), same(same(a)), times(a, b), b]);
    const { value, gradients: found } = gradients(run, [a, b], tf.tensor1d([1, 10]));
    expect(numbersOf([value])).toEqual([[2 + 2 + 10 + 5, 3 + 3 + 21 + 7]]);
    expect(numbersOf(found)).toEqual([
      [2 + 5, 20 + 70],
      [2 + 1, 30 + 10],
    ]);
  });
});

test('every gradient is a tensor of its own, and what was given as dy stays the same', () => {
  tf.tidy(() => {
    const [a, b] = [tf.tensor1d([2]), tf.tensor1d([5])];
    const dy = tf.tensor1d([3]);
    const found = gradients(() => sum([a, b]), [a, b, a], dy).gradients;
    expect(numbersOf([...found, dy])).toEqual([[3], [3], [3], [3]]);
    expect(new Set([...found, dy].map(({ dataId }) => dataId)).size).toBe(4);
    expect(numbersOf(gradients(() => same(a), [a], dy).gradients)).toEqual([[3]]);
    expect(numbersOf([dy])).toEqual([[3]]);
  });
});

test('the gradient of a tensor that others were made of stays where it is asked for', () => {
  tf.tidy(() => {
    const a = tf.tensor1d([2]);
    const middle = times(a, a);
    const { gradients: found } = gradients(() => times(same(middle), middle), [middle, a]);
    expect(numbersOf(found)).toEqual([[8], [0]]);
    let inner = middle;
    const { gradients: both } = gradients(() => {
      inner = times(a, a);
      return same(inner);
    }, [a]);
    expect(numbersOf(both)).toEqual([[4]]);
    expect(numbersOf([inner])).toEqual([[4]]);
  });
});

test('gradients on the way are given back before the next is made, however they were handed on', () => {
  tf.tidy(() => {
    const a = tf.tensor1d([2]);
    const most = (length: number) => {
      let [high, lowest] = [0, Number.POSITIVE_INFINITY];
      const link = (x: tf.Tensor) =>
        differentiable([x], () => ({
          value: tf.mul(x, 1),
          gradient(dy) {
            const now = tf.memory().numTensors;
            [high, lowest] = [Math.max(high, now), Math.min(lowest, now)];
            return [tf.mul(dy, tf.scalar(1))];
          },
        }));
      gradients(() => {
        let x: tf.Tensor = a;
        for (let i = 0; i < length; i++) x = i % 3 === 0 ? sum([link(x), same(x)]) : link(x);
        return x;
      }, [a]);
      return high - lowest;
    };
    // Each link leaves its own scalar to the tidy; a sum two more: what was added to, and a sum.
    expect(most(30) / 30).toBeLessThan(2);
  });
});

test('a sum adds from the first to the last, with the same bits on cpu and wasm, and refuses other shapes', async () => {
  const values = [
    [1e8, 0.1],
    [1.5, 0.2],
    [-1e8, 0.3],
  ];
  const expected = [Math.fround(Math.fround(1e8 + 1.5) - 1e8), Math.fround(Math.fround(0.1) + Math.fround(0.2))];
  expected[1] = Math.fround(expected[1]! + Math.fround(0.3));
  for (const backend of ['wasm', 'cpu'] as const) {
    await startBackend(backend);
    tf.tidy(() => {
      expect(numbersOf([sum(values.map((row) => tf.tensor1d(row)))])).toEqual([expected]);
      expect(() => sum([tf.tensor1d([1])])).toThrow('tensors must be two or more, got 1');
      expect(() => sum<tf.Tensor>([tf.tensor1d([1]), tf.tensor2d([[1]])])).toThrow('one shape, got [1] and [1,1]');
    });
  }
});
