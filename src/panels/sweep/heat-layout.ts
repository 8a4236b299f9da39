// Where the cells of a heat map lie in their box, and the contours through their middles, in pixels.

import type { Size } from '../../ui/use-size';
import type { AxisScale } from './axis-scale';
import { contour } from './contours';
import { cellEdges, type HeatGrid } from './heat-grid';

/** Around the cells; the key's room is at the right. */
export const margins = { left: 62, top: 8, right: 10, bottom: 42, key: 70 };
/** A narrower map has no key: its numbers are read point by point. */
const narrowestWithKey = 560;

export interface HeatLayout {
  withKey: boolean;
  /** Of all cells together. */
  width: number;
  height: number;
  /** Of one. */
  cellWidth: number;
  cellHeight: number;
  /** The left edge of a column, the first at the left; the upper edge of a row, the first at the bottom. */
  left: (column: number) => number;
  top: (row: number) => number;
  /** The line at a height through numbers by row, then column. */
  contourPath: (field: readonly (readonly (number | null)[])[], level: number) => string;
}

export function heatLayout(grid: HeatGrid, [xScale, yScale]: readonly [AxisScale, AxisScale], size: Size): HeatLayout {
  const withKey = size.width > narrowestWithKey;
  const width = size.width - margins.left - margins.right - (withKey ? margins.key : 0);
  const height = size.height - margins.top - margins.bottom;
  const columns = cellEdges(grid.columns.length, xScale.hasOff, width);
  const rows = cellEdges(grid.rows.length, yScale.hasOff, height);
  const left = (column: number) => margins.left + columns.edges[column]!;
  const top = (row: number) => margins.top + height - rows.edges[row]! - rows.width;
  const x = (at: number) => tenths(margins.left + between(columns.edges, at) + columns.width / 2);
  const y = (at: number) => tenths(margins.top + height - between(rows.edges, at) - rows.width / 2);
  return {
    ...{ withKey, width, height, left, top },
    cellWidth: columns.width,
    cellHeight: rows.width,
    contourPath: (field, level) =>
      contour(field, level)
        .map(({ x1, y1, x2, y2 }) => `M${x(x1)} ${y(y1)}L${x(x2)} ${y(y2)}`)
        .join(''),
  };
}

/** The edge at a whole number, or evenly between the two beside it. */
function between(edges: readonly number[], at: number): number {
  const cell = Math.floor(at);
  const from = edges[cell]!;
  return from + (at - cell) * ((edges[cell + 1] ?? from) - from);
}

/** A tenth of a pixel is finer than a screen shows. */
const tenths = (pixels: number) => Math.round(pixels * 10) / 10;
