// Edits of a sweep, and typed values.

import { expect, test } from 'vitest';
import { fullPlan } from '../../cli/claims/plans';
import type { Experiment } from '../../src/experiment/experiment';
import { openLink, printLink } from '../../src/experiment/link';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { pointsOf, sweepField } from '../../src/experiment/sweep';
import {
  addAxis,
  addRunAt,
  aroundHere,
  changeKind,
  changePlan,
  changeSetting,
  changeSweptRun,
  changeValues,
  firstSweep,
  firstSweepOf,
  kindOf,
  removeAxis,
  removeSweep,
  wholeRange,
} from '../../src/panels/sweep/edits';
import { readValues, writeValues } from '../../src/panels/sweep/values-text';

const experiment: Experiment = {
  shared: defaultShared,
  runs: [defaultRun, { ...defaultRun, cell: 'BagOfEmbeddings', embeddingL2: 1e-3 }],
};
const swept = firstSweep(experiment);

test('a first sweep is the recurrent L2 of A from off over its range, on five seeds, and travels in the link', () => {
  expect(firstSweepOf(experiment)).toEqual({ run: 'A', setting: 'recurrentL2', values: 12 });
  expect(swept.shared.seeds).toBe(5);
  const { values } = swept.sweep!.axes[0]!;
  expect([values[0], values[1], values.at(-1)]).toEqual([0, 1e-6, 10]);
  expect(openLink(printLink(swept)).experiment.sweep).toEqual(swept.sweep);
  expect(firstSweep({ ...experiment, shared: { ...defaultShared, seeds: 8 } }).shared.seeds).toBe(8);
  // The one whose U-curve `npm run -s claims` shows.
  expect(printLink(firstSweep({ shared: { ...defaultShared, backend: 'wasm' }, runs: [defaultRun] }))).toBe(
    fullPlan.sweep,
  );
  expect(removeSweep(swept)).not.toHaveProperty('sweep');
});

test('a whole range has as many values as it is told; one that can be negative goes over both signs', () => {
  expect(wholeRange('outputDropout', 3)).toEqual([0, 0.05, 0.95]);
  expect(wholeRange('forgetBias', 3)).toEqual([-5, 0, 5]);
  expect(wholeRange('units', 3)).toEqual([1, 16, 256]);
});

test('around here is around what the swept run has', () => {
  const here = { ...swept, runs: [{ ...defaultRun, kernelL2: 1e-3 }] };
  expect(aroundHere(here, 'kernelL2')).toEqual([1e-4, 3e-4, 1e-3, 3e-3, 1e-2]);
});

test('kinds turn into each other: a second setting joins, a search goes from end to end and never from off', () => {
  const two = changeKind('two')(swept);
  expect(two.sweep!.axes.map(({ setting, values }) => [setting, values.length])).toEqual([
    ['recurrentL2', 12],
    ['kernelL2', 6],
  ]);
  const search = changeKind('search')(swept);
  expect(search.sweep).toMatchObject({ trials: 30, axes: [{ values: [1e-6, 10] }, { values: [1e-6, 10] }] });
  const ofDropout = changeKind('search')(changeSetting(0, 'outputDropout')(swept));
  expect(ofDropout.sweep!.axes[0]!.values).toEqual([0, 0.95]);
  expect(pointsOf(search.sweep!)).toHaveLength(30);
  const back = changeKind('one')(search);
  expect(kindOf(back.sweep!)).toBe('one');
  expect(back.sweep!.axes[0]!.values).toHaveLength(12);
});

test('another run keeps the settings that do something there', () => {
  const two = changeValues(1, [0.1])(changeSetting(1, 'outputDropout')(changeKind('two')(swept)));
  // A bag has no recurrent kernel.
  expect(changeSweptRun('B')(two).sweep).toMatchObject({
    run: 'B',
    axes: [{ setting: 'outputDropout', values: [0.1] }],
  });
  expect(changeSweptRun('B')(swept).sweep!.axes).toMatchObject([{ setting: 'outputDropout' }]);
});

test('a setting, its values and the plan change by themselves; a search takes more settings and keeps one', () => {
  expect(changeSetting(0, 'units')(swept).sweep!.axes[0]).toMatchObject({ setting: 'units', values: { length: 12 } });
  expect(changePlan({ halving: 3 })(swept).sweep).toEqual({ ...swept.sweep, halving: 3 });
  const search = addAxis(changeKind('search')(swept));
  expect(search.sweep!.axes.map(({ setting }) => setting)).toEqual(['recurrentL2', 'kernelL2', 'outputDropout']);
  const one = removeAxis(0)(removeAxis(0)(removeAxis(0)(search)));
  expect(one.sweep!.axes.map(({ setting }) => setting)).toEqual(['outputDropout']);
});

test('a point becomes a run, with a letter of its own; a setting that runs share changes for all', () => {
  const added = addRunAt([1e-3])(swept);
  expect(added.runs).toHaveLength(3);
  expect(added.runs[2]).toEqual({ ...defaultRun, recurrentL2: 1e-3 });
  const shared = addRunAt([0.01])(changeSetting(0, 'learningRate')(swept));
  expect(shared.shared.learningRate).toBe(0.01);
  expect(shared.runs[2]).toEqual(defaultRun);
  const lettered = {
    ...swept,
    runs: [{ ...defaultRun, letter: 'B' as const }],
    sweep: { ...swept.sweep!, run: 'B' as const },
  };
  expect(addRunAt([1e-3])(lettered).runs[1]).toMatchObject({ recurrentL2: 1e-3, letter: '' });
  const full = { ...swept, runs: Array(6).fill(defaultRun) };
  expect(addRunAt([1e-3])(full)).toBe(full);
});

const field = sweepField('kernelL2');

test('typed values are taken as they stand, with commas of any script', () => {
  expect(readValues(field, 'off, 1e-4，.001;1', 60, 'off').values).toEqual([0, 1e-4, 1e-3, 1]);
  expect(readValues(field, '关、1e-4', 60, '关').values).toEqual([0, 1e-4]);
  expect(writeValues([0, 1e-4, 0.5])).toBe('0, 1e-4, 0.5');
});

test('what cannot be taken is named, and nothing is taken in its place', () => {
  const problem = (text: string, most = 60) => readValues(field, text, most, 'off').problem;
  expect(problem('1e-3, many')).toEqual({ kind: 'rejected', given: 'many', rejection: 'notANumber' });
  expect(problem('1e-3, 11')).toEqual({ kind: 'rejected', given: '11', rejection: 'tooLarge' });
  expect(problem('1e-3, 0.001')).toEqual({ kind: 'repeated', given: '0.001' });
  expect(problem(' ')).toEqual({ kind: 'rejected', given: '', rejection: 'notANumber' });
  expect(problem('1, 2, 3', 2)).toEqual({ kind: 'tooMany', count: 3, most: 2 });
});
