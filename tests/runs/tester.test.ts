// The tester on fake workers: what it trains again, what it tells, and what counts as a look.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createLookMemory } from '../../src/runs/look-memory';
import { createPool } from '../../src/runs/pool';
import { createTester, resultKey, type Tester, type TestRequest } from '../../src/runs/tester';
import { createWorkshop, fakeResult, fakeTest } from './fake-worker';

let workshop: ReturnType<typeof createWorkshop>;
let tester: Tester;
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  workshop = createWorkshop();
  now = 0;
  tester = createTester({
    createPool: (trainings, onEvent) =>
      createPool({ spawn: workshop.spawn, size: trainings, watchLock: workshop.watchLock, onEvent }),
    memory: createLookMemory(() => {
      throw new Error('no storage');
    }),
    now: () => ++now,
  });
});
afterEach(() => {
  tester.cancel();
  vi.useRealTimers();
});

const about = { testSets: ['reviews'], run: 'A', name: 'plain', weights: 'final' } as const;

function request(seed: number, epoch: number, change: Partial<TestRequest> = {}): TestRequest {
  const shared = { ...defaultShared, epochs: 5, seed, backend: 'wasm' as const };
  const results = [1, 2, 3, 4, 5].map((each) => fakeResult(each, shared, defaultRun));
  return { key: trainingKey(shared, defaultRun), seed, shared, run: defaultRun, epoch, results, ...change };
}

const state = () => tester.state.getState();
/** Lets time pass until so many epochs are trained. */
function until(done: number): void {
  for (let turn = 0; turn < 100 && state().work?.done !== done; turn++) vi.advanceTimersToNextTimer();
  expect(state().work?.done).toBe(done);
}
const found = (asked: TestRequest) => state().tested.get(resultKey(asked));

test('a training is trained once more up to its epoch, in a worker that ends with it', () => {
  const asked = request(7, 3);
  tester.evaluate([asked], about);
  expect(state().work).toEqual({ done: 0, total: 3 });
  vi.runAllTimers();
  expect(workshop.posted('open')).toMatchObject([{ shared: asked.shared, run: defaultRun, testAt: 3 }]);
  expect(found(asked)).toEqual({
    ...fakeTest(3),
    seed: 7,
    validation: asked.results[2]!.validation,
    shown: null,
    isExact: true,
  });
  expect(state()).toMatchObject({ work: null, failure: null });
  expect(workshop.living()).toHaveLength(0);
});

test('a curve that comes out otherwise, in any epoch, is told with what was shown', () => {
  const asked = request(7, 3);
  const [first, ...rest] = asked.results;
  const shown = { ...first!, train: { ...first!.train, loss: first!.train.loss + 1e-12 } };
  tester.evaluate([{ ...asked, results: [shown, ...rest] }], about);
  vi.runAllTimers();
  expect(found(asked)!.shown).toEqual(asked.results[2]!.validation);
});

test('all seeds are one look, and nothing of it is told before all are there', () => {
  const asked = [request(1, 2), request(2, 5)];
  tester.evaluate(asked, about);
  until(6);
  expect(state().tested.size).toBe(0);
  expect(state().looks).toEqual([]);
  vi.runAllTimers();
  expect(asked.map((each) => found(each)!.epoch)).toEqual([2, 5]);
  expect(state().looks).toEqual([{ ...about, seen: asked.map(resultKey), at: 1 }]);
});

test('other weights are another look, the same ones are none and are not trained again', () => {
  for (const epoch of [5, 2, 5]) {
    tester.evaluate([request(7, epoch)], about);
    vi.runAllTimers();
  }
  expect(state().looks).toHaveLength(2);
  expect(workshop.posted('open')).toHaveLength(2);
});

test('seeds that come beside those seen are a new look, and only they are trained', () => {
  tester.evaluate([request(1, 2)], about);
  vi.runAllTimers();
  tester.evaluate([request(1, 2), request(2, 2)], about);
  vi.runAllTimers();
  expect(workshop.posted('open').map(({ shared }) => shared.seed)).toEqual([1, 2]);
  expect(state().looks).toHaveLength(2);
});

test('what is cancelled was not seen', () => {
  tester.evaluate([request(7, 3)], about);
  until(1);
  tester.cancel();
  vi.runAllTimers();
  expect(state()).toMatchObject({ work: null, looks: [], failure: null });
  expect(state().tested.size).toBe(0);
  expect(workshop.living()).toHaveLength(0);
});

test('what fails was not seen, says why, and may be tried again', () => {
  const asked = [request(1, 3), request(2, 3)];
  tester.evaluate(asked, about);
  until(2);
  workshop.workers[0]!.say({ type: 'failed', ticket: 1, failure: { kind: 'error', detail: 'no memory' } });
  vi.runAllTimers();
  expect(state()).toMatchObject({ work: null, looks: [], failure: { kind: 'error', detail: 'no memory' } });
  expect(workshop.living()).toHaveLength(0);
  tester.evaluate(asked, about);
  vi.runAllTimers();
  expect(state()).toMatchObject({ failure: null, looks: [{ at: 1 }] });
});
