// A finished training on the test texts: the evaluation that validation goes through, of the weights that were asked
// for, and the confusion of labels.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { exactBackends, type RunSettings, type SharedSettings } from '../../src/experiment/experiment';
import type { Dataset } from '../../src/text/dataset';
import type { FinishedOutcome } from '../../src/training/outcome';
import { evaluateOnTest } from '../../src/training/test-evaluation';
import type { TrainOptions } from '../../src/training/train';
import { trainWhole } from '../../src/training/whole-run';
import { reviews, shortShared, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';
import { startHost, timeless } from './hosted';

async function finish(dataset: Dataset, shared: SharedSettings, run: RunSettings, options?: TrainOptions) {
  const { outcome } = await trainWhole(dataset, shared, run, options);
  if (outcome.kind !== 'finished') throw new Error(`the training must finish, but it ${outcome.kind}`);
  return outcome;
}

describe.each(exactBackends)('on %s', (backend) => {
  beforeAll(async () => {
    expect(await startBackend(backend)).toEqual({ backend });
  });

  test('validation texts in the place of test texts give the validation of that epoch, to the last bit', async () => {
    // Dropout everywhere and a penalty, which no evaluation may have; a schedule that goes by all epochs.
    const run = { ...smallRun, embeddingDropout: 0.2, recurrentDropout: 0.2, outputDropout: 0.3, kernelL2: 0.01 };
    const shared: SharedSettings = { ...shortShared, schedule: 'cosine' };
    const dataset = await reviews(shared);
    const swapped = { ...dataset, test: dataset.validation };
    const curve = await trainAll(dataset, shared, run);
    for (const lastEpoch of [1, 2, 3]) {
      const outcome = await finish(dataset, shared, run, { lastEpoch });
      const { loss, accuracy, epoch, texts } = await evaluateOnTest(swapped, shared, run, outcome);
      expect({ loss, accuracy }).toEqual(curve[lastEpoch - 1]!.validation);
      expect([epoch, texts]).toEqual([lastEpoch, dataset.validation.labelIds.length]);
    }
  });
});

test('a training that ends before its last epoch has the curve of one that does not, up to there', async () => {
  const shared: SharedSettings = { ...tinyShared, schedule: 'cosine' };
  const whole = await trainAll(tinyDataset(), shared, smallRun);
  const part = await trainAll(tinyDataset(), shared, smallRun, { lastEpoch: 2 });
  expect(part.map(timeless)).toEqual([
    timeless(whole[0]!),
    timeless({ ...whole[1]!, isLast: true } as (typeof whole)[0]),
  ]);
  expect(await trainAll(tinyDataset(), shared, smallRun, { lastEpoch: 99 })).toHaveLength(3);
});

test('rows of the confusion are true labels, columns what the network says', async () => {
  // Output weights of zero but for a bias: whatever the text, the second label has the largest logit.
  const dataset = tinyDataset();
  const outcome = await finish(dataset, tinyShared, smallRun);
  const weights = outcome.weights.map((values) => values.map(() => 0));
  weights[weights.length - 1]!.set([0, 1]);
  const constant: FinishedOutcome = { ...outcome, weights };
  const { confusion, accuracy, loss } = await evaluateOnTest(dataset, tinyShared, smallRun, constant);
  // A tenth of 20 texts, one a label: the bad one is taken for a good one.
  expect(confusion).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(accuracy).toBe(0.5);
  // −ln softmax([0, 1]) is ln(1 + e) and ln(1 + e) − 1.
  expect(loss).toBeCloseTo(Math.log(1 + Math.E) - 0.5, 6);
});

test('without test texts there is nothing to evaluate on, and no tensor is left', async () => {
  const dataset = tinyDataset();
  const empty = { ...dataset, test: { ...dataset.test, labelIds: new Int32Array(0), lengths: new Int32Array(0) } };
  const outcome = await finish(dataset, tinyShared, smallRun);
  const before = tf.memory().numTensors;
  await expect(evaluateOnTest(empty, tinyShared, smallRun, outcome)).rejects.toThrow('got none');
  await evaluateOnTest(dataset, tinyShared, smallRun, outcome);
  expect(tf.memory().numTensors).toBe(before);
});

describe('in the worker', () => {
  test('a training opened with an epoch ends after it, and says what the test texts say', async () => {
    const dataset = tinyDataset();
    const host = startHost();
    host.open(1, {}, {}, 2);
    host.advance(1, Number.POSITIVE_INFINITY);
    const { test: found } = await host.message('finished', 1);
    expect(host.types(1)).toEqual(['opened', 'epoch', 'epoch', 'finished']);
    const outcome = await finish(dataset, tinyShared, smallRun, { lastEpoch: 2 });
    expect(found).toEqual(await evaluateOnTest(dataset, tinyShared, smallRun, outcome));
  });

  test('one that is only trained never looks at them', async () => {
    const host = startHost();
    host.open(1);
    host.advance(1, Number.POSITIVE_INFINITY);
    expect(await host.message('finished', 1)).not.toHaveProperty('test');
  });

  test('one that is closed while it is evaluated says nothing more, and leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    const dataset = tinyDataset();
    const closing = {
      ...dataset,
      get test() {
        host.close(1);
        return dataset.test;
      },
    };
    const host = startHost({ loadDataset: async () => closing });
    host.open(1, {}, {}, 1);
    host.advance(1, Number.POSITIVE_INFINITY);
    await host.message('closed', 1);
    await host.settle();
    expect(host.types(1).filter((type) => type !== 'closed')).toEqual(['opened', 'epoch']);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('one without test texts fails and says why', async () => {
    const dataset = tinyDataset();
    const empty = { ...dataset, test: { ...dataset.test, labelIds: new Int32Array(0) } };
    const host = startHost({ loadDataset: async () => empty });
    host.open(1, {}, {}, 1);
    host.advance(1, Number.POSITIVE_INFINITY);
    const { failure } = await host.message('failed', 1);
    expect(failure).toEqual({ kind: 'error', detail: 'the dataset must have test texts, got none' });
  });
});
