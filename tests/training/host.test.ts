// What the worker answers to each message, with several runs in hand, and to each way of failing.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend, startNextBackend } from '../../src/engine/backend';
import type { Backend, RunSettings, SharedSettings } from '../../src/experiment/experiment';
import type { Dataset } from '../../src/text/dataset';
import { createHost, type HostOptions } from '../../src/training/host';
import { nextTask } from '../../src/training/next-task';
import type { EpochResult, FromWorker, Ticket } from '../../src/training/protocol';
import { fingerprintOf, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';

const dataset = tinyDataset();
let curve: EpochResult[];

beforeAll(async () => {
  expect(await startBackend('wasm')).toEqual({ backend: 'wasm' });
  curve = await trainAll(dataset, tinyShared, smallRun);
});

type Message<Type extends FromWorker['type']> = Extract<FromWorker, { type: Type }>;

/** `onSend` hears of every message as it is sent. */
function startHost({ onSend, ...options }: Partial<HostOptions> & { onSend?: HostOptions['send'] } = {}) {
  const sent: FromWorker[] = [];
  const host = createHost({
    send(message) {
      sent.push(message);
      onSend?.(message);
    },
    startBackend,
    startNextBackend,
    loadDataset: async () => dataset,
    ...options,
  });
  const of = (ticket: Ticket) => sent.filter((message) => 'ticket' in message && message.ticket === ticket);

  /** Waits for a run's next message of this type, after those already waited for. */
  const taken = new Set<FromWorker>();
  async function message<Type extends FromWorker['type']>(type: Type, ticket: Ticket): Promise<Message<Type>> {
    for (let turn = 0; turn < 10_000; turn++) {
      const found = of(ticket).find((each) => each.type === type && !taken.has(each));
      if (found) {
        taken.add(found);
        return found as Message<Type>;
      }
      await nextTask();
    }
    throw new Error(`no ${type} for ${ticket}, only ${of(ticket).map((each) => each.type)}`);
  }

  /** Lets everything happen that can. */
  async function settle() {
    for (let turn = 0; turn < 200; turn++) await nextTask();
  }

  return {
    sent,
    message,
    settle,
    receive: host.receive,
    types: (ticket: Ticket) => of(ticket).map(({ type }) => type),
    epochs: (ticket: Ticket) => of(ticket).filter((each) => each.type === 'epoch'),
    open: (ticket: Ticket, shared: Partial<SharedSettings> = {}, run: Partial<RunSettings> = {}) =>
      host.receive({ type: 'open', ticket, shared: { ...tinyShared, ...shared }, run: { ...smallRun, ...run } }),
    advance: (ticket: Ticket, untilEpoch: number) => host.receive({ type: 'advance', ticket, untilEpoch }),
    pause: (ticket: Ticket) => host.receive({ type: 'pause', ticket }),
    close: (ticket: Ticket) => host.receive({ type: 'close', ticket }),
  };
}

/** What of an epoch does not depend on the clock. */
const timeless = ({ tokensPerSecond: _, elapsedMs: __, ...result }: EpochResult) => result;

/** A promise and the way to settle it. */
function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

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
