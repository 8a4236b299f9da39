// What the page claims, held against real trainings: the quick form of `npm run -s claims`.

import { expect, test } from 'vitest';
import { aAgainstA, falseAlarms } from '../../cli/claims/a-against-a';
import { mostFalseAlarms, quickPlan } from '../../cli/claims/plans';
import { printFalseAlarms, printUCurve } from '../../cli/claims/print';
import { trainPlanned } from '../../cli/claims/train-planned';
import { isU, type UCurve, uCurve } from '../../cli/claims/u-curve';
import { createTrainer } from '../../cli/sweep/task';
import type { Experiment } from '../../src/experiment/experiment';
import { openLink } from '../../src/experiment/link';
import { type PlannedTraining, planOfSweep } from '../../src/experiment/plan';
import type { TrainingLine } from '../../src/runs/result-lines';
import { fakeResult } from '../runs/fake-worker';

/** Hundreds of trainings, on a machine that may be busy. */
const patienceMs = 300_000;
const train = trainPlanned(createTrainer('this'), 'this');

test('A against A over forty sets of five seeds is called a difference at most three times', {
  timeout: patienceMs,
}, async () => {
  const { shared, runs } = openLink(quickPlan.same).experiment;
  const trained = new Set<string>();
  const comparisons = await aAgainstA({ shared, run: runs[0]! }, quickPlan.sets, (planned) => {
    trained.add(planned.key);
    return train(planned);
  });
  expect(comparisons.map(({ pairs }) => pairs)).toEqual(new Array(40).fill(5));
  // Each side of each set has seeds of its own.
  expect(trained.size).toBe(400);
  const alarms = falseAlarms(comparisons);
  expect(alarms).toBeLessThanOrEqual(mostFalseAlarms);
  expect(printFalseAlarms(quickPlan, comparisons)).toContain(`${alarms} of 40 called a difference`);
  // Luck is large enough to be mistaken.
  expect(Math.max(...comparisons.map(({ difference }) => Math.abs(difference)))).toBeGreaterThan(0.01);
});

test('on reviews, L2 on the recurrent kernel is a U: worse to both sides beyond noise', {
  timeout: patienceMs,
}, async () => {
  const { experiment } = openLink(quickPlan.sweep);
  const curve = await uCurve(experiment, train);
  expect(curve.rows.map(({ values }) => values[0])).toEqual([0, 3.2e-3, 10]);
  expect(curve.verdict.best.values).toEqual([3.2e-3]);
  expect(isU(curve)).toBe(true);
  expect(printUCurve(quickPlan, experiment, curve)).toContain('a U: worse to both sides');
});

/** Each seed off by as much at all values. */
const withLosses =
  (losses: readonly number[], experiment: Experiment) =>
  async ({ key, seed, shared, run }: PlannedTraining): Promise<TrainingLine> => {
    const points = planOfSweep(experiment);
    const point = points.findIndex(({ trainings }) => trainings.some((training) => training.key === key));
    const result = fakeResult(1, shared, run);
    const loss = losses[point]! + seed / 10 + point / 1000 / seed;
    return {
      ...{ key, point, seed, results: [{ ...result, validation: { ...result.validation, loss } }] },
      ...{ fingerprint: null, backend: null, data: null, mistakes: null },
      ending: { weightsEpoch: 1, lastGain: null },
    };
  };

test.each([
  [[0.6, 0.5, 0.7], true],
  [[0.5, 0.6, 0.7], false],
  [[0.7, 0.6, 0.5], false],
  [[0.5, 0.5, 0.5], false],
])('validation losses of %j are a U: %j', async (losses, expected) => {
  const { experiment } = openLink(quickPlan.sweep);
  const curve: UCurve = await uCurve(experiment, withLosses(losses, experiment));
  expect(isU(curve)).toBe(expected);
});
