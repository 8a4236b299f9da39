// What a session retrains after an edit, and what it leaves alone.

import { expect, test } from 'vitest';
import {
  addRun,
  counts,
  curve,
  epochs,
  experimentOf,
  ghosts,
  longMs,
  openedUnits,
  pair,
  pass,
  present,
  removeRun,
  run,
  runs,
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

test('a changed setting retrains that run alone', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  expect(statuses()).toEqual(['finished', 'starting']);
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(openedUnits()).toEqual([1, 2, 9]);
  expect(trainingAt(1).results).toEqual(curve(run({ units: 9 })));
});

test('a changed setting leaves the other run training where it is', () => {
  setUp();
  session.train();
  pass(30);
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  expect(openedUnits().filter((units) => units === 1)).toHaveLength(1);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
  expect(trainingAt(1).results).toEqual(curve(run({ units: 9 })));
});

test('a changed shared setting retrains all', () => {
  setUp();
  trainToEnd();
  session.edit(setShared({ epochs: 4 }));
  pass(longMs);
  expect(counts()).toEqual([4, 4]);
  expect(workshop.posted('open')).toHaveLength(4);
});

test('a changed name retrains nothing', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(0, { name: 'mine' }));
  pass(longMs);
  expect(present().runs[0]!.name).toBe('mine');
  expect(workshop.posted('open')).toHaveLength(2);
  expect(ghosts()).toEqual([0, 0]);
});

test('an edit before the first train trains nothing', () => {
  setUp();
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
  expect(workshop.workers).toHaveLength(0);
});

test('an edit of a paused session leaves it paused, and the run trains at the next train', () => {
  setUp();
  session.train();
  pass(40);
  session.pause();
  pass(5);
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'paused']);
  expect(counts()).toEqual([0, 3]);
  trainToEnd();
  expect(trainingAt(0).results).toEqual(curve(run({ units: 9 })));
});

test('an edit of a stopped session trains nothing', () => {
  setUp();
  session.train();
  pass(40);
  session.stop();
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'stopped']);
});

test('pause and stop after the last run finished change nothing: the next edit still trains', () => {
  setUp();
  trainToEnd();
  session.pause();
  session.stop();
  expect(statuses()).toEqual(['finished', 'finished']);
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  expect(counts()).toEqual([epochs, epochs]);
});

test('editing a failed run trains it', () => {
  setUp();
  session.train();
  pass(20);
  workshop.workers[0]!.throwError('broken');
  expect(statuses()[0]).toBe('failed');
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(0).failure).toBeNull();
});

test('a drag starts the run at most once in 120 ms, and ends with the last value', () => {
  setUp();
  trainToEnd();
  const before = workshop.posted('open').length;
  for (let units = 10; units < 34; units++) {
    session.edit(setRun(1, { units }), 'drag');
    expect(statuses()[1]).toMatch(/starting|waiting/);
    pass(16);
  }
  // 24 edits in 384 ms: at 0, 120, 240 and 360 ms.
  expect(workshop.posted('open').length - before).toBe(4);
  pass(longMs);
  expect(openedUnits().at(-1)).toBe(33);
  expect(trainingAt(1).results).toEqual(curve(run({ units: 33 })));
  expect(workshop.living().length).toBeLessThanOrEqual(2);
  session.undo();
  expect(present()).toEqual(pair);
});

test('a pause takes back a start that is still ahead', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 8 }));
  session.edit(setRun(1, { units: 9 }));
  session.pause();
  expect(statuses()).toEqual(['finished', 'paused']);
  pass(longMs);
  expect(openedUnits()).not.toContain(9);
  trainToEnd();
  expect(trainingAt(1).results).toEqual(curve(run({ units: 9 })));
});

test('an edit that returns the same experiment is no step to undo', () => {
  setUp();
  session.edit((experiment) => experiment);
  expect(session.experiment.getState().canUndo).toBe(false);
});

const three = experimentOf(run({ units: 1 }), run({ units: 2 }), run({ units: 3 }));

test('removing A moves the training of B along with its new letter', () => {
  setUp(three);
  session.train();
  pass(40);
  session.edit(removeRun(0));
  expect(runs().map(({ id }) => id)).toEqual(['A', 'B']);
  expect(counts()).toEqual([3, 3]);
  pass(longMs);
  expect(openedUnits().sort()).toEqual([1, 2, 3]);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 2 })));
  expect(workshop.posted('close').map(({ ticket }) => ticket)).toContain(1);
});

test('a ghost moves along too', () => {
  setUp(three);
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  session.edit(removeRun(0));
  expect(ghosts()).toEqual([epochs, 0]);
});

test('runs that change places keep their curves', () => {
  setUp(three);
  trainToEnd();
  session.edit((experiment) => ({ ...experiment, runs: [...experiment.runs].reverse() }));
  pass(longMs);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 3 })));
  expect(workshop.posted('open')).toHaveLength(3);
  expect(ghosts()).toEqual([0, 0, 0]);
});

test('a duplicated run shows the same results at once, finished or not, and trains no second time', () => {
  setUp();
  session.train();
  pass(40);
  session.edit(addRun(run({ units: 2 })));
  expect(counts()).toEqual([3, 3, 3]);
  pass(longMs);
  expect(trainingAt(2).results).toEqual(curve(run({ units: 2 })));
  expect(workshop.posted('open')).toHaveLength(2);
});

test('editing a duplicate leaves the original training', () => {
  setUp(experimentOf(run({ units: 1 }), run({ units: 1 })));
  session.train();
  pass(30);
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  expect(openedUnits()).toEqual([1, 9]);
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('a run added while training is on trains at once, on a worker of its own', () => {
  setUp();
  trainToEnd();
  session.edit(addRun(run({ units: 3 })));
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished', 'finished']);
  expect(openedUnits()).toEqual([1, 2, 3]);
});

test('runs go first in the order of their letters, also after they changed places', () => {
  setUp(three, 1);
  session.edit((experiment) => ({ ...experiment, runs: [...experiment.runs].reverse() }));
  trainToEnd();
  expect(openedUnits()).toEqual([3, 2, 1]);
});

test('waiting runs that change places start in their new order', () => {
  setUp(three, 1);
  session.train();
  pass(20);
  session.edit((experiment) => ({ ...experiment, runs: [...experiment.runs].reverse() }));
  pass(longMs);
  expect(openedUnits()).toEqual([1, 3, 2]);
});

test('an edited run does not overtake a waiting one before it', () => {
  setUp(three, 1);
  session.train();
  pass(20);
  session.edit(setRun(2, { units: 9 }));
  pass(longMs);
  expect(openedUnits()).toEqual([1, 2, 9]);
});

test('undoing a removal brings the run back with its finished curve', () => {
  setUp(three);
  trainToEnd();
  session.edit(removeRun(0));
  session.undo();
  expect(statuses()).toEqual(['finished', 'finished', 'finished']);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
  pass(longMs);
  expect(workshop.posted('open')).toHaveLength(3);
});
