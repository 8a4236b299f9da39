// Sweeps: their points, the settings at each, their part of a link, and what of it is not taken.

import { describe, expect, test } from 'vitest';
import type { Sweep } from '../../src/experiment/experiment';
import { trainingKey } from '../../src/experiment/keys';
import { openLink } from '../../src/experiment/link';
import { planOfRuns, planOfSweep } from '../../src/experiment/plan';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { around, pointsOf, spread, sweepable, sweepSettings } from '../../src/experiment/sweep';
import { freshSweep } from '../../src/experiment/sweep-link';

const grid: Sweep = {
  ...freshSweep,
  axes: [
    { setting: 'kernelL2', values: [0, 1e-3] },
    { setting: 'trainingSize', values: [50, 100, 200] },
  ],
};
const search: Sweep = {
  ...freshSweep,
  trials: 2000,
  axes: [
    { setting: 'kernelL2', values: [1e-4, 1e-2] },
    { setting: 'outputDropout', values: [0, 0.8] },
    { setting: 'units', values: [8, 32] },
  ],
};
const numbers = (sweep: Sweep, axis: number) => pointsOf(sweep).map(({ values }) => values[axis]!);

test('a grid has every combination, the last setting going through its values first', () => {
  expect(pointsOf(grid).map(({ values }) => values)).toEqual([
    [0, 50],
    [0, 100],
    [0, 200],
    [1e-3, 50],
    [1e-3, 100],
    [1e-3, 200],
  ]);
});

test('a point is its run with its values, once with each seed, and is the training of a run with those settings', () => {
  const experiment = { shared: { ...defaultShared, seeds: 2 }, runs: [{ ...defaultRun, units: 8 }], sweep: grid };
  const plan = planOfSweep(experiment);
  expect(plan).toHaveLength(6);
  const { trainings } = plan[4]!;
  expect(trainings.map(({ seed }) => seed)).toEqual([7, 8]);
  const shared = { ...experiment.shared, trainingSize: 100 };
  const run = { ...defaultRun, units: 8, kernelL2: 1e-3 };
  expect(trainings).toEqual(planOfRuns({ shared, runs: [run] })[0]);
  expect(trainings[0]!.key).toBe(trainingKey({ ...shared, seeds: 1 }, run));
});

test('a random search stays within its ranges, log-uniform where the slider is: a half below the middle power', () => {
  const penalties = numbers(search, 0);
  expect(Math.min(...penalties)).toBeGreaterThanOrEqual(1e-4);
  expect(Math.max(...penalties)).toBeLessThanOrEqual(1e-2);
  // Of 1,000 points each is on either side of 1e-3 by a fair coin: ± 5 standard deviations are 79.
  expect(Math.abs(penalties.filter((value) => value < 1e-3).length - 500)).toBeLessThan(79);
  expect(Math.abs(numbers(search, 1).filter((value) => value < 0.4).length - 500)).toBeLessThan(79);
  expect(numbers(search, 2).every(Number.isInteger)).toBe(true);
});

test('its points depend on its seed alone, and a longer search begins with those of a shorter', () => {
  expect(pointsOf({ ...search, trials: 10 })).toEqual(pointsOf(search).slice(0, 10));
  expect(numbers({ ...search, sweepSeed: 2 }, 0)).not.toEqual(numbers(search, 0));
});

test('a grid over a range is even on the setting’s scale, and around a value it goes to ten times both ways', () => {
  expect(spread('kernelL2', 1e-5, 1e-1, 5)).toEqual([1e-5, 1e-4, 1e-3, 1e-2, 0.1]);
  expect(spread('outputDropout', 0, 0.8, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(spread('units', 1, 4, 9)).toEqual([1, 2, 3, 4]);
  expect(around('kernelL2', 3e-3)).toEqual([3e-4, 9e-4, 3e-3, 9e-3, 0.03]);
  expect(around('kernelL2', 0)).toEqual([1e-6, 3e-6, 1e-5, 3e-5, 1e-4]);
  expect(around('units', 32)).toEqual([16, 24, 32, 48, 64]);
});

test('numbers that make a training anew can be swept, seeds cannot, and what does nothing in a run is not offered', () => {
  expect(sweepSettings).toEqual(
    expect.arrayContaining(['kernelL2', 'units', 'trainingSize', 'learningRate', 'epochs']),
  );
  for (const seed of ['seed', 'trainingSeed', 'seeds', 'draw', 'importedRows']) {
    expect(sweepSettings).not.toContain(seed);
  }
  expect(sweepable(defaultShared, defaultRun)).toContain('recurrentL2');
  expect(sweepable(defaultShared, { ...defaultRun, cell: 'TextCNN' })).not.toContain('recurrentL2');
});

describe('in a link', () => {
  const problemsOf = (sweep: string) => openLink(`#r=lstm&r=gru&sw=${sweep}`).problems;
  const sweepOf = (sweep: string) => openLink(`#r=lstm&r=gru&sw=${sweep}`).experiment.sweep;

  test('what is no setting, no number or out of range is said, and the rest is taken', () => {
    expect(problemsOf('B,k2_1e-3_x_99,zz_1,cell_2')).toEqual([
      { part: 'sw: k2', kind: 'notANumber', given: 'x' },
      { part: 'sw: k2', kind: 'tooLarge', given: '99', used: '10' },
      { part: 'sw: zz', kind: 'unknownKey', given: 'zz_1' },
      { part: 'sw: cell', kind: 'unknownKey', given: 'cell_2' },
    ]);
    expect(sweepOf('B,k2_1e-3_x_99')).toEqual({
      ...freshSweep,
      run: 'B',
      axes: [{ setting: 'kernelL2', values: [1e-3, 10] }],
    });
  });

  test('a third setting of a grid, more points than there can be and a setting given twice are said', () => {
    const many = Array.from({ length: 60 }, (_, i) => i + 1).join('_');
    expect(problemsOf('k2_0,r2_0,o2_0')).toMatchObject([{ part: 'sw: o2', kind: 'tooManyValues' }]);
    expect(problemsOf('k2_0,k2_1')).toEqual([{ part: 'sw', kind: 'repeated', given: 'k2_1' }]);
    expect(problemsOf(`u_${many},m_${many}`)).toHaveLength(60 - 16);
    expect(pointsOf(sweepOf(`u_${many},m_${many}`)!)).toHaveLength(60 * 16);
  });

  test('without a setting, or of a run that is not there, there is no sweep, and that is said', () => {
    expect(problemsOf('A')).toEqual([{ part: 'sw', kind: 'noAxis', given: 'A' }]);
    expect(problemsOf('C,k2_0')).toEqual([{ part: 'sw', kind: 'unknownOption', given: 'C' }]);
    expect([sweepOf('A'), sweepOf('C,k2_0')]).toEqual([undefined, undefined]);
  });
});
