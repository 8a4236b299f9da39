// The worker pool against fake workers: who trains where and when, pausing, and closing.

import { expect, test, vi } from 'vitest';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { poolSize, startsAtOnce } from '../../src/runs/pool';
import type { Ticket } from '../../src/training/protocol';
import { fakeTest, noMistakes, wholeEnding } from './fake-worker';
import {
  epochs,
  epochsOf,
  forgetTold,
  lastStatus,
  openRuns,
  pool,
  setUp,
  statuses,
  type Told,
  told,
  workshop,
} from './pool-stage';

test('there is one worker a run, but of more than two cores one is left to the page', () => {
  expect(poolSize(2, 8)).toBe(2);
  expect(poolSize(6, 4)).toBe(3);
  expect(poolSize(6, 1)).toBe(1);
  // A page next to one worker leaves half of two cores idle.
  expect(poolSize(6, 2)).toBe(2);
});

test('where cores are few, a worker starts when the one before it is there', () => {
  expect([1, 2, 4].map(startsAtOnce)).toEqual([1, 1, 3]);
  setUp(2, { startingAtOnce: 1 });
  const [a, b, c] = openRuns(3) as [Ticket, Ticket, Ticket];
  for (const ticket of [a, b, c]) pool.advance(ticket, epochs);
  expect(workshop.workers).toHaveLength(1);
  expect([a, b, c].map(lastStatus)).toEqual(['starting', 'waiting', 'waiting']);
  while (workshop.workers.length === 1) vi.advanceTimersToNextTimer();
  expect([a, b, c].map(lastStatus)).toEqual(['starting', 'starting', 'waiting']);
  vi.runAllTimers();
  expect([a, b, c].map(lastStatus)).toEqual(['finished', 'finished', 'finished']);
  expect(workshop.workers).toHaveLength(2);
});

test('no worker starts before something is to be trained', () => {
  setUp(2);
  openRuns(2);
  vi.advanceTimersByTime(1000);
  expect(workshop.workers).toHaveLength(0);
});

test('runs start in their order, not in the order of the calls, and the others wait', () => {
  setUp(1);
  const [a, b, c] = openRuns(3) as [Ticket, Ticket, Ticket];
  pool.setOrder([a, c, b]);
  for (const ticket of [a, b, c]) pool.advance(ticket, epochs);
  expect([a, b, c].map(lastStatus)).toEqual(['starting', 'waiting', 'waiting']);
  vi.runAllTimers();
  const started = told.filter((event) => event.type === 'opened').map(({ ticket }) => ticket);
  expect(started).toEqual([a, c, b]);
  expect(statuses(b)).toEqual(['waiting', 'starting', 'training', 'finished']);
  expect(epochsOf(b)).toEqual([1, 2, 3, 4, 5]);
});

test('no more workers than the size are spawned, and more once it grows', () => {
  setUp(2);
  const tickets = openRuns(3);
  for (const ticket of tickets) pool.advance(ticket, epochs);
  vi.advanceTimersByTime(20);
  expect(workshop.workers).toHaveLength(2);
  pool.resize(3);
  expect(workshop.workers).toHaveLength(3);
  expect(tickets.map(lastStatus)).toEqual(['training', 'training', 'starting']);
});

test('workers beyond a smaller size end when they hold nothing', () => {
  setUp(3);
  for (const ticket of openRuns(3)) pool.advance(ticket, epochs);
  pool.resize(1);
  expect(workshop.living()).toHaveLength(3);
  vi.runAllTimers();
  expect(workshop.living()).toHaveLength(1);
  expect(told.filter(({ type }) => type === 'finished')).toHaveLength(3);
});

test('a smaller size ends no worker that holds a paused run', () => {
  setUp(2);
  const tickets = openRuns(2);
  for (const ticket of tickets) pool.advance(ticket, 1);
  vi.runAllTimers();
  pool.resize(1);
  expect(workshop.living()).toHaveLength(2);
});

test('a run is told to be paused only once its worker said so, and resumes where it was', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(30);
  const before = epochsOf(a).length;
  pool.pause(a);
  expect(lastStatus(a)).toBe('training');
  vi.advanceTimersByTime(1);
  expect(lastStatus(a)).toBe('paused');
  vi.advanceTimersByTime(1000);
  expect(epochsOf(a)).toHaveLength(before);
  pool.advance(a, epochs);
  vi.runAllTimers();
  expect(epochsOf(a)).toEqual([1, 2, 3, 4, 5]);
  expect(workshop.posted('open')).toHaveLength(1);
});

test('a waiting run is paused at once, without any worker hearing of it', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  pool.advance(b, epochs);
  pool.pause(b);
  expect(lastStatus(b)).toBe('paused');
  vi.runAllTimers();
  expect(workshop.posted('open').map(({ ticket }) => ticket)).toEqual([a]);
});

test('a run paused before its worker is alive gives that worker up', () => {
  setUp(2);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  pool.pause(a);
  expect(lastStatus(a)).toBe('paused');
  pool.advance(b, epochs);
  expect(workshop.workers).toHaveLength(1);
  vi.runAllTimers();
  expect(epochsOf(a)).toEqual([]);
  expect(lastStatus(b)).toBe('finished');
});

test('a run paused while it starts does not train', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(3);
  pool.pause(a);
  expect(lastStatus(a)).toBe('starting');
  vi.runAllTimers();
  expect(lastStatus(a)).toBe('paused');
  expect(epochsOf(a)).toEqual([]);
});

test('a run paused and resumed before its worker answered goes on training', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(30);
  pool.pause(a);
  pool.advance(a, epochs);
  vi.runAllTimers();
  expect(statuses(a)).toEqual(['starting', 'training', 'finished']);
  expect(epochsOf(a)).toEqual([1, 2, 3, 4, 5]);
});

test('one worker takes several runs one epoch further, one after another, and holds them all', () => {
  setUp(1);
  const tickets = openRuns(3);
  for (const until of [1, 2]) {
    for (const ticket of tickets) pool.advance(ticket, until);
    vi.runAllTimers();
    for (const ticket of tickets) {
      expect(epochsOf(ticket)).toHaveLength(until);
      expect(lastStatus(ticket)).toBe('paused');
    }
  }
  expect(workshop.workers).toHaveLength(1);
  expect(workshop.posted('open')).toHaveLength(3);
});

test('a nearer target stops a run that was asked to go further', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(30);
  const done = epochsOf(a).length;
  pool.advance(a, done + 1);
  vi.runAllTimers();
  expect(epochsOf(a)).toHaveLength(done + 1);
  expect(lastStatus(a)).toBe('paused');
});

test('a run paused during its last epoch is finished when its worker says so', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(50);
  expect(epochsOf(a)).toHaveLength(4);
  const { say } = workshop.workers[0]!;
  pool.pause(a);
  const result = { ...(told.find(({ type }) => type === 'epoch') as Told & { type: 'epoch' }).result, epoch: 5 };
  say({ type: 'epoch', ticket: a, result, fingerprint: 'last' });
  say({ type: 'finished', ticket: a, fingerprint: 'last', mistakes: noMistakes, ending: wholeEnding(5) });
  expect(told.at(-1)).toEqual({
    ticket: a,
    type: 'finished',
    fingerprint: 'last',
    mistakes: noMistakes,
    ending: wholeEnding(5),
  });
  vi.runAllTimers();
  expect(lastStatus(a)).toBe('finished');
});

test('a worker that closes in time is used again', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  pool.close(a);
  pool.advance(b, epochs);
  expect(lastStatus(b)).toBe('waiting');
  vi.runAllTimers();
  expect(lastStatus(b)).toBe('finished');
  expect(workshop.workers).toHaveLength(1);
});

test('a worker that does not close its run within 60 ms is replaced', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.hang();
  pool.close(a);
  pool.advance(b, epochs);
  vi.advanceTimersByTime(59);
  expect(workshop.workers[0]!.terminated).toBe(false);
  vi.advanceTimersByTime(1);
  expect(workshop.workers[0]!.terminated).toBe(true);
  expect(workshop.workers).toHaveLength(2);
  vi.runAllTimers();
  expect(lastStatus(b)).toBe('finished');
});

test('a run closed before its worker is alive leaves nothing for it to do', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, epochs);
  pool.close(a);
  pool.advance(b, epochs);
  vi.runAllTimers();
  expect(workshop.posted('open').map(({ ticket }) => ticket)).toEqual([b]);
  expect(workshop.workers).toHaveLength(1);
});

test('a paused run that loses its worker is trained again to where it was, and its epochs are told once', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, 3);
  vi.runAllTimers();
  pool.advance(b, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.hang();
  pool.close(b);
  vi.advanceTimersByTime(60);
  expect(lastStatus(a)).toBe('paused');
  pool.advance(a, 4);
  expect(lastStatus(a)).toBe('starting');
  vi.runAllTimers();
  expect(epochsOf(a)).toEqual([1, 2, 3, 4]);
  expect(lastStatus(a)).toBe('paused');
  expect(workshop.posted('open').filter(({ ticket }) => ticket === a)).toHaveLength(2);
});

test('closing a paused run never costs the run that trains on the same worker', () => {
  setUp(1);
  const [a, b] = openRuns(2) as [Ticket, Ticket];
  pool.advance(a, 2);
  vi.runAllTimers();
  pool.advance(b, epochs);
  vi.advanceTimersByTime(20);
  workshop.workers[0]!.hang();
  pool.close(a);
  vi.advanceTimersByTime(500);
  expect(workshop.workers[0]!.terminated).toBe(false);
  expect(lastStatus(b)).toBe('training');
});

test('a finished run is closed in its worker, so that it frees the memory', () => {
  setUp(1);
  const [a] = openRuns(1) as [Ticket];
  pool.advance(a, epochs);
  vi.runAllTimers();
  expect(workshop.posted('close')).toEqual([{ type: 'close', ticket: a }]);
});

test('dispose ends all workers and tells nothing more', () => {
  setUp(2);
  for (const ticket of openRuns(2)) pool.advance(ticket, epochs);
  vi.advanceTimersByTime(20);
  forgetTold();
  pool.dispose();
  vi.runAllTimers();
  expect(workshop.living()).toEqual([]);
  expect(told).toEqual([]);
});

test('a training opened with an epoch ends after it, with what the test texts say', () => {
  setUp(1);
  const ticket = pool.open({ ...defaultShared, epochs }, defaultRun, 2);
  pool.advance(ticket, Number.POSITIVE_INFINITY);
  vi.runAllTimers();
  expect(workshop.posted('open')).toMatchObject([{ ticket, testAt: 2 }]);
  expect(epochsOf(ticket)).toEqual([1, 2]);
  expect(told.at(-1)).toEqual({
    ticket,
    type: 'finished',
    fingerprint: '2',
    ending: wholeEnding(2),
    mistakes: noMistakes,
    test: fakeTest(2),
  });
});
