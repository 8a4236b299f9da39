// A sweep of two settings as a grid of cells: columns by the first, rows by the second, "off" apart where it has a
// place of its own.

import type { SweptMetric } from '../../runs/swept-look';
import { meanOf, type PointRow } from '../../runs/swept-points';
import type { AxisScale } from './axis-scale';

export interface HeatGrid {
  /** Ascending. */
  columns: readonly number[];
  /** Ascending, from the bottom up. */
  rows: readonly number[];
  /** By row, then column; null for a point that is not there. */
  cells: readonly (readonly (PointRow | null)[])[];
}

export function heatGrid(points: readonly PointRow[]): HeatGrid {
  const ascending = (axis: number) => [...new Set(points.map(({ values }) => values[axis]!))].sort((a, b) => a - b);
  const [columns, rows] = [ascending(0), ascending(1)];
  const at = new Map(points.map((point) => [`${point.values[0]} ${point.values[1]}`, point]));
  return { columns, rows, cells: rows.map((y) => columns.map((x) => at.get(`${x} ${y}`) ?? null)) };
}

/**
 * What the contours run through: the mean of each cell, without the row and column of "off", and without those that
 * were trained for fewer epochs or seeds.
 */
export function contourField(
  { cells, columns, rows }: HeatGrid,
  metric: SweptMetric,
  [x, y]: readonly [AxisScale, AxisScale],
): (number | null)[][] {
  return cells.map((row, r) =>
    row.map((cell, c) => {
      const isOff = (x.hasOff && columns[c] === 0) || (y.hasOff && rows[r] === 0);
      return isOff || cell?.status !== 'finished' ? null : meanOf(cell, 'validation', metric);
    }),
  );
}

/** The left edges and the width of `count` cells over a length, the first apart where it is "off". */
export function cellEdges(count: number, hasOff: boolean, length: number): { edges: number[]; width: number } {
  const gap = hasOff && count > 1 ? 8 : 0;
  const width = (length - gap) / Math.max(1, count);
  return { edges: Array.from({ length: count }, (_, i) => i * width + (i > 0 ? gap : 0)), width };
}
