// sigmoid, tanh, exp, ln and cross-entropy against Math, over the whole range of numbers.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { sigmoid, tanh } from '../../src/engine/kernels/cpu/elementary';
import { crossEntropy, crossEntropyParts } from '../../src/engine/ops/cross-entropy';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { exponential, naturalLogarithm } from '../../src/experiment/arithmetic';
import { exactBackends as backends } from '../../src/experiment/experiment';
import { stream } from '../../src/experiment/random';
import { bitsOf, gradientsOf } from './numbers';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

/** Evenly spread over ±limit, then over the exponents of floats, from tiny to limit. */
function manyFloats(limit: number): number[] {
  const source = stream(1, 'floats', limit);
  const even = Array.from({ length: 20_000 }, (_, i) => (2 * source.uniform(i) - 1) * limit);
  const spread = Array.from({ length: 20_000 }, (_, i) => {
    const size = limit * 2 ** (-149 * source.uniform(2 * i));
    return source.uniform(2 * i + 1) < 0.5 ? -size : size;
  });
  return [...even, ...spread].map(Math.fround);
}

const largestError = (inputs: number[], actual: (x: number) => number, expected: (x: number) => number) =>
  largest(inputs.map((x) => Math.abs(actual(x) - expected(x))));

const largestRelativeError = (inputs: number[], actual: (x: number) => number, expected: (x: number) => number) =>
  largest(inputs.map((x) => Math.abs(actual(x) / expected(x) - 1)));

/** NaN counts as infinite. */
const largest = (errors: number[]) =>
  errors.reduce((max, error) => (Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(max, error)), 0);

describe('of one float,', () => {
  test('tanh is within 4e-7, near 0 relative to its value too', () => {
    for (const limit of [1e-6, 0.5, 2, 9, 100]) {
      expect(largestError(manyFloats(limit), tanh, Math.tanh)).toBeLessThan(4e-7);
    }
    const near = manyFloats(0.5).filter((x) => Math.abs(x) > 1e-37);
    expect(largestRelativeError(near, tanh, Math.tanh)).toBeLessThan(4e-7);
    for (const x of [1e-40, 1e-20, -3e-10, 1e-5].map(Math.fround)) expect(tanh(x)).toBe(x);
  });

  test('sigmoid is within 3e-7', () => {
    const expected = (x: number) => 1 / (1 + Math.exp(-x));
    for (const limit of [1, 10, 100]) expect(largestError(manyFloats(limit), sigmoid, expected)).toBeLessThan(3e-7);
  });

  test('every result is a float, tanh in ±1 and sigmoid in 0 to 1', () => {
    for (const x of [...manyFloats(20), ...manyFloats(9.5), 9, -9, 18, -18]) {
      for (const value of [sigmoid(x), tanh(x)]) expect(value === Math.fround(value)).toBe(true);
      expect(Math.abs(tanh(x)) <= 1 && sigmoid(x) >= 0 && sigmoid(x) <= 1).toBe(true);
    }
  });

  test('extremes saturate and never become NaN', () => {
    for (const x of [40, 3e38, Number.POSITIVE_INFINITY]) {
      expect([sigmoid(x), tanh(x), sigmoid(-x), tanh(-x)]).toEqual([1, 1, 0, -1]);
    }
  });

  test('0 gives exactly ½ and 0', () => {
    for (const zero of [0, -0]) expect(sigmoid(zero) === 0.5 && tanh(zero) === 0).toBe(true);
  });

  test('tanh is odd', () => {
    for (const x of manyFloats(10)) expect(tanh(-x) === -tanh(x)).toBe(true);
  });

  test('NaN stays NaN, so that a lost run is noticed', () => {
    for (const operation of [sigmoid, tanh]) expect(operation(Number.NaN)).toBeNaN();
  });
});

/** What a layer of one unit gives after one token of value x, for each x. */
function unitOutputs(cell: 'SimpleRNN' | 'GRU', inputs: number[], kernel: number[], bias: number[]): Float32Array {
  return tf.tidy(() => {
    const weights = {
      kernel: tf.tensor2d([kernel]),
      recurrentKernel: tf.tensor2d([kernel.map(() => 0)]),
      bias: tf.tensor1d(bias),
    };
    const x = tf.tensor3d(inputs, [inputs.length, 1, 1]);
    const plan = planSequence(new Array<number>(inputs.length).fill(1), 1);
    return rnn(x, weights, { cell, plan }).dataSync<'float32'>().slice();
  });
}

test('inside the cells wasm has these very functions', async () => {
  const inputs = [...manyFloats(100).filter((_, i) => i % 4 === 0), 0, 1e38, -1e38, Infinity, -Infinity];
  await startBackend('wasm');
  const throughTanh = unitOutputs('SimpleRNN', inputs, [1], [0]);
  expect(bitsOf(throughTanh)).toBe(bitsOf(Float32Array.from(inputs, tanh)));
  // A candidate of 1 leaves 1 − z of the update gate.
  const finite = inputs.filter(Number.isFinite);
  const throughSigmoid = unitOutputs('GRU', finite, [1, 0, 0], [0, 0, 50]);
  expect(bitsOf(throughSigmoid)).toBe(bitsOf(Float32Array.from(finite, (x) => 1 - sigmoid(x))));
  expect(unitOutputs('SimpleRNN', [Number.NaN], [1], [0])[0]).toBeNaN();
});

describe('in doubles,', () => {
  const source = stream(1, 'doubles');
  const between = (low: number, high: number) =>
    Array.from({ length: 20_000 }, (_, i) => low + (high - low) * source.uniform(i));

  test('the exponential is Math.exp to 1e-15', () => {
    for (const [low, high] of [
      [-1, 1],
      [-20, 20],
      [-708, 709],
    ] as const) {
      expect(largestRelativeError(between(low, high), exponential, Math.exp)).toBeLessThan(1e-15);
    }
  });

  test('the natural logarithm is Math.log to 1e-15', () => {
    for (const [low, high] of [
      [0, 1],
      [0.9, 1.1],
      [0.999999, 1.000001],
      [1, 1e6],
    ] as const) {
      expect(
        largestRelativeError(
          between(low, high).filter((x) => x > 0 && x !== 1),
          naturalLogarithm,
          Math.log,
        ),
      ).toBeLessThan(1e-15);
    }
    const powers = between(-1070, 1023).map((exponent) => 2 ** exponent);
    expect(largestRelativeError(powers, naturalLogarithm, Math.log)).toBeLessThan(1e-15);
  });

  test('edges: 0, 1, infinities and NaN', () => {
    expect([exponential(0), exponential(-Infinity), exponential(Infinity)]).toEqual([1, 0, Infinity]);
    expect([exponential(-709), exponential(710)]).toEqual([0, Infinity]);
    expect(exponential(NaN)).toBeNaN();
    expect([naturalLogarithm(1), naturalLogarithm(0), naturalLogarithm(Infinity)]).toEqual([0, -Infinity, Infinity]);
    for (const x of [NaN, -1, -Infinity, -Number.MIN_VALUE]) expect(naturalLogarithm(x)).toBeNaN();
    expect(naturalLogarithm(Number.MIN_VALUE)).toBeCloseTo(Math.log(Number.MIN_VALUE), 10);
    expect(naturalLogarithm(Number.MAX_VALUE)).toBeCloseTo(Math.log(Number.MAX_VALUE), 10);
  });
});

describe.each(backends)('cross-entropy on %s', (backend) => {
  const labels = () => tf.tensor1d([0, 1, 2], 'int32');

  test('of huge logits is their distance and stays finite, with a gradient that does too', async () => {
    await startBackend(backend);
    tf.tidy(() => {
      for (const huge of [1e3, 1e5, 1e30]) {
        const logits = tf.tensor2d([
          [huge, 0, -huge],
          [huge, 0, 0],
          [huge, huge, huge],
        ]);
        const { losses, probabilities } = crossEntropyParts(logits, labels());
        expect([...losses.dataSync()]).toEqual([0, Math.fround(huge), Math.fround(Math.log(3))]);
        const third = Math.fround(1 / 3);
        expect([...probabilities.dataSync()]).toEqual([1, 0, 0, 1, 0, 0, third, third, third]);
        const [gradient] = gradientsOf((scores) => crossEntropy(scores as tf.Tensor2D, labels()), [logits]);
        const expected = [0, 0, 0, 1 / 3, -1 / 3, 0, 1 / 9, 1 / 9, -2 / 9];
        for (const [i, value] of gradient!.dataSync().entries()) expect(value).toBeCloseTo(expected[i]!, 7);
      }
    });
  });

  test('does not change when all logits of a text are raised alike', async () => {
    await startBackend(backend);
    tf.tidy(() => {
      const logits = [
        [0.5, -0.25, 2],
        [1, 1, -3],
        [0, 0.125, 0.25],
      ];
      const lossesAt = (raise: number) => {
        const raised = tf.tensor2d(logits.map((row) => row.map((logit) => logit + raise)));
        return [...crossEntropyParts(raised, labels()).losses.dataSync()];
      };
      expect(lossesAt(1024)).toEqual(lossesAt(0));
    });
  });

  test('of equal logits is ln of their number, and the mean is over the texts', async () => {
    await startBackend(backend);
    tf.tidy(() => {
      const { mean, losses } = crossEntropyParts(
        tf.tensor2d([
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 5],
        ]),
        labels(),
      );
      const last = Math.log(2 * Math.exp(-5) + 1);
      expect(losses.dataSync()[0]).toBe(Math.fround(Math.log(3)));
      expect(mean.dataSync()[0]).toBeCloseTo((2 * Math.log(3) + last) / 3, 6);
    });
  });

  test('NaN logits give a NaN loss, not a wrong number', async () => {
    await startBackend(backend);
    tf.tidy(() => {
      const { mean, losses } = crossEntropyParts(
        tf.tensor2d([
          [NaN, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ]),
        labels(),
      );
      expect([...losses.dataSync()].map(Number.isNaN)).toEqual([true, false, false]);
      expect(mean.dataSync()[0]).toBeNaN();
    });
  });
});
