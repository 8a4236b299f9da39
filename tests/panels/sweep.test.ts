// What the view of a sweep draws: places of settings, ranges within noise, cells, contours, lines of trials.

import { expect, test } from 'vitest';
import { sweepField } from '../../src/experiment/sweep';
import { placeOn, scaleOf } from '../../src/panels/sweep/axis-scale';
import { heatColor, inkOn, sharesOf } from '../../src/panels/sweep/colors';
import { contour } from '../../src/panels/sweep/contours';
import { cellEdges, contourField, heatGrid } from '../../src/panels/sweep/heat-grid';
import { heatLayout, margins } from '../../src/panels/sweep/heat-layout';
import { noiseRanges } from '../../src/panels/sweep/noise-range';
import { nearestLine, resultScale, trialLines } from '../../src/panels/sweep/parallel';
import { rowsOf, verdictOf } from '../../src/runs/swept-points';
import { sweptPoint, sweptTraining } from '../runs/swept';

const rungs = [1];

test('on a logarithmic axis off has the left end to itself, and every decade the same room after the gap', () => {
  const scale = scaleOf(sweepField('kernelL2'), [0, 1e-4, 1e-3, 1e-2]);
  expect(scale).toMatchObject({ hasOff: true, log: true, low: 1e-4, high: 1e-2, ticks: [0, 1e-4, 1e-3, 1e-2] });
  const [off, first, middle, last] = [0, 1e-4, 1e-3, 1e-2].map((value) => placeOn(scale, value));
  expect(off).toBe(0);
  expect(first).toBeGreaterThan(0.1);
  expect(last).toBeCloseTo(1);
  expect(middle! - first!).toBeCloseTo(last! - middle!);
});

test('on a linear axis off is zero and lies where zero lies', () => {
  const scale = scaleOf(sweepField('outputDropout'), [0, 0.25, 0.75]);
  expect(scale).toMatchObject({ hasOff: false, log: false, low: 0, high: 0.75 });
  expect(placeOn(scale, 0.25)).toBeCloseTo(1 / 3);
});

test('whole numbers are written as they were trained; a single value stands in the middle', () => {
  expect(scaleOf(sweepField('units'), [8, 64, 16]).ticks).toEqual([8, 16, 64]);
  expect(placeOn(scaleOf(sweepField('units'), [16]), 16)).toBe(0.5);
});

test('neighbours within noise are one range, and the best alone is none', () => {
  // Differences from the fourth: real, noise, noise, none, real, noise.
  const noisy = [0.35, 0.55, 0.63];
  const worse = [0.6, 0.7, 0.8];
  const losses = [worse, noisy, noisy, [0.4, 0.5, 0.6], worse, noisy];
  const points = losses.map((each, i) => sweptPoint(i, [Number(`1e${i - 6}`)], each));
  const rows = rowsOf({ points, rungs }, 'best');
  expect(noiseRanges(rows, verdictOf(rows, 'loss')!)).toEqual([
    { from: 1e-5, to: 1e-3 },
    { from: 1e-1, to: 1e-1 },
  ]);
  const alone = rowsOf({ points: [points[0]!, points[3]!], rungs }, 'best');
  expect(noiseRanges(alone, verdictOf(alone, 'loss')!)).toEqual([]);
});

const grid = [
  sweptPoint(0, [1e-3, 0], [0.3]),
  sweptPoint(1, [1e-3, 0.5], [0.4]),
  sweptPoint(2, [0, 0], [0.5]),
  sweptPoint(3, [0, 0.5], [0.6]),
];

test('two settings are a grid, columns and rows ascending whatever the order of the points', () => {
  const { columns, rows, cells } = heatGrid(rowsOf({ points: grid, rungs }, 'best'));
  expect([columns, rows]).toEqual([
    [0, 1e-3],
    [0, 0.5],
  ]);
  expect(cells.map((row) => row.map((cell) => cell?.index))).toEqual([
    [2, 0],
    [3, 1],
  ]);
});

test('contours leave out the column of off, whose distance is no number, and what was left behind', () => {
  const scales = [scaleOf(sweepField('kernelL2'), [0, 1e-3]), scaleOf(sweepField('outputDropout'), [0, 0.5])] as const;
  expect(contourField(heatGrid(rowsOf({ points: grid, rungs }, 'best')), 'loss', scales)).toEqual([
    [null, 0.3],
    [null, 0.4],
  ]);
  const behind = grid.map((point) => ({ ...point, isOut: point.index === 1 }));
  expect(contourField(heatGrid(rowsOf({ points: behind, rungs }, 'best')), 'loss', scales)[1]).toEqual([null, null]);
});

test('the first column stands apart where it is off, and all columns fill the room', () => {
  expect(cellEdges(3, true, 98)).toEqual({ edges: [0, 38, 68], width: 30 });
  expect(cellEdges(3, false, 90)).toEqual({ edges: [0, 30, 60], width: 30 });
});

test('the contour of a plane is a straight line', () => {
  const plane = [0, 1, 2, 3].map((y) => [0, 1, 2, 3].map((x) => x + 2 * y));
  const segments = contour(plane, 3.5);
  expect(segments.length).toBeGreaterThan(3);
  for (const { x1, y1, x2, y2 } of segments) {
    expect(x1 + 2 * y1).toBeCloseTo(3.5);
    expect(x2 + 2 * y2).toBeCloseTo(3.5);
  }
  // From one edge of the grid to the other: x from 0 to 3 along a line of slope −½.
  const length = segments.reduce((sum, { x1, y1, x2, y2 }) => sum + Math.hypot(x2 - x1, y2 - y1), 0);
  expect(length).toBeCloseTo(3 * Math.sqrt(1.25));
});

test('a saddle is cut as its middle is, a square without a number not at all, and a level beyond all heights nowhere', () => {
  const saddle = [
    [1, 0],
    [0, 1],
  ];
  // The middle, 0.5, is above 0.4: the low corners, (1, 0) and (0, 1), are cut off.
  for (const { x1, y1, x2, y2 } of contour(saddle, 0.4)) {
    expect(Math.abs((x1 + x2) / 2 - (y1 + y2) / 2)).toBeGreaterThan(0.5);
  }
  expect(contour(saddle, 0.4)).toHaveLength(2);
  // Above the middle: the high ones, (0, 0) and (1, 1).
  for (const { x1, y1, x2, y2 } of contour(saddle, 0.6)) expect(Math.abs(x1 + x2 - y1 - y2)).toBeLessThan(1e-9);
  expect(
    contour(
      [
        [1, 0],
        [0, null],
      ],
      0.5,
    ),
  ).toEqual([]);
  expect(contour(saddle, 2)).toEqual([]);
});

test('the better a cell the lighter, and what is written on any of them has a contrast of at least 4.5', () => {
  const share = sharesOf([0.4, 0.6, 0.8], true);
  expect([0.4, 0.6, 0.8].map(share)).toEqual([1, expect.closeTo(0.5), 0]);
  expect(sharesOf([0.5, 0.9], false)(0.9)).toBe(1);
  // Over a factor of 100 half of the way is a factor of 10.
  expect(sharesOf([0.1, 10], true)(1)).toBeCloseTo(0.5);
  expect(heatColor(1)).toBe('rgb(253 231 37)');
  expect([inkOn(0), inkOn(1)]).toEqual(['#fff', '#000']);
});

const trial = (index: number, values: number[], loss: number, isOut = false) =>
  sweptPoint(index, values, [loss], { isOut });

test('trials go from the worst to the best, the best tenth and at least one emphasised, who was left behind told apart', () => {
  const trials = [trial(0, [1e-2, 0], 0.4), trial(1, [1e-4, 0.5], 0.9), trial(2, [1e-3, 1], 0.5, true)];
  const rows = rowsOf({ points: trials, rungs }, 'best');
  const scales = [scaleOf(sweepField('kernelL2'), [1e-4, 1e-2]), scaleOf(sweepField('labelNoise'), [0, 1])];
  const lines = trialLines(rows, 'loss', scales, resultScale(rows, 'loss'));
  expect(lines.map(({ row, weight }) => [row.index, weight])).toEqual([
    [1, 'plain'],
    [2, 'leftBehind'],
    [0, 'best'],
  ]);
  expect(lines[1]!.places.slice(0, 2)).toEqual([expect.closeTo(0.5), 1]);
  // Halfway between the axes the lines are at 0.25, 0.75 and 0.5.
  expect(nearestLine(lines, 0.5, 0.7)?.line.row.index).toBe(2);
  expect(nearestLine(lines, 0.5, 0.45)).toMatchObject({ line: { row: { index: 0 } }, distance: expect.closeTo(0.05) });
});

test('a trial without a result ends before the last axis', () => {
  const trainings = [sweptTraining(1, [], { status: 'failed', failure: { kind: 'died' } })];
  const rows = rowsOf({ points: [sweptPoint(0, [1], [], { trainings })], rungs }, 'best');
  const [line] = trialLines(rows, 'loss', [scaleOf(sweepField('units'), [1, 8])], resultScale(rows, 'loss'));
  expect(line!.places).toEqual([0, null]);
});

test('contours run through the middles of cells, rows counted from the bottom', () => {
  const square = [sweptPoint(0, [1, 0.1], [0.1]), sweptPoint(1, [1, 0.2], [0.1])];
  const others = [sweptPoint(2, [2, 0.1], [0.3]), sweptPoint(3, [2, 0.2], [0.3])];
  const heat = heatGrid(rowsOf({ points: [...square, ...others], rungs }, 'best'));
  const scales = [scaleOf(sweepField('units'), [1, 2]), scaleOf(sweepField('outputDropout'), [0.1, 0.2])] as const;
  // Cells of 100 × 50 pixels beside the margins.
  const size = { width: 200 + margins.left + margins.right, height: 100 + margins.top + margins.bottom };
  const layout = heatLayout(heat, scales, size);
  expect([layout.left(1), layout.top(0), layout.cellWidth, layout.cellHeight]).toEqual([
    margins.left + 100,
    margins.top + 50,
    100,
    50,
  ]);
  // Halfway from 0.1 to 0.3 is the edge between the columns, from the middle of the lower row to that of the upper.
  const x = margins.left + 100;
  expect(layout.contourPath(contourField(heat, 'loss', scales), 0.2)).toBe(
    `M${x} ${margins.top + 75}L${x} ${margins.top + 25}`,
  );
});
