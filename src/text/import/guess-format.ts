// Guesses a file's format from its name and its beginning.

import { guessColumns } from './columns';
import { kindByName } from './file-names';
import { type Format, type Kind, type Sample, sampleRows } from './formats';
import { type Delimiter, delimiters } from './table-reader';

export interface FormatChoice {
  kind?: Kind;
  delimiter?: Delimiter;
  quoting?: boolean;
}

/** Share of a file's rows that must have as many cells as most, for a file to be a table by its content alone. */
const tableShare = 0.8;
/** Delimiters are taken for equally good when these shares differ by less. */
const closeShares = 0.1;

/** The format of a file that is imported alone; what was chosen is not guessed. */
export function guessFormat(name: string, sample: Sample, choice: FormatChoice = {}): Format {
  const kind = choice.kind ?? guessKind(name, sample, choice);
  return kind === 'table' ? guessTable(sample, choice) : { kind };
}

function guessKind(name: string, sample: Sample, choice: FormatChoice): Kind {
  const promised = kindByName(name);
  if (promised === 'table' || choice.delimiter !== undefined) return 'table';
  if (promised === 'json' || looksLikeJson(sample.text)) return jsonKind(sample.text);
  const table = guessTable(sample, choice);
  const { cells, share, rows } = measure(table, sample);
  // Lines of one pasted text would be a single class: as a table it can at least be told what is missing.
  const isTable = name === '' || (cells >= 2 && share >= tableShare && guessColumns(rows, cells, {}).label !== null);
  return isTable ? 'table' : 'lines';
}

const looksLikeJson = (text: string) => /^\s*(?:\[\s*[[{]|\{\s*"|\[\s*")/.test(text) && isJsonStart(text);

/** A line of prose may well begin with a bracket. */
function isJsonStart(text: string): boolean {
  const rows = sampleRows({ kind: jsonKind(text) }, { text, isWhole: false });
  const good = rows.filter((row) => 'value' in row).length;
  return rows.length === 0 || good > 0;
}

/** JSON Lines where the first line is complete and another follows. */
function jsonKind(text: string): 'json' | 'jsonLines' {
  const [first, second] = text.trimStart().split(/[\r\n]+\s*/, 2);
  if (first === undefined) return 'json';
  try {
    const value: unknown = JSON.parse(first);
    const cells = typeof value === 'object' && value !== null ? Object.values(value) : [];
    const isSingleRow = cells.length > 0 && cells.every((cell) => typeof cell !== 'object');
    return second || isSingleRow ? 'jsonLines' : 'json';
  } catch {
    // The first line of a JSON Lines file may be the damaged one.
    return /^[[{]/.test(second ?? '') && /^[[{].+[\]}]$/.test(first) ? 'jsonLines' : 'json';
  }
}

function guessTable(sample: Sample, choice: FormatChoice): Format & { kind: 'table' } {
  const candidates = (choice.delimiter === undefined ? delimiters : [choice.delimiter]).map((delimiter) => {
    const format = { kind: 'table', delimiter, quoting: choice.quoting ?? guessQuoting(delimiter, sample) } as const;
    return { format, ...measure(format, sample) };
  });
  const split = candidates.filter(({ cells }) => cells >= 2);
  const bestShare = split.reduce((best, { share }) => Math.max(best, share), 0);
  // The right delimiter leaves the texts whole.
  const [best] = split
    .filter(({ share }) => share > bestShare - closeShares)
    .sort((a, b) => b.longestMean - a.longestMean);
  return (best ?? candidates.find(({ format }) => format.delimiter === ',') ?? candidates[0]!).format;
}

/**
 * Whether quotes delimit cells. In files with tabs they mostly do not, and a text may begin with one: there
 * they must be balanced, and be needed by what is in them or stand around a whole column.
 */
function guessQuoting(delimiter: Delimiter, sample: Sample): boolean {
  if (delimiter !== '\t') return true;
  const quoted = measure({ kind: 'table', delimiter, quoting: true }, sample);
  const plain = measure({ kind: 'table', delimiter, quoting: false }, sample);
  if (quoted.faults > 0) return false;
  if (quoted.share > plain.share) return true;
  const opening = plain.rows.flatMap((cells) => cells.filter((cell) => cell.startsWith('"')));
  if (!opening.every((cell) => /^"(?:[^"]|"")*"$/.test(cell.trim()))) return false;
  if (opening.some((cell) => cell.slice(1, -1).includes('""'))) return true;
  const body = plain.rows.slice(1);
  const columns = Array.from({ length: plain.cells }, (_, column) => body.map((cells) => cells[column] ?? ''));
  return columns.some((column) => column.length > 1 && column.every((cell) => cell.startsWith('"')));
}

interface Measures {
  rows: string[][];
  faults: number;
  /** What most rows have. */
  cells: number;
  /** Share of the rows that have as many. */
  share: number;
  /** Mean length of the column with the longest cells. */
  longestMean: number;
}

function measure(format: Format, sample: Sample): Measures {
  const read = sampleRows(format, sample);
  const rows = read.flatMap((row) => ('value' in row ? [row.value as string[]] : []));
  const cells = commonLength(rows);
  const alike = rows.filter((row) => row.length === cells);
  const totals = Array.from({ length: cells }, (_, column) =>
    alike.reduce((sum, row) => sum + row[column]!.trim().length, 0),
  );
  return {
    rows,
    faults: read.length - rows.length,
    cells,
    share: read.length === 0 ? 0 : alike.length / read.length,
    longestMean: totals.reduce((longest, total) => Math.max(longest, total), 0) / Math.max(1, alike.length),
  };
}

/** How many cells most rows have; the more where two counts are as frequent. 0 without rows. */
export function commonLength(rows: readonly (readonly unknown[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let common = 0;
  for (const [length, count] of counts) {
    const best = counts.get(common) ?? 0;
    if (count > best || (count === best && length > common)) common = length;
  }
  return common;
}
