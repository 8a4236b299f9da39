// What the readers of all formats give: rows, numbered as in the file.

import type { RejectReason } from './problems';

/** Cells in the columns' order, or by name. */
export type RowValue = readonly unknown[] | Readonly<Record<string, unknown>>;

export type ReadRow =
  /** 1 for the file's first row. */
  { row: number; value: RowValue } | { row: number; reason: RejectReason };

export type TakeRow = (row: ReadRow) => void;

/** Takes text in pieces cut anywhere and gives the same rows. */
export interface RowReader {
  push(text: string): void;
  end(): void;
}

/** The row of an item of JSON. */
export function jsonRow(row: number, json: string): ReadRow {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { row, reason: json.includes('\0') ? 'nulByte' : 'invalidJson' };
  }
  return typeof value === 'object' && value !== null ? { row, value: value as RowValue } : { row, reason: 'notARow' };
}
