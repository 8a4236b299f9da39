// Several curves as one: their mean epoch by epoch, and how far they spread about it.

import type { EpochResult } from '../training/protocol';
import { type Interval, mean, meanInterval, standardDeviation } from './statistics';

/** One standard deviation to both sides of the mean, the smallest to the largest, the 95 % interval of the mean. */
export const bandKinds = ['deviation', 'range', 'interval'] as const;
export type BandKind = (typeof bandKinds)[number];

/** Null for fewer than two values, which have no spread. */
export function bandOf(values: readonly number[], kind: BandKind): Interval | null {
  if (values.length < 2) return null;
  switch (kind) {
    case 'deviation': {
      const [middle, spread] = [mean(values), standardDeviation(values)];
      return { low: middle - spread, high: middle + spread };
    }
    case 'range':
      return { low: Math.min(...values), high: Math.max(...values) };
    case 'interval':
      return meanInterval(values);
    default:
      return kind satisfies never;
  }
}

/** Of each epoch that any curve has reached what those curves have there, in the order of the epochs. */
export function byEpoch<Point extends { epoch: number }>(curves: readonly (readonly Point[])[]): Point[][] {
  const rows = alignedRows(curves);
  if (rows) return rows;
  const found = new Map<number, Point[]>();
  for (const point of curves.flat()) {
    const others = found.get(point.epoch);
    if (others) others.push(point);
    else found.set(point.epoch, [point]);
  }
  return [...found.keys()].sort((a, b) => a - b).map((epoch) => found.get(epoch)!);
}

/** The same, where all have each epoch in the same place: curves do that begin together, and leave none out. */
function alignedRows<Point extends { epoch: number }>(curves: readonly (readonly Point[])[]): Point[][] | null {
  const rows: Point[][] = [];
  for (const curve of curves) {
    for (const [place, point] of curve.entries()) {
      const row = rows[place];
      if (!row) rows.push([point]);
      else if (row[0]!.epoch === point.epoch) row.push(point);
      else return null;
    }
  }
  return rows;
}

/** The mean of each number, over the curves that have reached an epoch. A single curve is its own mean. */
export function meanResults(curves: readonly (readonly EpochResult[])[]): readonly EpochResult[] {
  const begun = curves.filter((results) => results.length > 0);
  return begun.length <= 1 ? (begun[0] ?? []) : byEpoch(begun).map(meanResult);
}

/** By an epoch's first result: what is drawn again and again is worked out once. */
const known = new WeakMap<EpochResult, { results: readonly EpochResult[]; mean: EpochResult }>();

function meanResult(results: readonly EpochResult[]): EpochResult {
  const [first] = results as [EpochResult];
  const before = known.get(first);
  if (before?.results.length === results.length && results.every((result, i) => result === before.results[i])) {
    return before.mean;
  }
  const average = meanOf(results) as EpochResult;
  known.set(first, { results, mean: average });
  return average;
}

/** Of values of one shape: numbers by their mean, parts by theirs; what some lack is null, what is no number the first's. */
function meanOf(values: readonly unknown[]): unknown {
  const [first] = values;
  if (values.some((value) => value === null || value === undefined)) return null;
  if (typeof first === 'number') return mean(values as number[]);
  if (typeof first !== 'object') return first;
  const parts = values as Record<string, unknown>[];
  return Object.fromEntries(Object.keys(first as object).map((key) => [key, meanOf(parts.map((part) => part[key]))]));
}
