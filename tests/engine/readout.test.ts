// A new readout is a row: one that reads the first state is added here, and nothing else.

import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { buildModel } from '../../src/engine/model/build';
import { readoutParts } from '../../src/engine/model/readout';
import { crossEntropy } from '../../src/engine/ops/cross-entropy';
import { differentiable } from '../../src/engine/ops/differentiable';
import * as rnnOp from '../../src/engine/ops/rnn';
import { exactBackends as backends, type Cell, cells, type Readout } from '../../src/experiment/experiment';
import { floatsPerToken, modelOf, readoutNeeds } from '../../src/experiment/model-spec';
import { defaultRun } from '../../src/experiment/run-fields';
import { bitsOf, gradientsOf, passOf } from './numbers';
import { inOrder, toyWeights } from './toy';

const first = 'first' as Readout;

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
  readoutNeeds[first] = 'all';
  readoutParts[first] = (units) => ({
    parameters: [],
    dropoutSites: [],
    width: units,
    forward: (states) =>
      differentiable([states], () => {
        const [batch, time] = states.shape as [number, number, number];
        const after: [number, number][] = [
          [0, 0],
          [0, time - 1],
          [0, 0],
        ];
        return {
          value: tf.reshape(tf.slice(states, 0, [batch, 1, units]), [batch, units]),
          gradient: (dy) => [tf.pad(tf.reshape(dy, [batch, 1, units]), after)],
        };
      }) as tf.Tensor2D,
  });
});

afterAll(() => {
  delete (readoutNeeds as Partial<typeof readoutNeeds>)[first];
  delete (readoutParts as Partial<typeof readoutParts>)[first];
});

const spec = (cell: Cell, readout: Readout) => modelOf({ ...defaultRun, cell, units: 6, embeddingSize: 5, readout });

const texts = [
  [2, 3, 4],
  [5, 2, 0],
  [6, 0, 0],
];
const lengths = [3, 2, 1];
const firstTokens = texts.map(([token]) => [token!]);

/** Logits and gradients of the toy's weights, as bits. */
function computed(cell: (typeof cells)[number], readout: Readout, tokens: number[][], realTokens: number[]): string[] {
  const model = buildModel(spec(cell, readout), { vocabularyRows: 9, classes: 2 });
  return tf.tidy(() => {
    const weights = inOrder(toyWeights(cell)).map((values, i) => tf.tensor(values, [...model.parameters[i]!.shape]));
    const pass = passOf(tokens, realTokens);
    const logits = (...given: tf.Tensor[]) => model.logits(given, pass);
    const loss = (...given: tf.Tensor[]) => crossEntropy(logits(...given), tf.tensor1d([0, 1, 1], 'int32'));
    return [logits(...weights), ...gradientsOf(loss, weights)].map(bitsOf);
  });
}

describe.each(backends)('on %s', (backend) => {
  test.each(cells)('%s read at its first state is the network of the first tokens alone', async (cell) => {
    await startBackend(backend);
    const ofFirstTokens = computed(cell, 'last', firstTokens, [1, 1, 1]);
    expect(computed(cell, first, texts, lengths)).toEqual(ofFirstTokens);
    expect(computed(cell, 'last', texts, lengths)).not.toEqual(ofFirstTokens);
  });
});

test('a layer is asked for all its states only where the readout needs them', async () => {
  await startBackend('wasm');
  const rnn = vi.spyOn(rnnOp, 'rnn');
  const shapes = (readout: Readout) => {
    rnn.mockClear();
    computed('GRU', readout, texts, lengths);
    return rnn.mock.results.map(({ value }) => value.shape);
  };
  const logitsAndLoss = [0, 1];
  expect(shapes('last')).toEqual(logitsAndLoss.map(() => [3, 6]));
  expect(shapes(first)).toEqual(logitsAndLoss.map(() => [3, 3, 6]));
});

test('all states take memory for each token, and the last alone takes none', () => {
  expect(floatsPerToken(spec('LSTM', first)) - floatsPerToken(spec('LSTM', 'last'))).toBe(6);
});
