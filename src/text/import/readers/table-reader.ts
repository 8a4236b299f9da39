// Reads CSV and its relatives: rows of delimited cells, quoted cells may span lines.

import { maxLineLength } from '../contract/limits';
import type { RowReader, TakeRow } from '../contract/rows';
import { createLineSplitter } from './lines';

/** Those of several characters are from files whose texts hold all of the others. */
export const delimiters = ['\t', ',', ';', '|', '::', '||', '|||', '+++$+++', '@@', '=>', '->', '[SEP]'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface TableFormat {
  delimiter: Delimiter;
  /** Whether a cell may stand in double quotes. Otherwise a quote is a character like any other. */
  quoting: boolean;
  /** How a quote in a quoted cell is told from one that ends it. */
  escaping: 'doubled' | 'backslash';
  /** Lines before the header that are no rows: a remark, or `sep=;`. */
  skip: number;
}

/** A row whose last cell is inside quotes. */
interface OpenRow {
  row: number;
  cells: string[];
  /** What the quoted cell holds so far; null between cells. */
  cell: string | null;
  /** Whether that cell began in an earlier line. */
  spansLines: boolean;
  /** The lines after the row's first, to be read again where its quote turns out never to close. */
  lines: (string | null)[];
  length: number;
}

/**
 * Rows with all cells as text. Empty lines count but give no row. A quote inside a quoted cell is doubled;
 * one that is not is kept where the cell ends in the same line.
 *
 * A quote that is never closed costs the row that it stands in, and no other: the lines after it are read
 * again as rows of their own.
 */
export function createTableReader({ delimiter, quoting, escaping, skip }: TableFormat, take: TakeRow): RowReader {
  const splitter = createLineSplitter((line) => readLines([line]));
  let row = 0;
  let open: OpenRow | null = null;

  /** `waiting` is a stack: the next line is its last. */
  function readLines(waiting: (string | null)[]): void {
    while (waiting.length > 0) {
      const line = waiting.pop()!;
      if (open) proceed(open, line, waiting);
      else begin(line, waiting);
    }
  }

  function begin(line: string | null, waiting: (string | null)[]): void {
    row++;
    if (row <= skip) return;
    if (line === null) take({ row, reason: 'lineTooLong' });
    else if (line.trim() === '') return;
    else if (quoting && line.includes('"')) {
      scan({ row, cells: [], cell: null, spansLines: false, lines: [], length: line.length }, line, waiting);
    } else take({ row, value: line.split(delimiter) });
  }

  function proceed(current: OpenRow, line: string | null, waiting: (string | null)[]): void {
    current.lines.push(line);
    current.length += line?.length ?? 0;
    current.spansLines = true;
    if (line === null || current.length > maxLineLength) giveUp(current, waiting);
    else scan(current, line, waiting);
  }

  function scan(current: OpenRow, line: string, waiting: (string | null)[]): void {
    const end = scanLine(current, line, delimiter, escaping);
    open = end === 'open' ? current : null;
    if (end === 'broken') giveUp(current, waiting);
    else if (end === 'complete') take({ row: current.row, value: current.cells });
  }

  function giveUp(current: OpenRow, waiting: (string | null)[]): void {
    open = null;
    take({ row: current.row, reason: 'unclosedQuote' });
    for (let i = current.lines.length - 1; i >= 0; i--) waiting.push(current.lines[i]!);
  }

  return {
    push: splitter.push,
    end() {
      splitter.end();
      while (open) {
        const waiting: (string | null)[] = [];
        giveUp(open, waiting);
        readLines(waiting);
      }
    },
  };
}

/** Adds a line's cells to the row. `broken`: its quotes make no sense. */
function scanLine(
  current: OpenRow,
  line: string,
  delimiter: Delimiter,
  escaping: TableFormat['escaping'],
): 'complete' | 'open' | 'broken' {
  let position = 0;
  /** The quoted cell has a quote in it that is neither doubled nor at its end. */
  let stray = false;
  for (;;) {
    if (current.cell === null) {
      const start = afterSpaces(line, position);
      if (line[start] === '"') {
        current.cell = '';
        current.spansLines = false;
        stray = false;
        position = start + 1;
        continue;
      }
      const end = line.indexOf(delimiter, position);
      current.cells.push(end < 0 ? line.slice(position) : line.slice(position, end));
      if (end < 0) return 'complete';
      position = end + delimiter.length;
      continue;
    }
    const quote = line.indexOf('"', position);
    if (quote < 0) {
      if (stray) return 'broken';
      current.cell += `${line.slice(position)}\n`;
      return 'open';
    }
    if (escaping === 'backslash' && isEscaped(line, quote, position)) {
      current.cell += `${line.slice(position, quote - 1)}"`;
      position = quote + 1;
      continue;
    }
    current.cell += line.slice(position, quote);
    const after = afterSpaces(line, quote + 1);
    if (escaping === 'doubled' && line[quote + 1] === '"') {
      current.cell += '"';
      position = quote + 2;
    } else if (after === line.length || line.startsWith(delimiter, after)) {
      current.cells.push(current.cell);
      current.cell = null;
      if (after === line.length) return 'complete';
      position = after + delimiter.length;
    } else if (current.spansLines) return 'broken';
    else {
      stray = true;
      current.cell += '"';
      position = quote + 1;
    }
  }
}

/** Whether an odd number of backslashes, from `start` on, stands before a quote. */
function isEscaped(line: string, quote: number, start: number): boolean {
  let position = quote;
  while (position > start && line[position - 1] === '\\') position--;
  return (quote - position) % 2 === 1;
}

function afterSpaces(line: string, start: number): number {
  let position = start;
  while (line[position] === ' ') position++;
  return position;
}
