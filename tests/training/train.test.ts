// Training from dataset to curve: the same everywhere, free of penalty, and leaving nothing behind.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { dropoutMasks } from '../../src/engine/dropout';
import { createLearner } from '../../src/engine/learner';
import { buildModel } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import { weightRulesOf } from '../../src/engine/rules/table';
import {
  exactBackends as backends,
  cells,
  dropoutPlaces,
  norms,
  type RunSettings,
  roles,
  type SharedSettings,
} from '../../src/experiment/experiment';
import { applies } from '../../src/experiment/field';
import { modelOf } from '../../src/experiment/model-spec';
import { defaultRun, dropoutId, penaltyId, type RunFieldId, runFields } from '../../src/experiment/run-fields';
import type { Dataset } from '../../src/text/dataset';
import { trainingBatches } from '../../src/training/batches';
import { train } from '../../src/training/train';
import { trainWhole } from '../../src/training/whole-run';
import { noDropout } from '../engine/toy';
import { fingerprintOf, reviews, shortShared, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';

let dataset: Dataset;

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
  dataset = await reviews(shortShared);
});

beforeEach(async () => {
  await startBackend('wasm');
});

/** Every regularizer at once, weak enough to train. */
const everything: Partial<RunSettings> = Object.fromEntries([
  ...roles.flatMap((role) => norms.map((norm) => [penaltyId(role, norm), 1e-4])),
  ...dropoutPlaces.map((place) => [dropoutId(place), 0.2]),
]);

describe('the same link gives the same curve:', () => {
  const fingerprint = async (run: Partial<RunSettings>, shared: Partial<SharedSettings> = {}) =>
    fingerprintOf(await trainAll(dataset, { ...shortShared, ...shared }, { ...smallRun, ...run }));

  test.each(cells)('%s twice, and on cpu and wasm', async (cell) => {
    for (const run of [{ cell }, { cell, ...everything }]) {
      const onWasm = await fingerprint(run);
      expect(await fingerprint(run)).toBe(onWasm);
      await startBackend('cpu');
      expect(await fingerprint(run)).toBe(onWasm);
      await startBackend('wasm');
    }
  });

  test('with every optimizer on cpu and wasm', async () => {
    for (const optimizer of ['sgd', 'adamw'] as const) {
      const onWasm = await fingerprint({}, { optimizer, clipNorm: 0.05 });
      await startBackend('cpu');
      expect(await fingerprint({}, { optimizer, clipNorm: 0.05 })).toBe(onWasm);
      await startBackend('wasm');
    }
  });

  test('not when the seed, a penalty or a dropout rate differs', async () => {
    const inUse = (id: RunFieldId) => applies<RunSettings>(runFields[id], smallRun);
    const penalties = roles.map((role) => penaltyId(role, 'L2')).filter(inUse);
    const dropouts = dropoutPlaces.map(dropoutId).filter(inUse);
    expect([penalties.length, dropouts.length]).toEqual([5, 6]);
    const differing = [
      await fingerprint({}),
      await fingerprint({}, { seed: shortShared.seed + 1 }),
      ...(await Promise.all(penalties.map((id) => fingerprint({ [id]: 0.01 })))),
      ...(await Promise.all(dropouts.map((id) => fingerprint({ [id]: 0.2 })))),
    ];
    expect(new Set(differing).size).toBe(differing.length);
  });

  test('whether it trains alone or among others, each on its own backend', async () => {
    const shared = { ...shortShared, epochs: 2 };
    const alone = await trainAll(dataset, shared, smallRun);
    const runs = backends.map((backend) => train(dataset, shared, smallRun, { backend }));
    const found = runs.map((): typeof alone => []);
    for (let epoch = 0; epoch < shared.epochs; epoch++) {
      for (const [i, run] of runs.entries()) {
        const { done, value } = await run.next();
        if (done) throw new Error(`the run must go on, got ${value.kind}`);
        found[i]!.push(value);
        expect(tf.getBackend()).toBe(backends[i]);
      }
    }
    for (const results of found) expect(fingerprintOf(results)).toBe(fingerprintOf(alone));
    for (const run of runs) await run.return({ kind: 'stopped' });
  });
});

test('runs that differ in one regularizer start from the same weights and batches', async () => {
  const model = buildModel(modelOf({ ...defaultRun, embeddingSize: 7, cell: 'LSTM', units: 9, readout: 'attention' }), {
    vocabularyRows: dataset.vocabulary.tokens.length,
    classes: 2,
  });
  const losses = async (run: Partial<RunSettings>) => {
    const settings = { ...smallRun, ...run };
    const learner = createLearner({
      model,
      start: { weights: initialWeights(model.parameters, shortShared.seed), steps: 0 },
      optimizer: { name: 'adam', learningRate: 0.01 },
      rules: weightRulesOf(settings),
      clipNorm: 0,
    });
    const rates = { ...noDropout, output: settings.outputDropout };
    const found: number[] = [];
    for (const [step, batch] of [...trainingBatches(dataset.training, shortShared, 1)].slice(0, 3).entries()) {
      const shape = { batch: batch.labelIds.length, time: batch.time };
      const masks = () => dropoutMasks(rates, model.dropoutSites, shape, { seed: 7, epoch: 1, step });
      found.push((await learner.stepWithLoss(batch, masks)).data);
    }
    learner.dispose();
    return found;
  };
  const plain = await losses({});
  for (const role of roles.filter((each) => model.parameters.some((parameter) => parameter.role === each))) {
    const penalized = await losses({ [penaltyId(role, 'L2')]: 1 });
    expect(penalized[0], role).toBe(plain[0]);
    // A bias of 0 has no pull on it yet; the LSTM's forget bias is 1.
    expect(penalized[2], role).not.toBe(plain[2]);
  }
  // The same dropout with another penalty has the same masks.
  const dropped = await losses({ outputDropout: 0.5 });
  expect((await losses({ outputDropout: 0.5, kernelL2: 1 }))[0]).toBe(dropped[0]);
  expect(dropped[0]).not.toBe(plain[0]);
});

test('training and validation numbers are the same evaluation: equal to the bit on equal texts', async () => {
  const twice = { ...dataset, validation: dataset.training };
  const results = await trainAll(twice, shortShared, { ...smallRun, ...everything, kernelL2: 0.5, outputDropout: 0.5 });
  expect(results).toHaveLength(3);
  for (const { train: training, validation } of results) expect(validation).toEqual(training);
});

test('the penalty is reported apart: a huge one leaves the reported loss of untrained weights alone', async () => {
  // At rate 0 nothing is learned.
  const shared: SharedSettings = { ...shortShared, epochs: 2, optimizer: 'sgd', learningRate: 0 };
  const plain = await trainAll(dataset, shared, smallRun);
  const penalized = await trainAll(dataset, shared, { ...smallRun, ...everything, recurrentL2: 2, outputDropout: 0.9 });
  for (const [epoch, result] of penalized.entries()) {
    expect(result.train).toEqual(plain[epoch]!.train);
    expect(result.validation).toEqual(plain[epoch]!.validation);
    expect(plain[epoch]!.penalty.total).toBe(0);
    // Nine orthonormal rows have squares that sum to 9; L1 and L3 are worth at most 1e-4 · 9 · 36.
    expect(result.penalty.recurrent).toBeGreaterThan(2 * 9 - 1e-5);
    expect(result.penalty.recurrent).toBeLessThan(2 * 9 + 0.04);
    const { total, ...byRole } = result.penalty;
    expect(total).toBeCloseTo(
      Object.values(byRole).reduce((a, b) => a + b),
      12,
    );
    expect(result.gradientNorm).toBeGreaterThan(plain[epoch]!.gradientNorm + 1);
  }
  const [first] = plain;
  // Nothing learned: close to ln 2, and as accurate as a coin.
  expect(first!.train.loss).toBeCloseTo(Math.log(2), 1);
  expect(first!.weights.spectralNorm).toBeCloseTo(1, 5);
});

test('every epoch is reported once, in order, with finite numbers', async () => {
  const results = await trainAll(dataset, shortShared, smallRun);
  expect(results.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  for (const { train: training, validation, gradientNorm, elapsedMs, weights } of results) {
    const numbers = [training.loss, validation.loss, gradientNorm, elapsedMs, weights.kernels!.norm];
    for (const number of numbers) expect(Number.isFinite(number) && number > 0).toBe(true);
    for (const { accuracy } of [training, validation]) expect(accuracy >= 0 && accuracy <= 1).toBe(true);
  }
});

describe('ending', () => {
  /** Aborted from its n-th question on, so that the test needs no clock. */
  const abortedAt = (question: number) => {
    let asked = 0;
    const signal = {
      get aborted() {
        return ++asked >= question;
      },
    };
    return { signal: signal as AbortSignal, asked: () => asked };
  };

  test.each([1, 3, 6, 9])(
    'by its signal comes at the next question, the %ith, and frees every tensor',
    async (question) => {
      const before = tf.memory().numTensors;
      const { signal, asked } = abortedAt(question);
      const { results, outcome } = await trainWhole(dataset, { ...shortShared, epochs: 50 }, smallRun, { signal });
      expect(asked()).toBe(question);
      expect(outcome).toEqual({ kind: 'stopped' });
      expect(results.length).toBeLessThanOrEqual(1);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  test('by its signal is possible after every step and every evaluated batch', async () => {
    const { signal, asked } = abortedAt(Number.POSITIVE_INFINITY);
    await trainAll(dataset, { ...shortShared, epochs: 1 }, smallRun, { signal });
    // 60 texts in batches of 16 are 4 steps; both parts fit an evaluation batch or two.
    expect(asked()).toBeGreaterThanOrEqual(4 + 2);
  });

  test('by return between two epochs frees every tensor', async () => {
    const before = tf.memory().numTensors;
    const run = train(dataset, shortShared, smallRun);
    await run.next();
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    await run.return({ kind: 'stopped' });
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(backends)('50 epochs on %s hold as many tensors as one, and leave none', async (backend) => {
  await startBackend(backend);
  const counts = new Set<number>();
  const bytes = new Set<number>();
  const before = tf.memory().numTensors;
  const shared = { ...tinyShared, epochs: 50 };
  for await (const _ of train(tinyDataset(shared), shared, { ...smallRun, ...everything })) {
    counts.add(tf.memory().numTensors);
    bytes.add(tf.memory().numBytes);
  }
  expect([counts.size, bytes.size]).toEqual([1, 1]);
  expect(tf.memory().numTensors).toBe(before);
});

describe.each(backends)('on %s a loss that explodes ends the run', (backend) => {
  test.each([
    { name: 'sgd with L2', shared: { optimizer: 'sgd' } as const, run: { kernelL2: 0.1, recurrentL2: 0.1 } },
    { name: 'adam', shared: { optimizer: 'adam' } as const, run: {} },
  ])('$name at rate 1000, and frees every tensor', async ({ shared, run }) => {
    await startBackend(backend);
    const before = tf.memory().numTensors;
    const settings = { ...tinyShared, ...shared, epochs: 20, learningRate: 1000 };
    const { results, outcome } = await trainWhole(tinyDataset(settings), settings, { ...smallRun, ...run });
    if (outcome.kind !== 'diverged') throw new Error(`the run must diverge, got ${outcome.kind}`);
    // The epoch that diverged has no result.
    expect(outcome.epoch).toBe(results.length + 1);
    expect(outcome.epoch).toBeLessThanOrEqual(20);
    expect(outcome.loss <= 1000).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('an LSTM without regularizer learns 200 reviews by heart, and one with strong penalties does not', async () => {
  const shared: SharedSettings = { ...shortShared, trainingSize: 200, epochs: 25, learningRate: 5e-3 };
  const data = await reviews(shared);
  const run = { ...smallRun, units: 16, embeddingSize: 16 };
  const [plain] = (await trainAll(data, shared, run)).slice(-1);
  expect(plain!.train.accuracy).toBeGreaterThanOrEqual(0.97);
  expect(plain!.validation.loss).toBeGreaterThan(plain!.train.loss + 0.2);
  const strong = Object.fromEntries(roles.map((role) => [penaltyId(role, 'L2'), 1]));
  const [held] = (await trainAll(data, shared, { ...run, ...strong })).slice(-1);
  expect(held!.train.loss).toBeGreaterThan(0.6);
});

test('a finished run tells its last and its best epoch, and its mistakes are those that the accuracies count', async () => {
  // Overfits after an epoch or two, so that the best one is not the last.
  const shared = { ...shortShared, epochs: 8, learningRate: 0.02 };
  const { results, outcome } = await trainWhole(dataset, shared, smallRun);
  if (outcome.kind !== 'finished') throw new Error(`the run must finish, got ${outcome.kind}`);
  expect(results.map(({ isLast = false }) => isLast)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((epoch) => epoch === 8));
  const losses = results.map(({ validation }) => validation.loss);
  expect(outcome.lastEpoch).toBe(8);
  expect(outcome.bestEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1);
  expect(outcome.bestEpoch).toBeLessThan(8);
  const { train: training, validation } = results.at(-1)!;
  const { mistakes } = outcome;
  const wrongShare = (positions: Uint32Array, texts: number) => positions.length / texts;
  expect(wrongShare(mistakes.training, dataset.training.labelIds.length)).toBeCloseTo(1 - training.accuracy, 12);
  expect(wrongShare(mistakes.validation, dataset.validation.labelIds.length)).toBeCloseTo(1 - validation.accuracy, 12);
});
