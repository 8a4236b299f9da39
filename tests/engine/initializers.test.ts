// Starting weights: their distribution, and what they depend on.

import { describe, expect, test } from 'vitest';
import { glorotUniform, orthogonal, uniform } from '../../src/engine/initializers';
import { buildModel, type TextSizes } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import { type Cell, cells } from '../../src/experiment/experiment';
import { gateCounts, modelOf } from '../../src/experiment/model-spec';
import { stream } from '../../src/experiment/random';
import { defaultRun } from '../../src/experiment/run-fields';
import { bitsOf } from './numbers';
import { byName, weightNames } from './toy';

const source = (name: string) => stream(7, 'test', name);
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: Float32Array) => mean(values.map((value) => value * value));

test('uniform fills its range evenly', () => {
  const values = uniform(source('uniform'), 40_000, 0.05);
  expect(Math.max(...values)).toBeLessThanOrEqual(Math.fround(0.05));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.fround(-0.05));
  // A uniform variable in ±a has variance a² / 3; the mean of n has a / √(3n).
  expect(Math.abs(mean(values))).toBeLessThan((5 * 0.05) / Math.sqrt(3 * values.length));
  expect(variance(values) / (0.05 ** 2 / 3)).toBeCloseTo(1, 1);
  for (const quarter of [-0.05, -0.025, 0, 0.025]) {
    const inside = values.filter((value) => value >= quarter && value < quarter + 0.025).length;
    // Binomial: within five standard deviations.
    expect(Math.abs(inside - 10_000)).toBeLessThan(5 * Math.sqrt(40_000 * 0.25 * 0.75));
  }
});

test.each([
  [32, 128],
  [100, 300],
])('Glorot of %i × %i has variance 2 / (rows + columns) and stays in its range', (rows, columns) => {
  const values = glorotUniform(source('glorot'), rows, columns);
  expect(values.length).toBe(rows * columns);
  const limit = Math.fround(Math.sqrt(6 / (rows + columns)));
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.99 * limit);
  // Of n uniform numbers the variance is known to about 0.9 / √n.
  expect(Math.abs(variance(values) / (2 / (rows + columns)) - 1)).toBeLessThan(5 / Math.sqrt(values.length));
});

test.each([
  [1, 1],
  [1, 4],
  [6, 6],
  [32, 128],
  [64, 64],
  [33, 99],
])('orthogonal of %i × %i has orthonormal rows', (rows, columns) => {
  const values = orthogonal(source('orthogonal'), rows, columns);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let i = 0; i < columns; i++) product += values[a * columns + i]! * values[b * columns + i]!;
      // Rounded to floats: some 1e-8 an entry.
      expect(Math.abs(product - Number(a === b))).toBeLessThan(3e-7);
    }
  }
});

test('orthogonal refuses more rows than columns', () => {
  expect(() => orthogonal(source('tall'), 3, 2)).toThrow('orthogonal needs rows ≤ columns, got 3 × 2');
});

const units = 12;
const texts: TextSizes = { vocabularyRows: 300, classes: 3 };
const parametersOf = (cell: Cell, other: Partial<TextSizes> = {}) =>
  buildModel(modelOf({ ...defaultRun, embeddingSize: 10, cell, units }), { ...texts, ...other }).parameters;

describe.each(cells)('the weights of a %s', (cell) => {
  const weights = byName(initialWeights(parametersOf(cell), 7));
  const width = gateCounts[cell] * units;

  test('fill their shapes', () => {
    const shapes = Object.fromEntries(parametersOf(cell).map(({ name, shape }) => [name, shape]));
    expect(shapes).toEqual({
      embedding: [300, 10],
      'rnn/0/forward/kernel': [10, width],
      'rnn/0/forward/recurrentKernel': [12, width],
      'rnn/0/forward/bias': [width],
      'dense/kernel': [12, 3],
      'dense/bias': [3],
    });
    for (const name of weightNames) expect(weights[name].length).toBe(shapes[name]!.reduce((a, b) => a * b));
  });

  test('have the ranges of Keras: embedding ±0.05, kernels Glorot', () => {
    const largest = (values: Float32Array) => Math.max(...values.map(Math.abs));
    const limits = {
      embedding: 0.05,
      'rnn/0/forward/kernel': Math.sqrt(6 / (10 + width)),
      'dense/kernel': Math.sqrt(6 / (12 + 3)),
    };
    for (const [name, limit] of Object.entries(limits)) {
      const found = largest(weights[name as keyof typeof limits]);
      expect(found).toBeLessThanOrEqual(Math.fround(limit));
      expect(found).toBeGreaterThan(0.8 * limit);
    }
  });

  test('have biases of 0, but the forget bias of an LSTM is 1', () => {
    const forget = cell === 'LSTM' ? [12, 24] : [0, 0];
    const expected = Array.from({ length: width }, (_, i) => Number(i >= forget[0]! && i < forget[1]!));
    expect([...weights['rnn/0/forward/bias']]).toEqual(expected);
    expect([...weights['dense/bias']]).toEqual([0, 0, 0]);
  });

  test('depend on the seed, and on the shape and name of each weight alone', () => {
    const bits = (other: Partial<TextSizes>, seed = 7) => {
      const all = byName(initialWeights(parametersOf(cell, other), seed));
      return Object.fromEntries(weightNames.map((name) => [name, bitsOf(all[name])]));
    };
    const same = bits({});
    expect(bits({})).toEqual(same);
    const biases = ['rnn/0/forward/bias', 'dense/bias'];
    const reseeded = bits({}, 8);
    for (const name of weightNames) expect(reseeded[name] === same[name], name).toBe(biases.includes(name));
    const { 'dense/kernel': _, 'dense/bias': __, ...moreClasses } = bits({ classes: 5 });
    expect(same).toMatchObject(moreClasses);
    const longer = bits({ vocabularyRows: 400 });
    // A longer vocabulary keeps the rows that it had.
    expect(longer.embedding!.startsWith(same.embedding!)).toBe(true);
  });

  test('of different names are different numbers', () => {
    const random = weightNames.filter((name) => !name.endsWith('bias'));
    for (const [i, name] of random.entries()) {
      for (const other of random.slice(i + 1)) {
        const count = Math.min(weights[name].length, weights[other].length);
        const [a, b] = [weights[name].subarray(0, count), weights[other].subarray(0, count)];
        const correlation = mean(a.map((value, j) => value * b[j]!)) / Math.sqrt(variance(a) * variance(b));
        expect(Math.abs(correlation), `${name}, ${other}`).toBeLessThan(5 / Math.sqrt(count));
      }
    }
  });
});

test.each(cells)('a recurrent kernel of a %s may start as identities, one a gate, or Glorot uniform', (cell) => {
  const startOf = (recurrentInitializer: 'identity' | 'glorot') => {
    const model = buildModel(modelOf({ ...defaultRun, embeddingSize: 10, cell, units, recurrentInitializer }), texts);
    return byName(initialWeights(model.parameters, 7))['rnn/0/forward/recurrentKernel'];
  };
  const width = gateCounts[cell] * units;
  for (const [i, value] of startOf('identity').entries()) {
    expect(value).toBe(Math.floor(i / width) === (i % width) % units ? 1 : 0);
  }
  const limit = Math.sqrt(6 / (units + width));
  const largest = Math.max(...startOf('glorot').map(Math.abs));
  expect(largest).toBeLessThanOrEqual(Math.fround(limit));
  expect(largest).toBeGreaterThan(0.9 * limit);
});

test('an LSTM’s forget gate starts with the bias asked for, its other gates with none', () => {
  const model = buildModel(modelOf({ ...defaultRun, embeddingSize: 10, cell: 'LSTM', units, forgetBias: 2.5 }), texts);
  const bias = byName(initialWeights(model.parameters, 7))['rnn/0/forward/bias'];
  expect([...bias]).toEqual(Array.from({ length: 4 * units }, (_, i) => (Math.floor(i / units) === 1 ? 2.5 : 0)));
});
