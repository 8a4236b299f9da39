// Undo, cached curves and ghosts in a session.

import { expect, test } from 'vitest';
import {
  counts,
  curve,
  epochs,
  ghosts,
  longMs,
  pass,
  run,
  runAt,
  session,
  setRun,
  setShared,
  setUp,
  stageSessions,
  statuses,
  trainingAt,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

test('undo brings the finished curve back at once, without training', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  const before = workshop.posted('open').length;
  session.undo();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(1).results).toEqual(curve(run({ units: 2 })));
  session.redo();
  expect(trainingAt(1).results).toEqual(curve(run({ units: 9 })));
  pass(longMs);
  expect(workshop.posted('open')).toHaveLength(before);
});

test('a cached curve is shown even when nothing is to be trained', () => {
  setUp();
  trainToEnd();
  session.edit(setShared({ seed: 8 }));
  session.stop();
  session.undo();
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('a curve that is being trained again on request is not brought back from before', () => {
  setUp();
  trainToEnd();
  session.train();
  pass(20);
  session.stop();
  session.edit(setRun(1, { units: 9 }));
  session.undo();
  expect(statuses()).toEqual(['stopped', 'idle']);
});

test('the finished curve becomes the ghost of the changed run', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  expect(ghosts()).toEqual([0, epochs]);
  expect(runAt(1).ghost).toEqual([curve(run({ units: 2 }))]);
  expect(counts()[1]).toBe(0);
});

test('while a drag passes through unfinished curves the older ghost stays', () => {
  setUp();
  trainToEnd();
  for (let units = 10; units < 20; units++) {
    session.edit(setRun(1, { units }), 'drag');
    pass(16);
  }
  expect(runAt(1).ghost).toEqual([curve(run({ units: 2 }))]);
});

test('the next change after a finished curve makes that one the ghost', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  session.edit(setRun(1, { units: 10 }));
  expect(runAt(1).ghost).toEqual([curve(run({ units: 9 }))]);
});

test('undo makes the curve it leaves the ghost, if that was finished', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  session.undo();
  expect(runAt(1).ghost).toEqual([curve(run({ units: 9 }))]);
});

test('a setting dragged back shows its curve, with no ghost of itself', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }), 'drag');
  pass(20);
  session.edit(setRun(1, { units: 2 }), 'drag');
  expect(trainingAt(1)).toMatchObject({ status: 'finished', results: curve(run({ units: 2 })) });
  expect(runAt(1).ghost).toBeNull();
});

test.each([1, 2])('a curve paused after %i epochs becomes a ghost only from two on', (count) => {
  setUp();
  for (let i = 0; i < count; i++) {
    session.oneEpoch();
    pass(100);
  }
  session.edit(setRun(0, { units: 9 }));
  expect(ghosts()).toEqual([count === 2 ? 2 : 0, 0]);
});

test('a curve stopped after two epochs becomes a ghost, one still training does not', () => {
  setUp();
  session.train();
  pass(40);
  session.edit(setRun(0, { units: 9 }));
  expect(ghosts()).toEqual([0, 0]);
  session.stop();
  session.edit(setRun(1, { units: 10 }));
  expect(ghosts()).toEqual([0, 3]);
});

test('no curve of another text stays as a ghost, nor of an experiment that gave way to another', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  trainToEnd();
  expect(ghosts()[1]).toBeGreaterThan(0);
  session.open((experiment) => ({ ...experiment, runs: experiment.runs.map((each) => ({ ...each, kernelL1: 0.1 })) }));
  expect(ghosts()).toEqual([0, 0]);
  trainToEnd();
  session.edit(setShared({ corpus: 'headlines' }));
  expect(ghosts()).toEqual([0, 0]);
});
