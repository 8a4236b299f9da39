// A sweep's trainings on fake workers: which are trained, behind whom, and that nothing of them is lost.

import { expect, test } from 'vitest';
import type { Sweep } from '../../src/experiment/experiment';
import { freshSweep } from '../../src/experiment/sweep-link';
import type { KeptResults } from '../../src/runs/kept-results';
import type { FinishedTraining } from '../../src/runs/result-cache';
import {
  epochs,
  experimentOf,
  openedUnits,
  pass,
  run,
  session,
  setRun,
  setShared,
  setUp,
  shared,
  stageSessions,
  trainingAt,
  workshop,
} from './session-stage';

stageSessions();

const sweepOf = (units: readonly number[], change: Partial<Sweep> = {}): Sweep => ({
  ...freshSweep,
  axes: [{ setting: 'units', values: units }],
  ...change,
});
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 10);

/** One run with one unit, swept over others. */
const start = (sweep: Sweep, { seeds = 1, cores = 4, kept = null as KeptResults | null } = {}) =>
  setUp({ ...experimentOf(run({ units: 1 })), shared: { ...shared, seeds }, sweep }, cores, kept);

const state = () => session.sweep.getState();
const points = () => state().points;
const ofPoints = () =>
  points().map(({ trainings }) => trainings.map(({ status, epochs: done }) => [status, done.at(-1)?.epoch ?? 0]));
const fingerprints = () => points().flatMap(({ trainings }) => trainings.map(({ fingerprint }) => fingerprint));

test('every point is trained once with each seed, and then it is finished', () => {
  start(sweepOf([10, 11, 12]), { seeds: 2 });
  expect(state()).toMatchObject({ activity: 'idle', progress: { done: 0, of: 6, share: 0 } });
  session.trainSweep();
  expect(state().activity).toBe('active');
  pass(5000);
  expect(state()).toMatchObject({ activity: 'finished', progress: { done: 6, of: 6, share: 1 } });
  expect(ofPoints().flat()).toEqual(Array.from({ length: 6 }, () => ['finished', epochs]));
  expect(openedUnits().toSorted()).toEqual([10, 10, 11, 11, 12, 12]);
  session.trainSweep();
  pass(1000);
  expect(openedUnits()).toHaveLength(6);
});

test('a run that a point equals has what the sweep trained of it', () => {
  start(sweepOf([1, 10]));
  session.trainSweep();
  pass(5000);
  expect(state().activity).toBe('finished');
  expect(trainingAt(0)).toMatchObject({ status: 'finished', fingerprint: fingerprints()[0] });
  expect(openedUnits().toSorted((one, other) => one - other)).toEqual([1, 10]);
});

test('the runs go first, and all cores but one train', () => {
  start(sweepOf(range(8)));
  session.trainSweep();
  session.train();
  pass(10);
  expect(workshop.living()).toHaveLength(3);
  pass(5000);
  expect(trainingAt(0).status).toBe('finished');
  expect(state().activity).toBe('finished');
  // Of the trainings that no worker had begun before it, the run is the first.
  expect(openedUnits().indexOf(1)).toBeLessThan(4);
});

test('what is paused goes on where it was, and a training that ended is not trained again', () => {
  start(sweepOf(range(4)), { cores: 2 });
  session.trainSweep();
  pass(80);
  session.pauseSweep();
  pass(500);
  const before = ofPoints();
  expect(state().activity).toBe('paused');
  expect(before.flat().map(([status]) => status)).not.toContain('training');
  pass(2000);
  expect(ofPoints()).toEqual(before);
  session.trainSweep();
  pass(5000);
  expect(state().activity).toBe('finished');
  expect(openedUnits()).toEqual(range(4));
});

test('twenty workers that die lose none of its results', () => {
  const calm = () => {
    start(sweepOf(range(30)), { cores: 1 });
    session.trainSweep();
    pass(20_000);
    return fingerprints();
  };
  const undisturbed = calm();
  start(sweepOf(range(30)), { cores: 1 });
  session.trainSweep();
  let killed = 0;
  // Each training at most once: the second death of one is taken for its own doing.
  for (const struck = new Set<number>(); killed < 20 && state().activity !== 'finished'; ) {
    pass(3);
    const victim = workshop.living().at(-1);
    const units = openedUnits().at(-1);
    if (!victim || units === undefined || struck.has(units)) continue;
    struck.add(units);
    victim.die();
    killed++;
  }
  pass(20_000);
  expect(killed).toBe(20);
  expect(state().activity).toBe('finished');
  expect(fingerprints()).toEqual(undisturbed);
  expect(points().flatMap(({ trainings }) => trainings.filter(({ failure }) => failure))).toEqual([]);
});

test('under halving the better half goes on from where it was, rung by rung', () => {
  start(sweepOf(range(4), { halving: 2 }));
  expect(state().rungs).toEqual([1, 3, 5]);
  session.trainSweep();
  pass(8000);
  expect(state().activity).toBe('finished');
  // A fake's loss falls by the same in each epoch whatever its settings, so that who is best stays best.
  const loss = (point: number) => points()[point]!.trainings[0]!.epochs[0]!.validation.loss;
  const byLoss = [0, 1, 2, 3].sort((a, b) => loss(a) - loss(b));
  const ranked = byLoss.map((point) => points()[point]!);
  expect(ranked.map(({ rung, isOut }) => [rung, isOut])).toEqual([
    [2, false],
    [1, true],
    [0, true],
    [0, true],
  ]);
  expect(ranked.map(({ trainings }) => trainings[0]!.epochs.at(-1)!.epoch)).toEqual([5, 3, 1, 1]);
  expect(state().progress).toMatchObject({ done: 4, of: 4, share: 1 });
});

test('an edit keeps what has the same settings, and another run’s edit moves nothing', () => {
  start(sweepOf([10, 11]));
  session.trainSweep();
  pass(3000);
  const before = points();
  session.edit((experiment) => ({ ...experiment, sweep: sweepOf([11, 12]) }));
  expect(points()[0]!.trainings).toEqual(before[1]!.trainings);
  expect(points()[1]!.trainings[0]).toMatchObject({ status: 'idle', epochs: [] });
  expect(state().activity).toBe('paused');
  session.edit(setShared({ learningRate: 0.5 }));
  expect(ofPoints().flat()).toEqual([
    ['idle', 0],
    ['idle', 0],
  ]);
  session.undo();
  // It was finished on this page, and is known.
  expect(ofPoints()[0]).toEqual([['finished', epochs]]);
});

test('a point that becomes a run shows its curve at once, and a run that was trained is no longer to train', () => {
  start(sweepOf([1, 10]));
  session.train();
  pass(3000);
  session.trainSweep();
  pass(3000);
  expect(openedUnits()).toEqual([1, 10]);
  session.edit(setRun(0, { units: 10 }));
  expect(trainingAt(0).status).toBe('finished');
  expect(openedUnits()).toEqual([1, 10]);
});

test('what is kept comes back after a reload, and the rest is trained', async () => {
  const store = new Map<string, FinishedTraining>();
  const kept = {
    getMany: async (keys: readonly string[]) => new Map([...store].filter(([key]) => keys.includes(key))),
    put: (key: string, training: FinishedTraining) => void store.set(key, training),
    forget(keys: readonly string[]) {
      for (const key of keys) store.delete(key);
    },
  } as Partial<KeptResults> as KeptResults;
  start(sweepOf(range(6)), { cores: 2, kept });
  await Promise.resolve();
  session.trainSweep();
  pass(80);
  const done = store.size;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(6);
  session.dispose();

  start(sweepOf(range(6)), { cores: 2, kept });
  await Promise.resolve();
  await Promise.resolve();
  pass(300);
  expect(state()).toMatchObject({ activity: 'paused', progress: { done, of: 6 } });
  session.trainSweep();
  pass(5000);
  expect(state().activity).toBe('finished');
  expect(openedUnits()).toHaveLength(6 - done);
  session.forgetSweep();
  expect(store.size).toBe(0);
  expect(state().activity).toBe('idle');
});

test('a thousand trainings leave no ticket and no whole result behind', () => {
  start(sweepOf(range(50)), { seeds: 20, cores: 8 });
  session.trainSweep();
  const opened = () => workshop.posted('open').length;
  const closed = () => workshop.posted('close').length;
  let most = 0;
  for (let i = 0; i < 600 && state().activity === 'active'; i++) {
    pass(250);
    most = Math.max(most, opened() - closed());
  }
  expect(state()).toMatchObject({ activity: 'finished', progress: { done: 1000 } });
  expect(opened()).toBe(1000);
  expect(closed()).toBe(1000);
  expect(most).toBeLessThanOrEqual(8);
  const [epoch] = points()[0]!.trainings[0]!.epochs;
  expect(Object.keys(epoch!)).toEqual(['epoch', 'train', 'validation']);
});

test('while the text is missing nothing starts, and it starts when the text is there', () => {
  start(sweepOf([10]));
  session.holdForText(true);
  session.trainSweep();
  pass(500);
  expect(openedUnits()).toEqual([]);
  session.holdForText(false);
  pass(3000);
  expect(state().activity).toBe('finished');
});
