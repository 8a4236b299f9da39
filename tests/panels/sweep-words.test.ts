// What the view of a sweep says, and the rows behind its chart of one setting and its table.

import { expect, test } from 'vitest';
import type { Sweep } from '../../src/experiment/experiment';
import { noiseStrips } from '../../src/panels/sweep/noise-range';
import { settingChart } from '../../src/panels/sweep/setting-points';
import { sortedRows } from '../../src/panels/sweep/table-rows';
import { pointWords, titleOf, verdictWords } from '../../src/panels/sweep/words';
import { rowsOf, verdictOf } from '../../src/runs/swept-points';
import { strings } from '../../src/strings/strings';
import { sweepStrings } from '../../src/strings/sweep-strings';
import { sweptPoint, sweptTraining } from '../runs/swept';

const english = { strings: strings.en, words: sweepStrings.en };
const chinese = { strings: strings.zh, words: sweepStrings.zh };
const sweep: Sweep = {
  run: 'A',
  axes: [{ setting: 'kernelL2', values: [0, 1e-4, 1e-3, 1e-2] }],
  trials: 0,
  sweepSeed: 1,
  halving: 0,
};
const rungs = [1];
/** Differences from the third: real, noise, none, real. */
const losses = [
  [0.6, 0.7, 0.8],
  [0.35, 0.55, 0.63],
  [0.4, 0.5, 0.6],
  [0.7, 0.8, 0.9],
];
const points = losses.map((each, i) => sweptPoint(i, [sweep.axes[0]!.values[i]!], each));
const rows = rowsOf({ points, rungs }, 'best');
const sentence = (some: typeof points, words = english) => {
  const of = rowsOf({ points: some, rungs }, 'best');
  return verdictWords(sweep, of, verdictOf(of, 'loss')!, 'loss', words);
};

test('the best value is named with its seeds, and who is within noise of it beside it', () => {
  expect(sentence(points)).toBe(
    'Lowest validation loss 0.500 at Kernel L2 = 1e-3 (mean of 3 seeds). 1e-4 is within noise of it.',
  );
  expect(sentence(points, chinese)).toBe(
    '最低验证损失 0.500，在输入核 L2 = 1e-3 处（3 个种子的平均）。 1e-4 与它的差别在噪声之内。',
  );
  const more = [sweptPoint(0, [0], losses[1]!), ...points.slice(1, 3), sweptPoint(3, [1e-2], losses[1]!)];
  expect(sentence(more)).toMatch(/ Off to 1e-2 are within noise of it\.$/);
  expect(sentence([points[0]!, points[2]!])).toMatch(/ No other is within noise of it\.$/);
});

test('on one seed or two nothing is said of noise but that it cannot be told', () => {
  const few = (count: number) => points.map((point) => ({ ...point, trainings: point.trainings.slice(0, count) }));
  expect(sentence(few(1))).toMatch(/\(one seed\)\. One seed does not tell a better value from a luckier one/);
  expect(sentence(few(2))).toMatch(/\(mean of 2 seeds\)\. Two seeds do not tell/);
  expect(sentence([points[2]!])).toBe('Lowest validation loss 0.500 at Kernel L2 = 1e-3 (mean of 3 seeds).');
});

test('of two settings and of a search the others within noise are counted', () => {
  const two = { ...sweep, axes: [...sweep.axes, { setting: 'outputDropout', values: [0.5] } as const] };
  const of = rowsOf({ points: points.map((each) => ({ ...each, values: [...each.values, 0.5] })), rungs }, 'best');
  expect(verdictWords(two, of, verdictOf(of, 'loss')!, 'loss', english)).toBe(
    'Lowest validation loss 0.500 at Kernel L2 = 1e-3; Dropout, before output = 0.5 (mean of 3 seeds). ' +
      'One other point is within noise of it.',
  );
  expect(titleOf(two, 'accuracy', 4, english)).toBe('Validation accuracy by Kernel L2 and Dropout, before output');
});

test('training texts are a learning curve, units a question of capacity', () => {
  const of = (setting: 'trainingSize' | 'units' | 'kernelL2') =>
    titleOf({ ...sweep, axes: [{ setting, values: [8] }] }, 'loss', 1, english);
  expect(of('trainingSize')).toMatch(/^Loss against Training texts\. Learning curve/);
  expect(of('units')).toMatch(/Capacity/);
  expect(of('kernelL2')).toBe('Loss against Kernel L2');
});

test('a point says its numbers, how many seeds they rest on, and what became of the others', () => {
  const failure = { kind: 'diverged', epoch: 1, loss: Number.NaN } as const;
  const trainings = [sweptTraining(1, [0.5]), sweptTraining(2, [], { status: 'failed', failure })];
  const [diverged] = rowsOf({ points: [sweptPoint(0, [0], [], { trainings })], rungs }, 'best');
  expect(pointWords(diverged!, english)).toBe(
    'validation loss 0.500, train loss 0.250, validation accuracy 50.0 %, train accuracy 90.0 %, ' +
      '1 of 2 seeds, diverged on 1 of 2 seeds',
  );
  expect(pointWords(rows[2]!, english)).toMatch(/^validation loss 0\.500 ± 0\.100, .*, 3 seeds$/);
});

test('the chart of one setting has its points in the order of the values, off first, each with mean, band and seeds', () => {
  const look = { metric: 'loss', band: 'range', logY: false, mostTicks: 6 } as const;
  const chart = settingChart(sweep.axes[0]!, [...rows].reverse(), look);
  expect(chart.points.map(({ row }) => row.index)).toEqual([0, 1, 2, 3]);
  expect(chart.points[0]!.place).toBe(0);
  expect(chart.points[2]!.validation).toEqual({
    mean: expect.closeTo(0.5),
    band: { low: 0.4, high: 0.6 },
    singles: [0.4, 0.5, 0.6],
  });
  // Half of the validation losses are the train losses: 0.175 is the lowest.
  expect([chart.domain.low, chart.domain.high]).toEqual([0, 1]);
  expect(settingChart(sweep.axes[0]!, rows, { ...look, logY: true }).domain).toMatchObject({ log: true, low: 0.1 });
});

test('what is within noise is shaded up to halfway to its neighbours', () => {
  const placed = rows.map((row, i) => ({ row, place: i / 4 }));
  expect(noiseStrips(placed, verdictOf(rows, 'loss')!)).toEqual([{ from: 0.125, to: 0.625 }]);
});

test('the table is sorted by any number, points without it last either way', () => {
  const idle = sweptPoint(4, [1], [], { trainings: [sweptTraining(1, [], { status: 'idle' })] });
  const all = rowsOf({ points: [...points, idle], rungs }, 'best');
  const order = (key: 'validationLoss' | 'point' | 0, descending: boolean) =>
    sortedRows(all, { key, descending }).map(({ index }) => index);
  expect(order('validationLoss', false)).toEqual([2, 1, 0, 3, 4]);
  expect(order('validationLoss', true)).toEqual([3, 0, 1, 2, 4]);
  expect(order(0, true)).toEqual([4, 3, 2, 1, 0]);
});
