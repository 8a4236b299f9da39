// What early stopping saved, in a session: the same training without it, on demand, apart and shared.

import { expect, test } from 'vitest';
import { trainingKey } from '../../src/experiment/keys';
import {
  curve,
  entries,
  epochs,
  experimentOf,
  longMs,
  pass,
  present,
  run,
  runAt,
  session,
  setRun,
  setShared,
  setUp,
  shared,
  stageSessions,
  statuses,
  trainingAt,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

/** The stand-in for a worker has its only gain in the first epoch. */
const stopsAt = 3;
const stopping = run({ units: 1, patience: 2 });
const unstopped = run({ units: 1 });
const opened = () => workshop.posted('open').map(({ run: settings }) => [settings.units, settings.patience]);

test('nothing is trained on before it is asked for, nor before the run itself was stopped', () => {
  setUp(experimentOf(stopping));
  session.train();
  pass(longMs);
  expect(trainingAt(0)).toMatchObject({ status: 'finished', ending: { lastGain: 1, weightsEpoch: stopsAt } });
  expect(trainingAt(0).results).toHaveLength(stopsAt);
  expect(runAt(0).beyond).toBeNull();
  expect(opened()).toEqual([[1, 2]]);
});

test('asked for, it is trained whole and shown beside the run, which stays as it is', () => {
  setUp(experimentOf(stopping));
  trainToEnd();
  const before = trainingAt(0);
  session.showBeyond(true);
  expect(runAt(0).beyond).toEqual([[]]);
  pass(longMs);
  expect(runAt(0).beyond).toEqual([curve(unstopped)]);
  expect(runAt(0).beyond![0]).toHaveLength(epochs);
  expect(trainingAt(0)).toBe(before);
  expect(statuses()).toEqual(['finished']);
  // No edit, no link.
  expect(present().runs).toEqual([stopping]);
  expect(new Set(entries).size).toBe(1);
});

test('asked for beforehand, it follows by itself once the run was stopped', () => {
  setUp(experimentOf(stopping));
  session.showBeyond(true);
  pass(longMs);
  expect(opened()).toEqual([]);
  trainToEnd();
  pass(longMs);
  expect(opened()).toEqual([
    [1, 2],
    [1, 0],
  ]);
  expect(runAt(0).beyond).toEqual([curve(unstopped)]);
});

test('no longer asked for, it ends, and what was finished is back at once when it is asked for again', () => {
  setUp(experimentOf(stopping));
  trainToEnd();
  session.showBeyond(true);
  pass(30);
  session.showBeyond(false);
  pass(longMs);
  expect(runAt(0).beyond).toBeNull();
  session.showBeyond(true);
  pass(longMs);
  const count = opened().length;
  session.showBeyond(false);
  session.showBeyond(true);
  expect(runAt(0).beyond).toEqual([curve(unstopped)]);
  pass(longMs);
  expect(opened()).toHaveLength(count);
});

test('it is shared with a run that has no early stopping, and among runs of other patience', () => {
  setUp(experimentOf(stopping, unstopped, { ...stopping, patience: 3 }));
  trainToEnd();
  const count = opened().length;
  session.showBeyond(true);
  pass(longMs);
  expect(opened()).toHaveLength(count);
  expect(runAt(0).beyond).toEqual([trainingAt(1).results]);
  expect(runAt(1).beyond).toBeNull();
  expect(runAt(2).beyond).toEqual([trainingAt(1).results]);
  expect(trainingAt(1).key).toBe(trainingKey(shared, unstopped));
});

test('a changed setting trains both anew, another patience only the run', () => {
  setUp(experimentOf(stopping));
  session.showBeyond(true);
  trainToEnd();
  pass(longMs);
  session.edit(setRun(0, { patience: 3 }));
  pass(longMs);
  expect(opened().slice(2)).toEqual([[1, 3]]);
  expect(runAt(0).beyond).toEqual([curve(unstopped)]);
  session.edit(setRun(0, { units: 4 }));
  expect(runAt(0).beyond).toBeNull();
  pass(longMs);
  expect(opened().slice(3)).toEqual([
    [4, 3],
    [4, 0],
  ]);
});

test('of several seeds each that was stopped is trained on', () => {
  setUp({ ...experimentOf(stopping), shared: { ...shared, seeds: 2 } });
  trainToEnd();
  session.showBeyond(true);
  pass(longMs);
  expect(runAt(0).beyond!.map((results) => results.length)).toEqual([epochs, epochs]);
  session.edit(setShared({ seeds: 1 }));
  expect(runAt(0).beyond).toHaveLength(1);
});

test('pausing pauses it too, training resumes it, and reset forgets it', () => {
  setUp(experimentOf(stopping));
  trainToEnd();
  session.showBeyond(true);
  pass(30);
  session.pause();
  pass(100);
  const [soFar] = runAt(0).beyond!;
  expect(soFar!.length).toBeLessThan(epochs);
  pass(longMs);
  expect(runAt(0).beyond).toEqual([soFar]);
  session.reset();
  pass(longMs);
  expect(runAt(0).beyond).toBeNull();
});
