// How a run in the worker ends before its time: closed, or by each way of failing.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Backend, RunSettings, SharedSettings } from '../../src/experiment/experiment';
import type { Dataset } from '../../src/text/dataset';
import type { HostOptions } from '../../src/training/host';
import { nextTask } from '../../src/training/next-task';
import { tinyDataset, tinyShared } from './dataset';
import { deferred, startHost } from './hosted';

const dataset = tinyDataset();

beforeAll(async () => {
  expect(await startBackend('wasm')).toEqual({ backend: 'wasm' });
});

describe('closing', () => {
  test('a resting run answers closed and frees its memory', async () => {
    const before = tf.memory().numTensors;
    const host = startHost();
    host.open(1);
    host.advance(1, 1);
    await host.message('idle', 1);
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    host.close(1);
    await host.message('closed', 1);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('in the middle of an epoch ends it, and nothing follows', async () => {
    const before = tf.memory().numTensors;
    // An epoch of 2000 texts, one a step: longer than a turn.
    const texts = Array.from({ length: 2000 }, (_, i) => i % dataset.training.labelIds.length);
    const room = tinyShared.sequenceLength;
    const { tokenIds, lengths, labelIds } = dataset.training;
    const long: Dataset = {
      ...dataset,
      training: {
        tokenIds: Int32Array.from(texts.flatMap((i) => [...tokenIds.subarray(i * room, (i + 1) * room)])),
        lengths: Int32Array.from(texts, (i) => lengths[i]!),
        labelIds: Int32Array.from(texts, (i) => labelIds[i]!),
      },
    };
    const host = startHost({ loadDataset: async () => long });
    host.open(1, { batchSize: 1, epochs: 500 });
    await host.message('opened', 1);
    host.advance(1, 500);
    while (tf.memory().numTensors === before) await nextTask();
    expect(host.types(1)).toEqual(['opened']);
    host.close(1);
    // Within a few turns of the event loop, of which the rest of the epoch would take dozens.
    for (let turn = 0; turn < 4; turn++) await nextTask();
    expect(host.types(1)).toEqual(['opened', 'closed']);
    expect(tf.memory().numTensors).toBe(before);
    await host.settle();
    expect(host.types(1)).toEqual(['opened', 'closed']);
  });

  test('while the backend or the dataset is awaited answers at once, and nothing follows', async () => {
    const backend = deferred<{ backend: Backend }>();
    const data = deferred<Dataset>();
    const host = startHost({ startBackend: () => backend.promise, loadDataset: () => data.promise });
    host.open(1);
    host.advance(1, 3);
    host.close(1);
    await host.message('closed', 1);
    backend.resolve({ backend: 'wasm' });
    host.open(2);
    await host.settle();
    host.close(2);
    await host.message('closed', 2);
    data.resolve(dataset);
    await host.settle();
    expect([host.types(1), host.types(2)]).toEqual([['closed'], ['closed']]);
  });

  test('a run whose backend or dataset then fails says nothing of that', async () => {
    const backend = deferred<{ backend: Backend }>();
    const host = startHost({ startBackend: () => backend.promise });
    host.open(1);
    host.close(1);
    backend.reject(new Error('late'));
    await host.settle();
    expect(host.types(1)).toEqual(['closed']);
  });

  test('a run that is finished, failed or unknown answers closed', async () => {
    const host = startHost();
    host.open(1, { epochs: 1 });
    host.advance(1, 1);
    await host.message('finished', 1);
    host.close(1);
    host.close(99);
    expect(host.types(1).at(-1)).toBe('closed');
    expect(host.types(99)).toEqual(['closed']);
  });

  test('advance and pause of an unknown run are ignored', async () => {
    const host = startHost();
    host.advance(99, 3);
    host.pause(99);
    await host.settle();
    expect(host.sent).toEqual([]);
  });
});

describe('failure', () => {
  /** Opens and advances run 1; gives what it failed of, and sees that nothing follows. */
  async function failureOf(
    options: Partial<HostOptions>,
    shared: Partial<SharedSettings> = {},
    run: Partial<RunSettings> = {},
  ) {
    const before = tf.memory().numTensors;
    const host = startHost(options);
    host.open(1, shared, run);
    host.advance(1, 20);
    const { failure } = await host.message('failed', 1);
    host.advance(1, 20);
    host.pause(1);
    await host.settle();
    expect(host.types(1).filter((type) => type !== 'epoch' && type !== 'opened')).toEqual(['failed']);
    expect(tf.memory().numTensors).toBe(before);
    return failure;
  }

  test('of the backend is said to be one', async () => {
    const options: Partial<HostOptions> = {
      startBackend: async () => {
        throw new Error('neither wasm nor cpu');
      },
    };
    expect(await failureOf(options)).toEqual({ kind: 'backend', detail: 'neither wasm nor cpu' });
  });

  test('of the dataset is said to be one, whatever is thrown', async () => {
    for (const thrown of [new Error('offline'), 'offline']) {
      const options: Partial<HostOptions> = {
        loadDataset: async () => {
          throw thrown;
        },
      };
      expect(await failureOf(options)).toEqual({ kind: 'data', detail: 'offline' });
    }
  });

  test('by divergence names the epoch and the loss', async () => {
    const shared = { optimizer: 'sgd', learningRate: 1000, epochs: 20 } as const;
    const failure = await failureOf({}, shared, { kernelL2: 1, recurrentL2: 1 });
    expect(failure).toMatchObject({ kind: 'diverged', epoch: expect.any(Number), loss: expect.any(Number) });
  });

  test('of anything else while training is an error with its message', async () => {
    const lengths = dataset.training.lengths.map(() => -1);
    const broken = { ...dataset, training: { ...dataset.training, lengths } };
    const failure = await failureOf({ loadDataset: async () => broken });
    expect(failure).toEqual({ kind: 'error', detail: 'length must be a whole number from 0 to 1, got -1' });
  });
});
