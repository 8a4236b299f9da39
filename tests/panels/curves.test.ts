// What the charts draw, against small curves worked out by hand.

import { expect, test } from 'vitest';
import { domainOf, epochAt, spreadLabels, xOf } from '../../src/panels/curves/axes';
import { curvesOf } from '../../src/panels/curves/derive';
import { gapPath, linePath } from '../../src/panels/curves/paths';
import { curvePoints, meanPoints } from '../../src/panels/curves/points';
import { readoutRows } from '../../src/panels/curves/readout';
import { downsample, movingAverage } from '../../src/panels/curves/smoothing';
import { linearDomain, yOf } from '../../src/ui/domain';
import { epochResult, runState, withValidation } from '../runs/epochs';

const plain = { smoothing: 0, withPenalty: false };

test('smoothing weighs the past by its number and keeps the raw values', () => {
  // (1 · ½ + 0) / (½ + 1), then (1 · ¼ + 0 + 0) / (¼ + ½ + 1).
  for (const [index, value] of [1, 1 / 3, 1 / 7].entries()) {
    expect(movingAverage([1, 0, 0], 0.5)[index]).toBeCloseTo(value);
  }
  expect(movingAverage([3, 1], 0)).toEqual([3, 1]);
  const [, second] = curvePoints(withValidation(1, 0), 'loss', { smoothing: 0.5, withPenalty: false });
  expect(second).toMatchObject({ validation: expect.closeTo(1 / 3), rawValidation: 0 });
});

test('data + penalty raises the train line alone, and the loss alone', () => {
  const results = [epochResult(1, { train: 0.5, validation: 0.6, penalty: 0.25 })];
  const look = { smoothing: 0, withPenalty: true };
  expect(curvePoints(results, 'loss', look)[0]).toMatchObject({ train: 0.75, validation: 0.6 });
  expect(curvePoints(results, 'accuracy', look)[0]).toMatchObject({ train: 0.7 });
});

test('results that are not finite are not drawn', () => {
  const results = [epochResult(1, {}), epochResult(2, { train: Number.NaN })];
  expect(curvePoints(results, 'loss', plain).map((point) => point.epoch)).toEqual([1]);
});

test('of a curve that grows only the new epoch is a new point, smoothed by those before it', () => {
  const [first, second, third] = [
    epochResult(1, { train: 1 }),
    epochResult(2, { train: 0 }),
    epochResult(3, { train: 0 }),
  ];
  for (const look of [plain, { smoothing: 0.5, withPenalty: false }]) {
    const before = curvePoints([first, second], 'loss', look);
    const after = curvePoints([first, second, third], 'loss', look);
    expect([after[0] === before[0], after[1] === before[1], after.length]).toEqual([true, true, 3]);
  }
  // After other epochs the same result is another point.
  const smooth = { smoothing: 0.5, withPenalty: false };
  expect(curvePoints([first, second], 'loss', smooth)[1]!.train).toBeCloseTo(1 / 3);
  expect(curvePoints([second], 'loss', smooth)[0]!.train).toBe(0);
  expect(curvePoints([first, second, third], 'loss', smooth)[2]!.train).toBeCloseTo(1 / 7);
});

test('a mean is worked out anew where one of its points is another, and else stays the same', () => {
  const curve = (...trains: number[]) =>
    curvePoints(
      trains.map((train, index) => epochResult(index + 1, { train })),
      'loss',
      plain,
    );
  const [one, other] = [curve(1, 3), curve(3, 5)];
  const mean = meanPoints([one, other], 'range');
  expect(mean.map(({ train, trainBand }) => [train, trainBand])).toEqual([
    [2, { low: 1, high: 3 }],
    [4, { low: 3, high: 5 }],
  ]);
  expect(meanPoints([one, other], 'range')[1]).toBe(mean[1]);
  expect(meanPoints([one, other])[1]).toEqual(expect.not.objectContaining({ trainBand: expect.anything() }));
  expect(meanPoints([one, curve(5, 5)], 'range')[0]!.train).toBe(3);
  // One that began later has its epochs in other places.
  expect(meanPoints([one, other.slice(1)]).map(({ epoch, train }) => [epoch, train])).toEqual([
    [1, 1],
    [2, 4],
  ]);
});

const plot = { left: 0, right: 100, top: 0, bottom: 100 };

test('a line runs through its points, a gap there and back between train and validation', () => {
  const placement = { domain: { low: 0, high: 1, ticks: [0, 1], log: false }, lastEpoch: 3, plot };
  const points = [
    epochResult(1, { train: 0.5, validation: 1 }),
    epochResult(2, { train: 0.25, validation: 0.75 }),
    epochResult(3, { train: 0, validation: 2 }),
  ];
  const curve = curvePoints(points, 'loss', plain);
  expect(linePath(curve, 'train', placement)).toBe('M0 50L50 75L100 100');
  // Above the domain lies on its edge.
  expect(linePath(curve, 'validation', placement)).toBe('M0 0L50 25L100 0');
  expect(gapPath(curve, placement)).toBe('M0 50L50 75L100 100L100 0L50 25L0 0Z');
  for (const few of [[], curve.slice(0, 1)]) {
    expect(linePath(few, 'train', placement) + gapPath(few, placement)).toBe('');
  }
});

test('values under the floor of a logarithmic axis lie on it', () => {
  const placement = { domain: { low: 0.01, high: 1, ticks: [], log: true }, lastEpoch: 2, plot };
  const points = curvePoints([epochResult(1, { train: 0 }), epochResult(2, { train: 0.1 })], 'loss', plain);
  expect(linePath(points, 'train', placement)).toBe('M0 100L100 50');
});

test('thinning keeps the ends, the order and every spike', () => {
  const values = Array.from({ length: 1000 }, (_, index) => (index === 503 ? 99 : index % 7));
  const kept = downsample(values, 300, (value) => value);
  expect(kept.length).toBeLessThanOrEqual(300);
  expect(kept[0]).toBe(values[0]);
  expect(kept.at(-1)).toBe(values.at(-1));
  expect(kept).toContain(99);
  const places = downsample(
    values.map((value, index) => ({ value, index })),
    300,
    (row) => row.value,
  ).map((row) => row.index);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(downsample([1, 2, 3], 300, (value) => value)).toEqual([1, 2, 3]);
});

test('a loss axis ends on round numbers and holds every curve and ghost', () => {
  expect(linearDomain(0, 2.79)).toEqual({ low: 0, high: 3, ticks: [0, 1, 2, 3], log: false });
  const curves = curvesOf(runState('A', withValidation(0.7), { ghost: [withValidation(4.2)] }), 'loss', plain);
  const domain = domainOf(curves, 'loss', { log: false, fromZero: true });
  expect(domain.low).toBe(0);
  expect(domain.high).toBeGreaterThanOrEqual(4.2);
});

test('a logarithmic axis starts at a power of ten below the smallest loss', () => {
  const curves = curvesOf(runState('A', [epochResult(1, { train: 0.03, validation: 1.4 })]), 'loss', plain);
  expect(domainOf(curves, 'loss', { log: true, fromZero: true })).toEqual({
    low: 0.01,
    high: 2,
    ticks: [0.01, 0.1, 1],
    log: true,
  });
});

test('accuracy goes from 0 to 1, or up to 1 from below the lowest', () => {
  const curves = curvesOf(
    runState('A', [epochResult(1, { trainAccuracy: 0.9, validationAccuracy: 0.62 })]),
    'accuracy',
    plain,
  );
  expect(domainOf(curves, 'accuracy', { log: false, fromZero: true })).toMatchObject({ low: 0, high: 1 });
  const near = domainOf(curves, 'accuracy', { log: false, fromZero: false });
  expect(near.high).toBe(1);
  expect(near.low).toBeGreaterThan(0.4);
  expect(near.low).toBeLessThanOrEqual(0.62);
});

test('positions and epochs are each other’s inverse', () => {
  const plot = { left: 30, right: 330, top: 10, bottom: 210 };
  for (const epoch of [1, 7, 30]) expect(epochAt(xOf(epoch, 30, plot), 30, plot)).toBe(epoch);
  expect(epochAt(-500, 30, plot)).toBe(1);
  expect(epochAt(9999, 30, plot)).toBe(30);
});

test('a value lies between bottom and top in proportion, logarithmically on a log axis', () => {
  const plot = { left: 0, right: 100, top: 0, bottom: 100 };
  expect(yOf(0.5, { low: 0, high: 1, ticks: [], log: false }, plot)).toBe(50);
  expect(yOf(0.1, { low: 0.01, high: 1, ticks: [], log: true }, plot)).toBeCloseTo(50);
});

test('labels keep their distance, their order and their bounds', () => {
  expect(spreadLabels([100, 50], 12, 0, 200)).toEqual([100, 50]);
  expect(spreadLabels([198, 199, 197], 12, 0, 200)).toEqual([188, 200, 176]);
  expect(spreadLabels([], 12, 0, 200)).toEqual([]);
});

test('the readout lists the runs that reached the epoch, the lowest validation loss first', () => {
  const runs = [
    runState('A', withValidation(0.7, 0.9)),
    runState('B', withValidation(0.8, 0.6)),
    runState('C', withValidation(0.1)),
  ];
  expect(readoutRows(runs, 2).map((row) => row.run)).toEqual(['B', 'A']);
});
