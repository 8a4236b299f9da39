// A training that ends before all epochs it was given, from its host through pool and trainings to the page.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createPool } from '../../src/runs/pool';
import type { WorkerLike } from '../../src/runs/pool-worker';
import { createTrainings, type Trainings } from '../../src/runs/trainings';
import { createHost, type HostOptions } from '../../src/training/host';
import { nextTask } from '../../src/training/next-task';
import type { FromWorker, ToTraining } from '../../src/training/protocol';
import { fakeData, fakeResult } from './fake-worker';

const shared = { ...defaultShared, epochs: 9 };
const endsAt = 3;
const { seed } = shared;
const request = { key: trainingKey(shared, defaultRun), shared, run: defaultRun, seed };
const other = { ...request, key: 'other', run: { ...defaultRun, units: 7 } };
const mistakes = { training: Uint32Array.of(1), validation: Uint32Array.of(2, 3) };
const ending = { weightsEpoch: 2, lastGain: 2 };
const results = [1, 2, 3].map((epoch) => ({
  ...fakeResult(epoch, shared, defaultRun),
  ...(epoch === endsAt && { isLast: true as const }),
}));

let trainings: Trainings;
let posted: ToTraining[];
/** How many trainings ran to their return. */
let returned: number;

const trainRun: NonNullable<HostOptions['trainRun']> = async function* () {
  yield* results;
  returned++;
  return { kind: 'finished', lastEpoch: endsAt, bestEpoch: 2, ending, weights: {} as never, mistakes };
};

/** A worker whose host lives here. */
function spawn(): WorkerLike {
  const say = (data: FromWorker) => worker.onmessage?.({ data } as MessageEvent<FromWorker>);
  const host = createHost({
    send: say,
    startBackend: async () => ({ backend: 'cpu' }),
    startNextBackend: async () => ({ backend: 'cpu' }),
    loadDataset: async () => ({ report: fakeData }) as never,
    trainRun,
  });
  const worker: WorkerLike = {
    postMessage(message) {
      if (message.type === 'calibrate') return;
      posted.push(message);
      host.receive(message);
    },
    terminate() {},
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  };
  queueMicrotask(() => say({ type: 'alive' }));
  return worker;
}

beforeEach(() => {
  posted = [];
  returned = 0;
  trainings = createTrainings({
    createPool: (onEvent) => createPool({ spawn, size: 1, onEvent, watchLock: null }),
    chooseBackend: () => 'cpu',
    kept: null,
    onBackend: () => {},
    onChange: () => {},
  });
  trainings.replace([request]);
});
afterEach(() => trainings.dispose());

const stateOf = () => trainings.stateOf(request.key);

/** Lets everything happen that can. */
async function settle() {
  for (let turn = 0; turn < 50; turn++) await nextTask();
}

test('is finished with its whole curve and its mistakes', async () => {
  trainings.train(request.key);
  await settle();
  expect(stateOf()).toMatchObject({ status: 'finished', results, mistakes, ending, failure: null });
  expect(returned).toBe(1);
});

test('frees its worker for the next one', async () => {
  trainings.replace([request, other]);
  for (const { key } of [request, other]) trainings.train(key);
  await settle();
  expect([request, other].map(({ key }) => trainings.stateOf(key).status)).toEqual(['finished', 'finished']);
});

test('taken one epoch at a time rests between epochs and is finished with its last', async () => {
  const statuses: string[] = [];
  for (let epoch = 1; epoch <= endsAt; epoch++) {
    trainings.step(request.key);
    await settle();
    statuses.push(stateOf().status);
    expect(stateOf().results).toEqual(results.slice(0, epoch));
  }
  expect(statuses).toEqual(['paused', 'paused', 'finished']);
});

test('comes back from the cache as a whole, and is not trained again', async () => {
  trainings.train(request.key);
  await settle();
  const finished = stateOf();
  trainings.replace([other]);
  expect(trainings.replace([request])).toEqual([]);
  expect(stateOf()).toEqual(finished);
  expect(posted.filter(({ type }) => type === 'open')).toHaveLength(1);
});
