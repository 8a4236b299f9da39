// Results that outlive the page: what is kept is shown without training, and what is not trains as ever.

import { expect, test, vi } from 'vitest';
import type { Experiment } from '../../src/experiment/experiment';
import { createFakeKept, type FakeKept } from './fake-kept';
import {
  counts,
  curve,
  entries,
  epochs,
  experimentOf,
  ghosts,
  longMs,
  openedUnits,
  pair,
  pop,
  run,
  session,
  setRun,
  setUp,
  shared,
  stageSessions,
  statuses,
  trainingAt,
  workshop,
} from './session-stage';

stageSessions();

/** Timers and what waits for promises. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const one = experimentOf(run({ units: 1 }));

/** A browser in which these were trained on an earlier page; its answers take 5 ms. */
async function trainedBefore(experiment: Experiment = pair): Promise<FakeKept> {
  const kept = createFakeKept();
  setUp(experiment, 8, kept);
  session.train();
  await pass(longMs);
  session.dispose();
  return kept;
}

test('what is finished is kept as a whole', async () => {
  const kept = await trainedBefore();
  expect(kept.trainings.size).toBe(2);
  expect([...kept.trainings.values()][0]).toMatchObject({
    results: curve(run({ units: 1 })),
    fingerprint: 'end',
    backend: { backend: 'cpu' },
    data: { trainingTexts: 600 },
    mistakes: { training: new Uint32Array() },
  });
});

test('a link that was trained before shows its results by itself, and no worker is started', async () => {
  setUp(pair, 8, await trainedBefore());
  expect(statuses()).toEqual(['idle', 'idle']);
  await pass(5);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(1)).toMatchObject({ results: curve(run({ units: 2 })), fingerprint: 'end' });
  expect(workshop.workers).toEqual([]);
});

test('a first visit that starts by itself waits for what is kept, and is finished without a worker', async () => {
  setUp(pair, 8, await trainedBefore());
  session.train();
  expect(statuses()).toEqual(['starting', 'starting']);
  await pass(5);
  expect(statuses()).toEqual(['finished', 'finished']);
  await pass(longMs);
  expect(workshop.workers).toEqual([]);
});

test('of what is not kept the held start begins with the answer, and all are asked for at once', async () => {
  const kept = await trainedBefore(one);
  kept.asked.length = 0;
  setUp(pair, 8, kept);
  session.train();
  await pass(4);
  expect(workshop.workers).toEqual([]);
  await pass(1);
  expect(statuses()).toEqual(['finished', 'starting']);
  await pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(openedUnits()).toEqual([2]);
  expect(kept.asked.map((keys) => keys.length)).toEqual([2]);
});

test('train with all finished trains them all again, and replaces what is kept', async () => {
  const kept = await trainedBefore();
  setUp(pair, 8, kept);
  await pass(5);
  const before = [...kept.trainings.values()];
  session.train();
  expect(counts()).toEqual([0, 0]);
  await pass(longMs);
  expect(openedUnits()).toEqual([1, 2]);
  expect(kept.trainings.size).toBe(2);
  for (const training of before) expect([...kept.trainings.values()]).not.toContain(training);
});

test('one epoch asked for meanwhile is trained where nothing is kept', async () => {
  setUp(pair, 8, await trainedBefore(one));
  session.oneEpoch();
  await pass(longMs);
  expect(statuses()).toEqual(['finished', 'paused']);
  expect(counts()).toEqual([epochs, 1]);
});

test('a held start that is paused stays paused, and goes on when asked to', async () => {
  setUp(pair, 8, createFakeKept());
  session.train();
  session.pause();
  expect(statuses()).toEqual(['paused', 'paused']);
  await pass(longMs);
  expect(statuses()).toEqual(['paused', 'paused']);
  expect(workshop.workers).toEqual([]);
  session.train();
  await pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('a held start that is stopped never begins', async () => {
  setUp(pair, 8, createFakeKept());
  session.train();
  session.stop();
  await pass(longMs);
  expect(statuses()).toEqual(['stopped', 'stopped']);
  expect(workshop.workers).toEqual([]);
});

test('a held start whose run is edited meanwhile never begins, and the edited one does', async () => {
  setUp(pair, 8, createFakeKept());
  session.train();
  await pass(2);
  session.edit(setRun(0, { units: 9 }));
  await pass(longMs);
  expect(openedUnits()).toEqual([2, 9]);
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('an edit to what was trained on an earlier page brings it back while training is on', async () => {
  const kept = await trainedBefore(experimentOf(run({ units: 9 })));
  setUp(one, 8, kept);
  session.train();
  await pass(longMs);
  session.edit(setRun(0, { units: 9 }));
  await pass(5);
  expect(statuses()).toEqual(['finished']);
  await pass(longMs);
  expect(openedUnits()).toEqual([1]);
  expect(ghosts()).toEqual([epochs]);
});

test('a curve that comes back is no ghost of itself', async () => {
  const kept = await trainedBefore(one);
  const before = new Map(kept.trainings);
  setUp(one, 8, kept);
  session.train();
  await pass(longMs);
  session.edit(setRun(0, { units: 9 }));
  // So that memory does not have it either.
  await session.kept!.forgetAll();
  for (const [key, training] of before) kept.trainings.set(key, training);
  session.undo();
  expect(ghosts()).toEqual([epochs]);
  await pass(5);
  expect(statuses()).toEqual(['finished']);
  expect(ghosts()).toEqual([0]);
});

test('Back to what was trained on an earlier page shows its results', async () => {
  const kept = await trainedBefore();
  setUp(experimentOf(run({ units: 7 })), 8, kept);
  await pass(5);
  session.open(() => pair);
  expect(entries).toHaveLength(2);
  session.open(() => experimentOf(run({ units: 8 })));
  await pass(5);
  pop(entries[1]!);
  await pass(5);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(workshop.workers).toEqual([]);
});

test('a browser that never answers holds a training for a second once, and no other after that', async () => {
  setUp(one, 8, createFakeKept(Number.POSITIVE_INFINITY));
  session.train();
  await pass(999);
  expect(workshop.workers).toEqual([]);
  await pass(1);
  expect(workshop.workers).toHaveLength(1);
  await pass(longMs);
  session.edit(setRun(0, { units: 9 }));
  await pass(0);
  expect(openedUnits()).toEqual([1, 9]);
  await pass(longMs);
  expect(statuses()).toEqual(['finished']);
});

test('sixty trainings are waited for 1.2 s, as they take longer to read', async () => {
  const three = [run({ units: 1 }), run({ units: 2 }), run({ units: 3 })];
  setUp({ shared: { ...shared, seeds: 20 }, runs: three }, 8, createFakeKept(Number.POSITIVE_INFINITY));
  session.train();
  await pass(1199);
  expect(workshop.workers).toEqual([]);
  await pass(1);
  expect(workshop.workers).not.toEqual([]);
});

test('an answer that comes late is shown where nothing was started, and changes nothing where it was', async () => {
  const before = await trainedBefore();
  const slow = createFakeKept(1500);
  for (const [key, training] of before.trainings) slow.trainings.set(key, { ...training, fingerprint: 'kept' });
  setUp(pair, 1, slow);
  await pass(1500);
  expect(statuses()).toEqual(['finished', 'finished']);
  session.dispose();

  setUp(pair, 8, slow);
  session.train();
  await pass(longMs);
  expect(openedUnits()).toEqual([1, 2]);
  expect(trainingAt(0).fingerprint).toBe('end');
});

test('reset forgets what was shown on this page, also where it is kept, and no undo brings it back', async () => {
  const kept = await trainedBefore(experimentOf(run({ units: 1 }), run({ units: 2 }), run({ units: 3 })));
  setUp(pair, 8, kept);
  await pass(5);
  session.edit(setRun(0, { units: 9 }));
  await pass(5);
  expect(statuses()).toEqual(['idle', 'finished']);
  session.reset();
  await pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
  session.undo();
  await pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
  // Never shown here: the third run of the earlier page.
  expect([...kept.trainings.values()].map(({ results }) => results)).toEqual([curve(run({ units: 3 }))]);
});

test('a reset while the answer is on its way shows nothing of it', async () => {
  const kept = await trainedBefore();
  const { getMany } = kept;
  // An answer that was read before the reset.
  kept.getMany = (keys) => {
    const there = new Map(kept.trainings);
    return getMany(keys).then(() => there);
  };
  setUp(pair, 8, kept);
  session.reset();
  await pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
});

test('after forgetting all, what is shown stays, and nothing else comes back', async () => {
  const kept = await trainedBefore();
  setUp(pair, 8, kept);
  await pass(5);
  session.edit(setRun(0, { units: 9 }));
  await session.kept!.forgetAll();
  expect(statuses()).toEqual(['idle', 'finished']);
  session.undo();
  await pass(longMs);
  expect(statuses()).toEqual(['idle', 'finished']);
  expect(await session.kept!.count()).toEqual({ ok: true, value: 0 });
});
