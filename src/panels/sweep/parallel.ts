// A random search in parallel coordinates: a line for each trial through its settings to its result.

import type { SweptMetric } from '../../runs/swept-look';
import { byMerit, meanOf, type PointRow } from '../../runs/swept-points';
import { linearDomain } from '../../ui/domain';
import { type AxisScale, placeOn } from './axis-scale';

export interface TrialLine {
  row: PointRow;
  /** By axis, from 0 at its foot to 1 at its top; the last is the result's, null where there is none. */
  places: readonly (number | null)[];
  weight: 'best' | 'plain' | 'leftBehind';
}

/** One in so many trials is emphasised. */
const bestShare = 10;

/** From the worst to the best, so that the best are drawn last. */
export function trialLines(
  rows: readonly PointRow[],
  metric: SweptMetric,
  scales: readonly AxisScale[],
  result: AxisScale,
): TrialLine[] {
  const ranked = byMerit(rows, metric);
  const finished = ranked.filter(({ status }) => status === 'finished');
  const best = new Set(finished.slice(0, Math.max(1, Math.round(rows.length / bestShare))));
  return ranked.reverse().map((row) => {
    const value = meanOf(row, 'validation', metric);
    return {
      row,
      places: [
        ...row.values.map((setting, axis) => placeOn(scales[axis]!, setting)),
        value === null ? null : placeOn(result, value),
      ],
      weight: row.status === 'leftBehind' ? 'leftBehind' : best.has(row) ? 'best' : 'plain',
    };
  });
}

/** The axis of the results, from round number to round number; of losses that span more than a factor of ten by logarithm. */
export function resultScale(rows: readonly PointRow[], metric: SweptMetric): AxisScale {
  const values = rows.flatMap((row) => meanOf(row, 'validation', metric) ?? []).filter(Number.isFinite);
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const { low: from, high: to, ticks } = linearDomain(low, high);
  const log = metric === 'loss' && low > 0 && high / low > 10;
  if (!log) return { hasOff: false, log, low: from, high: to, ticks };
  return { hasOff: false, log, low, high, ticks: ticks.filter((tick) => tick >= low && tick <= high) };
}

/** The line nearest to a place, in pixels: by its height at a horizontal position between two axes. */
export function nearestLine(
  lines: readonly TrialLine[],
  at: number,
  place: number,
): { line: TrialLine; distance: number } | null {
  let nearest: { line: TrialLine; distance: number } | null = null;
  for (const line of lines) {
    const left = Math.min(line.places.length - 2, Math.max(0, Math.floor(at)));
    const from = line.places[left];
    const to = line.places[left + 1] ?? from;
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    const distance = Math.abs(from + (at - left) * (to - from) - place);
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { line, distance };
  }
  return nearest;
}
