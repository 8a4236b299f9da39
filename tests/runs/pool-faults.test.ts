// The worker pool against fake workers that throw, die, fall silent, or answer late.

import { expect, test, vi } from 'vitest';
import type { Ticket } from '../../src/training/protocol';
import { fakeData, noMistakes, wholeEnding } from './fake-worker';
import {
  epochs,
  epochsOf,
  failureOf,
  forgetTold,
  lastStatus,
  openRuns,
  pool,
  setUp,
  statuses,
  told,
  workshop,
} from './pool-stage';

test('a worker that throws fails the run it trained, with the message, and is replaced; others go on', () => {
  setUp(2);
  const [a, b, c] = openRuns(3) as [Ticket, Ticket, Ticket];
  for (const ticket of [a, b, c]) pool.advance(ticket, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.throwError('no such op');
  expect(failureOf(a)?.failure).toEqual({ kind: 'error', detail: 'no such op' });
  expect(workshop.workers[0]!.terminated).toBe(true);
  expect(lastStatus(c)).toBe('starting');
  vi.runAllTimers();
  expect([b, c].map(lastStatus)).toEqual(['finished', 'finished']);
});

test('a message that cannot be read fails the run', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.onmessageerror?.({} as MessageEvent);
  expect(failureOf(a)?.failure.kind).toBe('error');
});

test('a worker that cannot be spawned fails its run instead of throwing', () => {
  setUp(1, {
    locks: false,
    spawn: () => {
      throw new Error('blocked by the content security policy');
    },
  });
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  expect(failureOf(a)?.failure).toMatchObject({ kind: 'error', detail: expect.stringContaining('content security') });
});

test('what a worker trained that dies without a word starts once more, no epoch is told twice, and a second death fails it', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  pool.advance(b, epochs);
  vi.advanceTimersByTime(30);
  const before = epochsOf(a).length;
  expect(before).toBeGreaterThan(0);
  workshop.workers[0]!.die();
  vi.runAllTimers();
  expect(epochsOf(a)).toEqual([1, 2, 3, 4, 5]);
  expect([a, b].map(lastStatus)).toEqual(['finished', 'finished']);
  const [c, d] = openRuns(2) as [Ticket, Ticket];
  pool.advance(c, epochs);
  pool.advance(d, epochs);
  for (const died of ['once', 'twice']) {
    vi.advanceTimersByTime(30);
    expect(failureOf(c), died).toBeUndefined();
    workshop.workers.at(-1)!.die();
    vi.advanceTimersByTime(1);
  }
  expect(failureOf(c)?.failure).toEqual({ kind: 'died' });
  vi.runAllTimers();
  expect(lastStatus(d)).toBe('finished');
});

test('a worker that dies twice without a word fails the run it trained, and a paused run it held goes on elsewhere', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, 2);
  vi.runAllTimers();
  pool.advance(b, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.die();
  vi.advanceTimersByTime(20);
  workshop.workers[1]!.die();
  vi.advanceTimersByTime(1);
  expect(failureOf(b)?.failure).toEqual({ kind: 'died' });
  expect(lastStatus(a)).toBe('paused');
  pool.advance(a, epochs);
  vi.runAllTimers();
  expect(epochsOf(a)).toEqual([1, 2, 3, 4, 5]);
  expect(lastStatus(a)).toBe('finished');
});

test('a worker terminated by the pool is not taken for one that died', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  expect(workshop.watchedLocks()).toHaveLength(1);
  workshop.workers[0]!.throwError('first');
  expect(workshop.watchedLocks()).toEqual([]);
  forgetTold();
  vi.runAllTimers();
  expect(told).toEqual([]);
});

test('without locks a training run starts once more after a minute of silence, not before, and is given up after another', () => {
  setUp(1, { locks: false });
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(15);
  expect(epochsOf(a)).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(epochsOf(a)).toEqual([1]);
  workshop.workers[0]!.hang();
  vi.advanceTimersByTime(59_999);
  expect(workshop.workers).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(workshop.workers).toHaveLength(2);
  vi.advanceTimersByTime(16);
  workshop.workers[1]!.hang();
  vi.advanceTimersByTime(59_999);
  expect(failureOf(a)).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(failureOf(a)?.failure).toEqual({ kind: 'unresponsive' });
});

test('a paused run may be silent for ever', () => {
  setUp(1, { locks: false });
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, 1);
  vi.advanceTimersByTime(200_000);
  expect(statuses(a)).toEqual(['starting', 'training', 'paused']);
});

test('a worker with a lock may be silent for long epochs', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.hang();
  vi.advanceTimersByTime(200_000);
  expect(failureOf(a)).toBeUndefined();
});

test('a worker that never comes alive is given up after a minute even with locks', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  workshop.workers[0]!.hang();
  vi.advanceTimersByTime(60_000);
  expect(failureOf(a)?.failure).toEqual({ kind: 'unresponsive' });
});

test('what the worker reports of itself and of a failure is passed on', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  expect(told).toContainEqual({ ticket: a, type: 'opened', backend: { backend: 'cpu' }, data: fakeData });
  const failure = { kind: 'diverged', epoch: 2, loss: Number.NaN } as const;
  workshop.workers[0]!.say({ type: 'failed', ticket: a, failure });
  expect(failureOf(a)?.failure).toEqual(failure);
  expect(workshop.workers[0]!.terminated).toBe(false);
});

test('messages for an old or unknown ticket are ignored', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  pool.close(a);
  pool.advance(b, epochs);
  vi.advanceTimersByTime(10);
  forgetTold();
  const { say } = workshop.workers[0]!;
  for (const ticket of [a, 99]) {
    say({ type: 'failed', ticket, failure: { kind: 'data', detail: '' } });
    say({ type: 'finished', ticket, fingerprint: '', mistakes: noMistakes, ending: wholeEnding(5) });
    say({ type: 'idle', ticket });
    say({ type: 'closed', ticket });
  }
  expect(told).toEqual([]);
  pool.advance(99, 3);
  pool.pause(99);
  pool.close(99);
  vi.runAllTimers();
  expect(epochsOf(b)).toEqual([1, 2, 3, 4, 5]);
});

test('a late answer to an earlier pause does not end the advance after it', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.say({ type: 'idle', ticket: a });
  expect(lastStatus(a)).toBe('training');
  vi.runAllTimers();
  expect(lastStatus(a)).toBe('finished');
  expect(workshop.posted('advance')).toHaveLength(1);
});
