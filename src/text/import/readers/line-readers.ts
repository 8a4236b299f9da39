// Reads files in which a row is a line: plain texts, and JSON Lines.

import { jsonRow, type RowReader, type TakeRow } from '../contract/rows';
import { createLineSplitter } from './lines';

/** A row of one cell for every line. Empty lines count but give no row. */
export function createPlainReader(take: TakeRow): RowReader {
  return createReader(take, (row, line) => ({ row, value: [line] }));
}

/** A row for every line, each a JSON object or list. Empty lines count but give no row. */
export function createJsonLinesReader(take: TakeRow): RowReader {
  return createReader(take, jsonRow);
}

function createReader(take: TakeRow, read: (row: number, line: string) => Parameters<TakeRow>[0]): RowReader {
  let row = 0;
  return createLineSplitter((line) => {
    row++;
    if (line === null) take({ row, reason: 'lineTooLong' });
    else if (line.trim() !== '') take(read(row, line));
  });
}
