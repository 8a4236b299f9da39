// What the worker answers to each message, with one run and with several in hand.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { RunSettings } from '../../src/experiment/experiment';
import type { EpochResult } from '../../src/training/protocol';
import { fingerprintOf, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';
import { startHost, timeless } from './hosted';

const dataset = tinyDataset();
let curve: EpochResult[];

beforeAll(async () => {
  expect(await startBackend('wasm')).toEqual({ backend: 'wasm' });
  curve = await trainAll(dataset, tinyShared, smallRun);
});

describe('one run', () => {
  test('is opened, trained to its last epoch and finished, with a fingerprint at each', async () => {
    const before = tf.memory().numTensors;
    const host = startHost();
    host.open(1);
    expect(await host.message('opened', 1)).toEqual({
      type: 'opened',
      ticket: 1,
      backend: { backend: 'wasm' },
      data: dataset.report,
    });
    host.advance(1, 3);
    const finished = await host.message('finished', 1);
    expect(host.types(1)).toEqual(['opened', 'epoch', 'epoch', 'epoch', 'finished']);
    for (const [i, { result, fingerprint }] of host.epochs(1).entries()) {
      expect(timeless(result)).toEqual(timeless(curve[i]!));
      expect(fingerprint).toBe(fingerprintOf(curve.slice(0, i + 1)));
    }
    expect(finished.fingerprint).toBe(fingerprintOf(curve));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('waits for advance, goes only as far as it was asked to, and says that it is idle', async () => {
    const host = startHost();
    host.open(1);
    await host.message('opened', 1);
    await host.settle();
    expect(host.types(1)).toEqual(['opened']);
    host.advance(1, 2);
    await host.message('idle', 1);
    await host.settle();
    expect(host.types(1)).toEqual(['opened', 'epoch', 'epoch', 'idle']);
    host.close(1);
    await host.message('closed', 1);
  });

  test('may be advanced before it is ready', async () => {
    const host = startHost();
    host.open(1);
    host.advance(1, 1);
    await host.message('idle', 1);
    expect(host.types(1)).toEqual(['opened', 'epoch', 'idle']);
    host.close(1);
    await host.message('closed', 1);
  });

  test('is not trained beyond its epochs, however far it is asked to go', async () => {
    const host = startHost();
    host.open(1);
    host.advance(1, 1000);
    await host.message('finished', 1);
    expect(host.epochs(1)).toHaveLength(3);
  });

  test('advanced twice at once is trained once', async () => {
    const host = startHost();
    host.open(1);
    host.advance(1, 1);
    host.advance(1, 1);
    await host.settle();
    expect(host.types(1)).toEqual(['opened', 'epoch', 'idle']);
    host.advance(1, 2);
    host.advance(1, 3);
    await host.message('finished', 1);
    await host.settle();
    expect(host.types(1).slice(3)).toEqual(['epoch', 'epoch', 'finished']);
  });

  test('paused and advanced again continues with the very same curve', async () => {
    const host = startHost();
    host.open(1, { epochs: 8 });
    host.advance(1, 8);
    await host.message('epoch', 1);
    host.pause(1);
    await host.message('idle', 1);
    const reached = host.epochs(1).length;
    expect(reached).toBeGreaterThanOrEqual(1);
    expect(reached).toBeLessThan(8);
    await host.settle();
    expect(host.epochs(1)).toHaveLength(reached);
    host.advance(1, 8);
    const { fingerprint } = await host.message('finished', 1);
    expect(host.epochs(1).map(({ result }) => result.epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(fingerprint).toBe(fingerprintOf(await trainAll(dataset, { ...tinyShared, epochs: 8 }, smallRun)));
  });

  test('paused after its last epoch is finished all the same', async () => {
    const host = startHost({
      onSend: ({ type }) => {
        if (type === 'epoch' && host.epochs(1).length === 3) host.pause(1);
      },
    });
    host.open(1);
    host.advance(1, 3);
    await host.message('finished', 1);
    await host.settle();
    expect(host.types(1)).toEqual(['opened', 'epoch', 'epoch', 'epoch', 'finished']);
  });

  test('paused while it rests answers at once', async () => {
    const host = startHost();
    host.open(1);
    await host.message('opened', 1);
    host.pause(1);
    expect(host.types(1)).toEqual(['opened', 'idle']);
    host.close(1);
    await host.message('closed', 1);
  });

  test('paused before it is ready rests without an epoch', async () => {
    const host = startHost();
    host.open(1);
    host.advance(1, 3);
    host.pause(1);
    await host.message('idle', 1);
    expect(host.types(1)).toEqual(['opened', 'idle']);
    host.close(1);
    await host.message('closed', 1);
  });

  test('reports the backend that runs instead of the one asked for, and why', async () => {
    const insteadOf = { backend: 'wasm', reason: 'no SIMD' } as const;
    const host = startHost({
      startBackend: async () => ({ ...(await startBackend('cpu')), insteadOf }),
    });
    host.open(1, { backend: 'auto' });
    expect((await host.message('opened', 1)).backend).toEqual({ backend: 'cpu', insteadOf });
    host.advance(1, 3);
    expect((await host.message('finished', 1)).fingerprint).toBe(fingerprintOf(curve));
    await startBackend('wasm');
  });
});

describe('several runs at once', () => {
  test('each have their own curve, whoever is advanced first', async () => {
    const runs: Partial<RunSettings>[] = [{}, { kernelL2: 0.1 }, { cell: 'GRU' }, { outputDropout: 0.5 }];
    const host = startHost();
    for (const [ticket, run] of runs.entries()) host.open(ticket, {}, run);
    for (const ticket of [2, 0, 3, 1]) host.advance(ticket, 1);
    for (const ticket of runs.keys()) await host.message('idle', ticket);
    for (const ticket of runs.keys()) host.advance(ticket, 3);
    const fingerprints: string[] = [];
    for (const ticket of runs.keys()) fingerprints.push((await host.message('finished', ticket)).fingerprint);
    const expected: string[] = [];
    for (const run of runs) expected.push(fingerprintOf(await trainAll(dataset, tinyShared, { ...smallRun, ...run })));
    expect(fingerprints).toEqual(expected);
    expect(new Set(fingerprints).size).toBe(4);
  });

  test('go on when one is closed and another fails', async () => {
    const host = startHost();
    for (const ticket of [1, 2]) host.open(ticket);
    host.open(3, { optimizer: 'sgd', learningRate: 1000 }, { kernelL2: 1, recurrentL2: 1 });
    host.advance(2, 1);
    await host.message('idle', 2);
    host.close(2);
    host.advance(3, 3);
    host.advance(1, 3);
    await host.message('failed', 3);
    expect((await host.message('finished', 1)).fingerprint).toBe(fingerprintOf(curve));
    expect(host.types(2).at(-1)).toBe('closed');
  });

  test('stay each on the backend that it was opened on', async () => {
    const host = startHost();
    host.open(1, { backend: 'wasm' });
    host.open(2, { backend: 'cpu' });
    expect((await host.message('opened', 1)).backend).toEqual({ backend: 'wasm' });
    expect((await host.message('opened', 2)).backend).toEqual({ backend: 'cpu' });
    // Learners are made at the first epoch, when cpu is current.
    for (const [ticket, backend] of [
      [1, 'wasm'],
      [2, 'cpu'],
      [1, 'wasm'],
    ] as const) {
      host.advance(ticket, host.epochs(ticket).length + 1);
      await host.message('idle', ticket);
      expect(tf.getBackend()).toBe(backend);
    }
    for (const ticket of [1, 2]) host.close(ticket);
    await startBackend('wasm');
  });
});
