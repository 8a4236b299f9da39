// The points of a sweep as CSV: one row a point, its settings, and its means over the seeds that count.

import type { SweepAxis } from '../experiment/experiment';
import { deviationOf, meanOf, type PointRow, type SweptPart } from '../runs/swept-points';

const measures = (['validation', 'train'] as const).flatMap((part) =>
  (['loss', 'accuracy'] as const).map((metric) => ({ part, metric })),
);
const nameOf = (part: SweptPart, metric: string) => `${part}_${metric}`;

/**
 * Numbers as JavaScript writes them, so that they read back as they are; empty where there is none. A point's number
 * counts from 1; `epoch` is the mean over its seeds of the epoch that is looked at. Lines end as RFC 4180 has it.
 */
export function sweepCsv(axes: readonly SweepAxis[], rows: readonly PointRow[]): string {
  const header = [
    'point',
    ...axes.map(({ setting }) => setting),
    'status',
    'left_behind_after_epoch',
    'seeds',
    'seeds_measured',
    'seeds_diverged',
    'epochs_spent',
    'epoch',
    ...measures.flatMap(({ part, metric }) => [nameOf(part, metric), `${nameOf(part, metric)}_sd`]),
  ];
  const lines = rows.map((row) => [
    row.index + 1,
    ...row.values,
    row.status,
    row.leftAt,
    row.seeds,
    row.measured.length,
    row.diverged,
    row.epochsSpent,
    epochOf(row),
    ...measures.flatMap(({ part, metric }) => [meanOf(row, part, metric), deviationOf(row, part, metric)]),
  ]);
  return [header, ...lines].map((cells) => `${cells.map((cell) => cell ?? '').join(',')}\r\n`).join('');
}

function epochOf({ measured }: PointRow): number | null {
  if (measured.length === 0) return null;
  return measured.reduce((sum, { at }) => sum + at.epoch, 0) / measured.length;
}
