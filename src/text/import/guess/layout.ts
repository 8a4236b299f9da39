// Where a row's label and text are: columns, header, and how a row is read by them.

import type { PartName } from '../../split';
import type { RejectedRow } from '../contract/problems';
import type { ReadRow, RowValue } from '../contract/rows';
import type { ColumnPair } from './columns';
import { commonLength } from './guess-format';
import type { RowRules } from './row-rules';

/** Rows are lists of cells, or objects with a cell a name. */
export type RowShape = 'lists' | 'objects';

export interface Layout {
  shape: RowShape;
  /** Null where a column has no name. */
  names: readonly (string | null)[];
  /** The first row names the columns and is no text. */
  hasHeader: boolean;
  labelColumn: number;
  textColumn: number;
  /** Put before the text. */
  titleColumn: number | null;
  /** The part of the split that a row is given to, by the value in this column. */
  split: { column: number; parts: ReadonlyMap<string, PartName> } | null;
  rules: RowRules;
}

/** Null columns are still to be chosen. */
export type PlannedLayout = Omit<Layout, 'labelColumn' | 'textColumn'> & ColumnPair;

export type Fault = Pick<RejectedRow, 'reason' | 'cells'>;

/** The shape of the first good row; the others are to follow it. */
export function shapeOf(rows: readonly ReadRow[]): RowShape {
  const first = rows.find((row) => 'value' in row);
  return first && 'value' in first && !Array.isArray(first.value) ? 'objects' : 'lists';
}

/** The names of all members, in the order in which they first occur. */
export function memberNames(rows: readonly ReadRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    if ('value' in row && !Array.isArray(row.value)) for (const name of Object.keys(row.value)) names.add(name);
  }
  return [...names];
}

/** How many columns rows of cells have: the header's, or what most rows have. */
export function columnCount(rows: readonly (readonly unknown[])[], hasHeader: boolean): number {
  if (!hasHeader) return commonLength(rows);
  const [header = [], ...body] = rows;
  const named = withoutEmptyEnd(header, 0).length;
  // Columns without a name, in which some rows hold something.
  const isFull = body.every((row) => row.length === header.length);
  return isFull && body.some((row) => withoutEmptyEnd(row, 0).length > named) ? header.length : named;
}

/** All cells in the columns' order, or why the row has none. */
export function cellsOf(value: RowValue, shape: RowShape, names: readonly (string | null)[]): unknown[] | Fault {
  if (shape === 'lists') {
    if (!Array.isArray(value)) return { reason: 'notARow' };
    const cells = withoutEmptyEnd(value, names.length);
    if (cells.length === names.length) return cells;
    return { reason: 'columnCount', cells: { found: cells.length, expected: names.length } };
  }
  if (Array.isArray(value)) return { reason: 'notARow' };
  const members = value as Readonly<Record<string, unknown>>;
  return names.map((name) => (name !== null && Object.hasOwn(members, name) ? members[name] : null));
}

/** A cell as text; null where it is a list or an object. */
export function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? null : String(cell);
}

/** Spreadsheets write delimiters after the last column. */
function withoutEmptyEnd(cells: readonly unknown[], atLeast: number): unknown[] {
  let length = cells.length;
  while (length > atLeast && (cells[length - 1] === '' || cells[length - 1] === null)) length--;
  return cells.slice(0, length);
}
