// Training from a session: start, pause, one epoch, stop, reset, failures.

import { expect, test } from 'vitest';
import {
  counts,
  curve,
  epochs,
  experimentOf,
  ghosts,
  longMs,
  openedUnits,
  pair,
  pass,
  run,
  runs,
  session,
  setRun,
  setUp,
  stageSessions,
  statuses,
  trainingAt,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

test('nothing trains before train', () => {
  setUp();
  pass(longMs);
  expect(workshop.workers).toHaveLength(0);
  expect(statuses()).toEqual(['idle', 'idle']);
  expect(runs().map(({ id }) => id)).toEqual(['A', 'B']);
});

test('train takes every run to its last epoch', () => {
  setUp();
  session.train();
  expect(statuses()).toEqual(['starting', 'starting']);
  pass(50);
  expect(statuses()).toEqual(['training', 'training']);
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
  expect(trainingAt(1).results).toEqual(curve(run({ units: 2 })));
  expect(trainingAt(0)).toMatchObject({
    fingerprint: 'end',
    backend: { backend: 'cpu' },
    data: { trainingTexts: 600 },
  });
});

test('with one core, one run trains and the others wait', () => {
  setUp(pair, 1);
  session.train();
  expect(statuses()).toEqual(['starting', 'waiting']);
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(workshop.workers).toHaveLength(1);
});

test('pause holds all runs where they are, and train resumes them', () => {
  setUp(pair, 1);
  session.train();
  pass(30);
  session.pause();
  expect(statuses()).toEqual(['training', 'paused']);
  pass(5);
  expect(statuses()).toEqual(['paused', 'paused']);
  const held = counts();
  pass(longMs);
  expect(counts()).toEqual(held);
  trainToEnd();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
  expect(workshop.posted('open')).toHaveLength(2);
});

test('one epoch takes every run one further, also with fewer workers than runs', () => {
  setUp(experimentOf(run({ units: 1 }), run({ units: 2 }), run({ units: 3 })), 2);
  session.oneEpoch();
  pass(longMs);
  expect(counts()).toEqual([1, 1, 1]);
  expect(statuses()).toEqual(['paused', 'paused', 'paused']);
  session.oneEpoch();
  pass(longMs);
  expect(counts()).toEqual([2, 2, 2]);
  expect(workshop.workers).toHaveLength(2);
});

test('one epoch at a time ends in finished', () => {
  setUp();
  for (let i = 0; i < epochs; i++) {
    session.oneEpoch();
    pass(200);
  }
  expect(statuses()).toEqual(['finished', 'finished']);
  session.oneEpoch();
  pass(200);
  expect(counts()).toEqual([epochs, epochs]);
});

test('one epoch while training goes on for one epoch and pauses', () => {
  setUp();
  session.train();
  pass(30);
  session.oneEpoch();
  pass(longMs);
  expect(statuses()).toEqual(['paused', 'paused']);
  expect(counts()).toEqual([3, 3]);
});

test('train while an epoch is stepped goes on to the end', () => {
  setUp();
  session.oneEpoch();
  pass(10);
  trainToEnd();
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('stop shows at once, keeps the results, and train starts over', () => {
  setUp();
  session.train();
  pass(40);
  session.stop();
  expect(statuses()).toEqual(['stopped', 'stopped']);
  expect(counts()).toEqual([3, 3]);
  pass(longMs);
  expect(counts()).toEqual([3, 3]);
  session.train();
  expect(counts()).toEqual([0, 0]);
  pass(longMs);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
});

test('one epoch after stop starts over with the first', () => {
  setUp();
  session.train();
  pass(40);
  session.stop();
  session.oneEpoch();
  pass(longMs);
  expect(counts()).toEqual([1, 1]);
});

test('stop ends a worker that does not answer within 100 ms', () => {
  setUp();
  session.train();
  pass(40);
  workshop.workers[0]!.hang();
  session.stop();
  pass(100);
  expect(workshop.workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  trainToEnd();
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('reset drops results, ghosts and what was cached', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(0, { units: 9 }));
  expect(ghosts()).toEqual([epochs, 0]);
  session.reset();
  expect(statuses()).toEqual(['idle', 'idle']);
  expect(counts()).toEqual([0, 0]);
  expect(ghosts()).toEqual([0, 0]);
  session.undo();
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
});

test('train leaves finished runs alone while another is unfinished', () => {
  setUp(experimentOf(run({ units: 1 }), run({ units: 2 })), 1);
  session.train();
  pass(108);
  expect(statuses()).toEqual(['finished', 'training']);
  session.pause();
  pass(5);
  trainToEnd();
  expect(openedUnits()).toEqual([1, 2]);
});

test('train trains everything again once all are finished', () => {
  setUp();
  trainToEnd();
  session.train();
  expect(counts()).toEqual([0, 0]);
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(openedUnits().sort()).toEqual([1, 1, 2, 2]);
});

test('a worker that dies twice fails its run alone, and train starts it over', () => {
  setUp();
  session.train();
  pass(40);
  workshop.workers[0]!.die();
  pass(20);
  workshop.workers.at(-1)!.die();
  pass(longMs);
  expect(statuses()).toEqual(['failed', 'finished']);
  expect(trainingAt(0).failure).toEqual({ kind: 'died' });
  trainToEnd();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(0).failure).toBeNull();
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
});

test('one epoch does not start failed runs over', () => {
  setUp();
  session.oneEpoch();
  pass(100);
  session.oneEpoch();
  workshop.workers[0]!.throwError('broken');
  pass(100);
  session.oneEpoch();
  pass(100);
  expect(statuses()).toEqual(['failed', 'paused']);
  expect(counts()).toEqual([1, 3]);
});

test('dispose ends all workers', () => {
  setUp();
  session.train();
  pass(20);
  session.dispose();
  pass(longMs);
  expect(workshop.living()).toEqual([]);
});
