// Dropout: how much is dropped, what of, for how long, and that evaluation knows nothing of it.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { type DropoutRates, dropoutMasks } from '../../src/engine/dropout';
import { buildModel } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import { embedding } from '../../src/engine/ops/embedding';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import {
  exactBackends as backends,
  type Cell,
  cells,
  type DropoutPlace,
  dropoutPlaces,
} from '../../src/experiment/experiment';
import { gateCounts, modelOf } from '../../src/experiment/model-spec';
import { defaultRun } from '../../src/experiment/run-fields';
import { bitsOf, differences, halvedMatrix, tokensOf, uniformMatrix, uniforms } from './numbers';
import { evaluate, noDropout, readWeights, toyBatch, toyLearner, toyModel } from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

const sitesOf = (units: number, embeddingSize: number) =>
  buildModel(modelOf({ ...defaultRun, embeddingSize, cell: 'LSTM', units, layers: 2 }), {
    vocabularyRows: 9,
    classes: 2,
  }).dropoutSites;
const sites = sitesOf(24, 17);
/** The first of each place. */
const siteOf: Record<DropoutPlace, string> = {
  embedding: 'embedding',
  input: 'rnn/0/forward/input',
  recurrent: 'rnn/0/forward/recurrent',
  candidate: 'rnn/0/forward/candidate',
  dropConnect: 'rnn/0/forward/dropConnect',
  between: 'betweenLayers/1',
  output: 'output',
};
const shape = { batch: 400, time: 30 };
const shapes: Record<DropoutPlace, number[]> = {
  embedding: [400, 30],
  input: [400, 17],
  recurrent: [400, 24],
  // Anew at each token.
  candidate: [400, 30, 24],
  // One for the batch.
  dropConnect: [24, 96],
  between: [400, 24],
  output: [400, 24],
};
const moment = { seed: 7, epoch: 3, step: 2 };
const at = (rate: number): DropoutRates => ({
  ...{ embedding: rate, input: rate, recurrent: rate, candidate: rate, dropConnect: rate, between: rate, output: rate },
});

/** The masks' values; undefined where a place has none. */
function maskValues(rates: DropoutRates, when = moment, size = shape): Record<DropoutPlace, Float32Array | undefined> {
  return tf.tidy(() => {
    const masks = dropoutMasks(rates, sites, size, when);
    const values = dropoutPlaces.map((place) => [place, masks[siteOf[place]]?.dataSync<'float32'>().slice()]);
    return Object.fromEntries(values);
  });
}

describe('the masks', () => {
  test.each(dropoutPlaces.flatMap((place) => [0.05, 0.3, 0.5, 0.95].map((rate) => ({ place, rate }))))(
    'of rate $rate at the $place drop that share and scale the rest by 1 / (1 − rate)',
    ({ place, rate }) => {
      const values = maskValues(at(rate))[place]!;
      const count = shapes[place].reduce((product, size) => product * size);
      expect(values.length).toBe(count);
      expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
      const dropped = values.filter((value) => value === 0).length;
      // Binomial; five standard deviations are missed once in two million.
      expect(Math.abs(dropped - count * rate)).toBeLessThan(5 * Math.sqrt(count * rate * (1 - rate)));
    },
  );

  test('are one a word, or one a text and not one a token', () => {
    tf.tidy(() => {
      const masks = dropoutMasks(at(0.5), sites, shape, moment);
      for (const place of dropoutPlaces) expect(masks[siteOf[place]]!.shape).toEqual(shapes[place]);
    });
  });

  test('are absent at rate 0', () => {
    expect(dropoutMasks(noDropout, sites, shape, moment)).toEqual({});
    const one = maskValues({ ...noDropout, recurrent: 0.5 });
    expect(dropoutPlaces.filter((place) => one[place])).toEqual(['recurrent']);
  });

  test('are the same for the same seed, place, epoch and step, and differ with each', () => {
    const bits = (when: typeof moment) => dropoutPlaces.map((place) => bitsOf(maskValues(at(0.5), when)[place]!));
    expect(bits({ ...moment })).toEqual(bits(moment));
    const all = [moment, { ...moment, seed: 8 }, { ...moment, epoch: 4 }, { ...moment, step: 3 }].flatMap(bits);
    // As are epoch 3, step 2 and epoch 2, step 3.
    all.push(...bits({ ...moment, epoch: 2, step: 3 }));
    expect(new Set(all).size).toBe(5 * dropoutPlaces.length);
  });

  test('do not change with the rates at other places', () => {
    for (const place of dropoutPlaces) {
      const alone = maskValues({ ...noDropout, [place]: 0.3 })[place]!;
      expect(maskValues({ ...at(0.9), [place]: 0.3 })[place]).toEqual(alone);
    }
  });

  test('of a higher rate drop all that a lower one drops', () => {
    for (const place of dropoutPlaces) {
      const low = maskValues(at(0.2))[place]!;
      const high = maskValues(at(0.6))[place]!;
      expect([...low.keys()].filter((i) => low[i] === 0 && high[i] !== 0)).toEqual([]);
    }
  });
});

/** The states after every step, `[batch][time][units]` in a row. */
function statesOf(
  cell: Cell,
  { recurrentKernel, kernel }: { kernel: number[][]; recurrentKernel: number[][] },
  masks: { inputMask?: number[][]; recurrentMask?: number[][] },
): Float32Array {
  return tf.tidy(() => {
    const [batch, time, width] = [3, 6, kernel[0]!.length];
    const x = tf.tensor3d(uniforms('x', batch * time * kernel.length), [batch, time, kernel.length]);
    const output = rnn(
      x,
      {
        kernel: tf.tensor2d(kernel),
        recurrentKernel: tf.tensor2d(recurrentKernel),
        bias: tf.tensor1d(uniforms('bias', width)),
      },
      {
        cell,
        plan: planSequence([6, 4, 6], time),
        inputMask: masks.inputMask && tf.tensor2d(masks.inputMask),
        recurrentMask: masks.recurrentMask && tf.tensor2d(masks.recurrentMask),
        returnSequences: true,
      },
    );
    return output.dataSync<'float32'>().slice();
  });
}

describe.each(cells)('in the %s', (cell) => {
  const [inputs, units] = [4, 5];
  const width = gateCounts[cell] * units;
  const kernel = uniformMatrix('kernel', inputs, width);
  const recurrentKernel = uniformMatrix('recurrentKernel', units, width);
  const ones = (columns: number) => Array.from({ length: 3 }, () => new Array<number>(columns).fill(1));
  /** Row `at` replaced by other numbers. */
  const changed = (matrix: number[][], row: number) =>
    matrix.map((values, i) => (i === row ? uniforms('other', values.length, 3) : values));
  const without = (columns: number, column: number) =>
    ones(columns).map((row) => row.map((value, i) => (i === column ? 0 : value)));

  test('a dropped recurrent unit is dropped at every step: its row of the recurrent kernel does not matter', async () => {
    for (const backend of backends) {
      await startBackend(backend);
      for (let unit = 0; unit < units; unit++) {
        const weights = { kernel, recurrentKernel };
        const other = { kernel, recurrentKernel: changed(recurrentKernel, unit) };
        const recurrentMask = without(units, unit);
        expect(statesOf(cell, other, { recurrentMask })).toEqual(statesOf(cell, weights, { recurrentMask }));
        expect(statesOf(cell, other, {})).not.toEqual(statesOf(cell, weights, {}));
      }
    }
  });

  test('a dropped input is dropped at every step: its row of the kernel does not matter', async () => {
    for (const backend of backends) {
      await startBackend(backend);
      for (let input = 0; input < inputs; input++) {
        const other = { kernel: changed(kernel, input), recurrentKernel };
        const inputMask = without(inputs, input);
        expect(statesOf(cell, other, { inputMask })).toEqual(
          statesOf(cell, { kernel, recurrentKernel }, { inputMask }),
        );
        expect(statesOf(cell, other, {})).not.toEqual(statesOf(cell, { kernel, recurrentKernel }, {}));
      }
    }
  });

  test('recurrent dropout acts on the recurrent product alone: all dropped is a recurrent kernel of 0, the carried state stays', async () => {
    const none = recurrentKernel.map((row) => row.map(() => 0));
    const recurrentMask = ones(units).map((row) => row.map(() => 0));
    for (const backend of backends) {
      await startBackend(backend);
      const dropped = statesOf(cell, { kernel, recurrentKernel }, { recurrentMask });
      const expected = statesOf(cell, { kernel, recurrentKernel: none }, {});
      expect(differences(dropped, Array.from(expected), {})).toEqual([]);
    }
  });

  test('scaling what is kept is scaling the kernels: masks of 2 equal kernels twice as large', async () => {
    const twice = (matrix: number[][]) => matrix.map((row) => row.map((value) => 2 * value));
    for (const backend of backends) {
      await startBackend(backend);
      const masks = { inputMask: twice(ones(inputs)), recurrentMask: twice(ones(units)) };
      const scaled = statesOf(cell, { kernel, recurrentKernel }, masks);
      const expected = statesOf(cell, { kernel: twice(kernel), recurrentKernel: twice(recurrentKernel) }, {});
      expect(differences(scaled, Array.from(expected), { absolute: 1e-6 })).toEqual([]);
    }
  });

  test('training with dropout leaves evaluation without: repeated, and as a network that never had any', async () => {
    for (const backend of backends) {
      await startBackend(backend);
      const learner = toyLearner(cell);
      const masks = (step: number) => () =>
        dropoutMasks(at(0.5), toyModel(cell).dropoutSites, { batch: 8, time: 4 }, { ...moment, step });
      const plain = toyLearner(cell);
      for (let step = 0; step < 3; step++) learner.step(toyBatch, masks(step));
      plain.step(toyBatch);
      const copy = toyLearner(cell, { start: { weights: (await learner.read()).weights, steps: 0 } });
      const first = await evaluate(learner, toyBatch);
      expect(await evaluate(learner, toyBatch)).toEqual(first);
      expect(await evaluate(copy)).toEqual(first);
      expect(await evaluate(plain)).not.toEqual(first);
      // The same weights under dropout have another loss than evaluation finds.
      const mean = first.losses.reduce((sum, loss) => sum + loss, 0) / first.losses.length;
      expect(Math.abs((await copy.stepWithLoss(toyBatch, masks(9))).data - mean)).toBeGreaterThan(1e-3);
      for (const each of [learner, plain, copy]) each.dispose();
    }
  });

  // A SimpleRNN has no candidate beside its state.
  const places = dropoutPlaces.filter((place) => cell !== 'SimpleRNN' || place !== 'candidate');
  test.each(places)('dropout at the %s changes what a step does', async (place) => {
    await startBackend('wasm');
    const lossWith = async (dropped?: DropoutPlace) => {
      const model = toyModel(cell, { layers: 2 });
      const learner = toyLearner(cell, { model, start: { weights: initialWeights(model.parameters, 7), steps: 0 } });
      const rates = dropped ? { ...noDropout, [dropped]: 0.95 } : noDropout;
      const loss = await learner.stepWithLoss(toyBatch, () =>
        dropoutMasks(rates, model.dropoutSites, { batch: 8, time: 4 }, moment),
      );
      learner.step(toyBatch);
      learner.dispose();
      return loss.data;
    };
    const losses = [await lossWith(), await lossWith(place)];
    expect(losses[1]).not.toBe(losses[0]);
    expect(losses[1]).toBeLessThan(20);
  });
});

test('a dropped word is dropped whole, a kept one scaled whole', async () => {
  const table = uniformMatrix('table', 6, 5);
  const ids = [
    [1, 2, 3, 3],
    [4, 5, 1, 0],
  ];
  const scales = halvedMatrix('scales', 2, 4);
  const expected = ids.flatMap((row, text) =>
    row.flatMap((id, t) => table[id]!.map((value) => value * scales[text]![t]!)),
  );
  for (const backend of backends) {
    await startBackend(backend);
    tf.tidy(() => {
      const words = embedding(tf.tensor2d(table), tokensOf(ids), tf.tensor2d(scales));
      expect(differences(words.dataSync(), expected, {})).toEqual([]);
    });
  }
});

test('a GRU of large weights stays within ±1 under recurrent dropout over 200 steps', async () => {
  const [batch, time, units, inputs] = [8, 200, 10, 6];
  for (const backend of backends) {
    await startBackend(backend);
    tf.tidy(() => {
      const masks = dropoutMasks({ ...noDropout, recurrent: 0.5 }, sitesOf(units, 17), { batch, time }, moment);
      const states = rnn(
        tf.tensor3d(uniforms('x', batch * time * inputs, 2), [batch, time, inputs]),
        {
          kernel: tf.tensor2d(uniformMatrix('kernel', inputs, 3 * units, 2)),
          recurrentKernel: tf.tensor2d(uniformMatrix('recurrentKernel', units, 3 * units, 2)),
          bias: tf.tensor1d(uniforms('bias', 3 * units)),
        },
        {
          cell: 'GRU',
          plan: planSequence(new Array<number>(batch).fill(time), time),
          recurrentMask: masks[siteOf.recurrent] as tf.Tensor2D,
          returnSequences: true,
        },
      );
      const largest = states.dataSync<'float32'>().reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      expect(largest).toBeGreaterThan(0.9);
      expect(largest).toBeLessThanOrEqual(1);
    });
  }
});

test('a masked-out text learns nothing through its words', async () => {
  for (const backend of backends) {
    await startBackend(backend);
    const learner = toyLearner('LSTM');
    const before = (await readWeights(learner)).embedding;
    learner.step(toyBatch, () => ({ embedding: tf.zeros([8, 4]) }));
    expect(bitsOf((await readWeights(learner)).embedding)).toBe(bitsOf(before));
    learner.dispose();
  }
});
