// How often the session writes its run store, and what.

import { expect, test } from 'vitest';
import {
  counts,
  epochs,
  longMs,
  pass,
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
} from './session-stage';

stageSessions();

test('results of many epochs are written at most once in 50 ms, and none is lost', () => {
  const six = Array.from({ length: 6 }, (_, index) => run({ units: index + 1 }));
  setUp({ shared: { ...shared, epochs: 100 }, runs: six });
  let writes = 0;
  session.train();
  pass(30);
  session.runs.subscribe(() => writes++);
  pass(500);
  expect(writes).toBeGreaterThanOrEqual(9);
  expect(writes).toBeLessThanOrEqual(11);
  pass(longMs);
  expect(counts()).toEqual([100, 100, 100, 100, 100, 100]);
  expect(trainingAt(5).results.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test('a finished run is shown at once with all its results', () => {
  setUp();
  session.train();
  // Alive after 1 ms, open after 5 more, 10 ms an epoch.
  pass(6 + 10 * epochs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(counts()).toEqual([epochs, epochs]);
});

test('a run that did not change is the same object as before', () => {
  setUp();
  trainToEnd();
  const before = runAt(0);
  session.edit(setRun(1, { units: 9 }));
  pass(40);
  expect(runAt(0)).toBe(before);
});

test('what a retrained run reads and where stays known while it starts', () => {
  setUp();
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  expect(trainingAt(1).data).not.toBeNull();
  session.edit(setShared({ trainingSize: 100 }));
  expect(trainingAt(1).data).toBeNull();
});

test('one write shows one edit as a whole', () => {
  setUp();
  trainToEnd();
  let writes = 0;
  session.runs.subscribe(() => writes++);
  session.edit(setShared({ seed: 8 }));
  expect(writes).toBe(1);
});
