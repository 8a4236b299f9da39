// The formats that can be read, and the reader of each.

import { sampledRows } from '../contract/limits';
import type { ReadRow, RowReader, TakeRow } from '../contract/rows';
import { createJsonColumnsReader } from './json-columns';
import { createJsonReader } from './json-reader';
import { createLabelledReader, type LabelledFormat } from './labelled-lines-reader';
import { createJsonLinesReader, createPlainReader } from './line-readers';
import { createTableReader, type TableFormat } from './table-reader';

/**
 * `table`: CSV, TSV and the like; `json`: one list or object; `jsonLines`: a JSON row a line; `jsonColumns`: a list a
 * column; `labelled`: label and text in a line; `lines`: a text a line, the label is the file's; `paired`: a text a
 * line, the labels in a second file, line by line.
 */
export const kinds = ['table', 'json', 'jsonLines', 'jsonColumns', 'labelled', 'lines', 'paired'] as const;
export type Kind = (typeof kinds)[number];

export type Format =
  | ({ kind: 'table' } & TableFormat)
  | ({ kind: 'labelled' } & LabelledFormat)
  | { kind: Exclude<Kind, 'table' | 'labelled'> };

/** Whether a row has its text alone: the label is the file's, or another file's. */
export const isTextAlone = ({ kind }: Pick<Format, 'kind'>): boolean => kind === 'lines' || kind === 'paired';

export function createRowReader(format: Format, take: TakeRow): RowReader {
  switch (format.kind) {
    case 'table':
      return createTableReader(format, take);
    case 'json':
      return createJsonReader(take);
    case 'jsonLines':
      return createJsonLinesReader(take);
    case 'jsonColumns':
      return createJsonColumnsReader(take);
    case 'labelled':
      return createLabelledReader(format, take);
    case 'lines':
    case 'paired':
      return createPlainReader(take);
  }
}

/** Pieces in which a sample is read, so that no more rows are than are wanted. */
const pieceLength = 2 ** 14;

/** The rows of a file's beginning, `sampledRows` or not many more. */
export function sampleRows(format: Format, sample: Sample): ReadRow[] {
  const rows: ReadRow[] = [];
  // What is known at its end alone must be there to its end.
  if (format.kind === 'jsonColumns' && !sample.isWhole) return rows;
  const reader = createRowReader(format, (row) => rows.push(row));
  const isByLine = format.kind !== 'json' && format.kind !== 'jsonColumns';
  const text = sample.isWhole || !isByLine ? sample.text : wholeLines(sample.text);
  let start = 0;
  for (; start < text.length && rows.length < sampledRows; start += pieceLength) {
    reader.push(text.slice(start, start + pieceLength));
  }
  // Only there is a row complete that no other follows.
  const isAtEnd = start >= text.length && (sample.isWhole || text.length < sample.text.length);
  if (isAtEnd) reader.end();
  return rows;
}

/** Without the last line, which is cut; all of it where there is no other. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end);
}

export interface Sample {
  text: string;
  /** Whether that is the whole file. */
  isWhole: boolean;
}
