// The formats that can be read, and the reader of each.

import { createJsonReader } from './json-reader';
import { createJsonLinesReader, createPlainReader } from './line-readers';
import type { ReadRow, RowReader, TakeRow } from './rows';
import { createTableReader, type TableFormat } from './table-reader';

/**
 * `table`: CSV, TSV and the like; `json`: one list or object; `jsonLines`: a JSON row a line; `lines`: a text
 * a line, the label is the file's.
 */
export const kinds = ['table', 'json', 'jsonLines', 'lines'] as const;
export type Kind = (typeof kinds)[number];

export type Format = ({ kind: 'table' } & TableFormat) | { kind: Exclude<Kind, 'table'> };

export function createRowReader(format: Format, take: TakeRow): RowReader {
  switch (format.kind) {
    case 'table':
      return createTableReader(format, take);
    case 'json':
      return createJsonReader(take);
    case 'jsonLines':
      return createJsonLinesReader(take);
    case 'lines':
      return createPlainReader(take);
  }
}

/** The rows of a file's beginning. */
export function sampleRows(format: Format, sample: Sample): ReadRow[] {
  const rows: ReadRow[] = [];
  const reader = createRowReader(format, (row) => rows.push(row));
  if (sample.isWhole) {
    reader.push(sample.text);
    reader.end();
  } else if (format.kind === 'json') {
    // Gives whole items alone.
    reader.push(sample.text);
  } else {
    const end = sample.text.search(/[\r\n][^\r\n]*$/);
    reader.push(sample.text.slice(0, end < 0 ? undefined : end));
    // A first line too long to end here is known to be so; any other would be half a row.
    if (end >= 0) reader.end();
  }
  return rows;
}

export interface Sample {
  text: string;
  /** Whether that is the whole file. */
  isWhole: boolean;
}
