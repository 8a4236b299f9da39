// Into how many columns the runs' charts go: one row, or more where that leaves larger plots.

import type { Size } from '../../ui/use-size';

/** Beside a plot: tick labels and the numbers at line ends; above and below: captions and axes. */
const beside = { own: 66, shared: 42 };
const aboveAndBelow = 106;
const gap = 14;

/** From so many columns on only the first has numbers at its axis. */
export const sharesTicks = (columns: number): boolean => columns > 3;

/** @param size of the room for all charts; null before it is known */
export function columnsFor(count: number, size: Size | null): number {
  // Two or three are read across.
  if (count < 4 || size === null) return count;
  const widths = [1, 2, 3].map((rows) => ({ columns: Math.ceil(count / rows), width: plotWidth(count, rows, size) }));
  return widths.reduce((best, next) => (next.width > best.width ? next : best)).columns;
}

/** The width of the largest rectangle of 8 : 5 that fits into the smaller plot of a run. */
function plotWidth(count: number, rows: number, { width, height }: Size): number {
  const columns = Math.ceil(count / rows);
  const plain = (width - gap * (columns - 1)) / columns - (sharesTicks(columns) ? beside.shared : beside.own);
  const high = ((height - gap * (rows - 1)) / rows - aboveAndBelow) / 2.25;
  return Math.min(plain, high * 1.6);
}
