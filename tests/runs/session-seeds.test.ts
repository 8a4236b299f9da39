// A session whose runs have several trainings each, one a seed.

import { expect, test } from 'vitest';
import { seedNumber } from '../../src/experiment/seeds';
import { curvesOf } from '../../src/panels/curves/derive';
import { resultRow } from '../../src/panels/results/derive';
import { trainingsOf } from '../../src/runs/store';
import { summaryOf } from '../../src/runs/summary';
import {
  addRun,
  counts,
  curve,
  epochs,
  experimentOf,
  longMs,
  pair,
  pass,
  removeRun,
  run,
  runAt,
  runs,
  session,
  setRun,
  setShared,
  setUp,
  shared,
  stageSessions,
  statuses,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

const one = experimentOf(run({ units: 1 }));
const setUpTwo = (experiment = one, cores = 8) =>
  setUp({ ...experiment, shared: { ...shared, seed: 7, seeds: 2, seedMoves: 'everything' } }, cores);

/** Alive after 1 ms, open after 5 more, 10 ms an epoch. */
const oneTrainingMs = 6 + 10 * epochs;

const opened = () => workshop.posted('open').map(({ run: { units }, shared: own }) => `${units}/${seedNumber(own)}`);
const ids = () => trainingsOf(runs()).map(({ id }) => id);
const curveOf = (units: number, seed: number) => curve(run({ units }), { ...shared, seed });
const statusOf = (index: number) => summaryOf(runAt(index).trainings).status;
const endTraining = (ticket: number) =>
  workshop.workers[ticket - 1]!.say({ type: 'failed', ticket, failure: { kind: 'died' } });

test('each training is opened with its own seed and reported under its own key', () => {
  setUpTwo(pair);
  trainToEnd();
  expect(opened()).toEqual(['1/7', '1/8', '2/7', '2/8']);
  expect(ids()).toEqual(['A/7', 'A/8', 'B/7', 'B/8']);
  expect(runs().map(({ trainings }) => trainings.map(({ run: letter, seed }) => [letter, seed]))).toEqual([
    [
      ['A', 7],
      ['A', 8],
    ],
    [
      ['B', 7],
      ['B', 8],
    ],
  ]);
  expect(trainingsOf(runs()).map(({ results }) => results)).toEqual([
    curveOf(1, 7),
    curveOf(1, 8),
    curveOf(2, 7),
    curveOf(2, 8),
  ]);
  expect(curveOf(1, 7)).not.toEqual(curveOf(1, 8));
  expect(new Set(trainingsOf(runs()).map(({ key }) => key)).size).toBe(4);
});

test('there are workers for all trainings, not only for all runs', () => {
  setUpTwo();
  session.train();
  pass(50);
  expect(workshop.living()).toHaveLength(2);
  expect(statuses()).toEqual(['training', 'training']);
});

test('a run is finished when all its trainings are', () => {
  setUpTwo(one, 1);
  session.train();
  expect(statuses()).toEqual(['starting', 'waiting']);
  pass(oneTrainingMs);
  expect(statuses()).toEqual(['finished', 'waiting']);
  expect(statusOf(0)).toBe('waiting');
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(statusOf(0)).toBe('finished');
});

test('pause, one epoch, stop and reset reach all trainings', () => {
  setUpTwo();
  session.train();
  pass(30);
  session.pause();
  pass(10);
  expect(statuses()).toEqual(['paused', 'paused']);
  expect(counts()).toEqual([2, 2]);
  session.oneEpoch();
  pass(100);
  expect(counts()).toEqual([3, 3]);
  session.train();
  pass(5);
  session.stop();
  expect(statuses()).toEqual(['stopped', 'stopped']);
  pass(longMs);
  expect(counts()).toEqual([3, 3]);
  expect(workshop.posted('close').map(({ ticket }) => ticket)).toEqual([1, 2]);
  session.reset();
  expect(statuses()).toEqual(['idle', 'idle']);
});

test('a training that fails leaves the other; train starts it alone over', () => {
  setUpTwo();
  session.train();
  pass(20);
  endTraining(1);
  pass(longMs);
  expect(statuses()).toEqual(['failed', 'finished']);
  expect(summaryOf(runAt(0).trainings)).toMatchObject({ status: 'failed', failure: { kind: 'died' } });
  trainToEnd();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(opened()).toEqual(['1/7', '1/8', '1/7']);
});

test('a changed run trains anew with all its seeds, its old curves become its ghost, and the other run stays', () => {
  setUpTwo(pair);
  trainToEnd();
  session.edit(setRun(1, { units: 9 }));
  expect(statuses().slice(0, 2)).toEqual(['finished', 'finished']);
  expect(counts()).toEqual([epochs, epochs, 0, 0]);
  expect(runs().map(({ ghost }) => ghost)).toEqual([null, [curveOf(2, 7), curveOf(2, 8)]]);
  pass(longMs);
  expect(opened().slice(4)).toEqual(['9/7', '9/8']);
  expect(runAt(1).trainings.map(({ results }) => results)).toEqual([curveOf(9, 7), curveOf(9, 8)]);
});

test('curves of which one was cut off are no ghost', () => {
  setUpTwo(one, 1);
  session.train();
  pass(oneTrainingMs + 50);
  expect(statuses()).toEqual(['finished', 'training']);
  session.edit(setRun(0, { units: 9 }));
  expect(runAt(0).ghost).toBeNull();
});

test('finished trainings are back at once, each with its own curve, and what is missing is trained', () => {
  setUpTwo();
  trainToEnd();
  session.edit(setRun(0, { units: 9 }));
  pass(longMs);
  session.undo();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(runAt(0).trainings.map(({ results }) => results)).toEqual([curveOf(1, 7), curveOf(1, 8)]);
  const before = opened().length;
  pass(longMs);
  expect(opened()).toHaveLength(before);
});

test('a seed that two experiments share is trained once, and its curve is no ghost of itself', () => {
  setUpTwo();
  trainToEnd();
  session.edit(setShared({ seed: 8 }));
  expect(ids()).toEqual(['A/8', 'A/9']);
  expect(statuses()).toEqual(['finished', 'starting']);
  expect(runAt(0).ghost).toBeNull();
  pass(longMs);
  expect(opened()).toEqual(['1/7', '1/8', '1/9']);
  expect(runAt(0).trainings.map(({ results }) => results)).toEqual([curveOf(1, 8), curveOf(1, 9)]);
});

test('equal runs share their trainings, and a run that moves to another letter keeps its own', () => {
  setUpTwo(pair);
  trainToEnd();
  session.edit(addRun(run({ units: 2 })));
  session.edit(removeRun(0));
  pass(longMs);
  expect(opened()).toHaveLength(4);
  expect(ids()).toEqual(['A/7', 'A/8', 'B/7', 'B/8']);
  expect(trainingsOf(runs()).map(({ results }) => results)).toEqual([
    curveOf(2, 7),
    curveOf(2, 8),
    curveOf(2, 7),
    curveOf(2, 8),
  ]);
});

test('curve and results are the mean of the trainings, each with its own numbers', () => {
  setUpTwo();
  trainToEnd();
  const losses = [7, 8].map((seed) => curveOf(1, seed).map(({ validation }) => validation.loss));
  const [drawn] = curvesOf(runAt(0), 'loss', { smoothing: 0, withPenalty: false });
  const means = losses[0]!.map((loss, epoch) => (loss + losses[1]![epoch]!) / 2);
  expect(drawn!.points.map(({ validation }) => validation)).toEqual(means);
  expect(drawn!.singles.map((points) => points.map(({ validation }) => validation))).toEqual(losses);
  expect(resultRow(runAt(0))).toMatchObject({ begun: 2, finalValidationLoss: means.at(-1) });
});
