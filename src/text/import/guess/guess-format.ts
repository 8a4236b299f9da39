// Guesses a file's format from its name and its beginning.

import { type Format, type Kind, type Sample, sampleRows } from '../readers/formats';
import { looksByColumn } from '../readers/json-columns';
import { guessLabelled } from '../readers/labelled-lines-reader';
import { type Delimiter, delimiters } from '../readers/table-reader';
import { guessColumns } from './columns';
import { kindByName } from './file-names';

export interface FormatChoice {
  kind?: Kind;
  delimiter?: Delimiter;
  quoting?: boolean;
  labelSide?: 'first' | 'last';
}

/** Share of a file's rows that must have as many cells as most, for a file to be a table by its content alone. */
const tableShare = 0.8;
/** Delimiters are taken for equally good when these shares differ by less. */
const closeShares = 0.1;

/** The format of a file that is imported alone; what was chosen is not guessed. */
export function guessFormat(name: string, sample: Sample, choice: FormatChoice = {}): Format {
  const kind = choice.kind ?? guessKind(name, sample, choice);
  if (kind === 'table') return guessTable(sample, choice);
  if (kind !== 'labelled') return { kind };
  const guessed = guessLabelled(linesOf(sample)) ?? { side: 'first', mark: '', end: '' };
  return { kind, ...guessed, ...(choice.labelSide && { side: choice.labelSide }) };
}

function guessKind(name: string, sample: Sample, choice: FormatChoice): Kind {
  const promised = kindByName(name);
  if (promised === 'table' || choice.delimiter !== undefined) return 'table';
  if (promised === 'json' || looksLikeJson(sample.text)) {
    return looksByColumn(sample.text, sample.isWhole) ? 'jsonColumns' : jsonKind(sample.text);
  }
  const labelled = guessLabelled(linesOf(sample));
  if (labelled && labelled.mark + labelled.end !== '') return 'labelled';
  const table = guessTable(sample, choice);
  const { cells, share, rows } = measure(table, sample);
  // Lines of one pasted text would be a single class: as a table it can at least be told what is missing.
  const isTable = name === '' || (cells >= 2 && share >= tableShare && guessColumns(rows, cells, {}).label !== null);
  if (isTable) return 'table';
  return labelled ? 'labelled' : 'lines';
}

/** The lines of its beginning, those that are not empty. */
const linesOf = (sample: Sample): string[] =>
  sampleRows({ kind: 'lines' }, sample).flatMap((row) => ('value' in row ? [String((row.value as string[])[0])] : []));

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
  const before = linesBefore(sample.text);
  const wanted = choice.delimiter ?? before.delimiter;
  const candidates = (wanted === undefined ? delimiters : [wanted]).flatMap((delimiter) => {
    const plain = { kind: 'table', delimiter, quoting: false, escaping: 'doubled', skip: before.lines } as const;
    const quoting = choice.quoting ?? guessQuoting(plain, sample);
    const doubled = { ...plain, quoting };
    const read = { format: doubled, ...measure(doubled, sample) };
    if (!quoting || !sample.text.includes('\\"')) return [read];
    const escaped = { ...plain, quoting, escaping: 'backslash' } as const;
    const otherwise = { format: escaped, ...measure(escaped, sample) };
    // Who escapes by a backslash doubles no quotes; after a backslash, one ends the cell.
    const isBackslashed =
      otherwise.faults < read.faults ||
      (otherwise.faults === read.faults && !/(?<![\\,;\t|])""(?![,;\t|\r\n]|$)/.test(sample.text));
    return [isBackslashed ? otherwise : read];
  });
  const split = candidates
    .filter(({ cells }) => cells >= 2)
    // One that is a part of another splits where the other does, and leaves the rest of it in the cells.
    .filter(
      ({ format: { delimiter }, share }, _, all) =>
        !all.some(({ format: longer, share: other }) => {
          return delimiter !== longer.delimiter && longer.delimiter.includes(delimiter) && other > share - closeShares;
        }),
    );
  const bestShare = split.reduce((best, { share }) => Math.max(best, share), 0);
  // The right delimiter leaves the texts whole.
  const [best] = split
    .filter(({ share }) => share > bestShare - closeShares)
    .sort((a, b) => b.longestMean - a.longestMean);
  const format = (best ?? candidates.find(({ format }) => format.delimiter === ',') ?? candidates[0]!).format;
  // A remark has other cells than the rows; what has as many is the header.
  return before.isRemark && hasCellsOfRows(format, sample) ? { ...format, skip: 0 } : format;
}

/** `sep=;` for a spreadsheet, or remarks. */
function linesBefore(text: string): { lines: number; delimiter?: Delimiter; isRemark?: true } {
  const [, separator] = /^"?sep\s*=\s*(.)"?[\r\n]/i.exec(text) ?? [];
  const delimiter = delimiters.find((known) => known === separator);
  if (delimiter !== undefined) return { lines: 1, delimiter };
  const lines = text.split(/\r\n?|\n/, mostRemarks + 1);
  const rows = lines.findIndex((line) => !/^\s*(?:#|\/\/|%|--|$)/.test(line));
  return rows > 0 ? { lines: rows, isRemark: true } : { lines: 0 };
}

const mostRemarks = 50;

/** Whether the first line, that was taken for a remark, is split as the rows after it are. */
function hasCellsOfRows(format: Format & { kind: 'table' }, sample: Sample): boolean {
  const all = measure({ ...format, skip: 0 }, sample);
  return all.cells >= 2 && all.rows[0]?.length === all.cells;
}

/**
 * Whether quotes delimit cells. In files with tabs they mostly do not, and a text may begin with one: there
 * they must be balanced, and be needed by what is in them or stand around a whole column.
 */
function guessQuoting(format: Format & { kind: 'table' }, sample: Sample): boolean {
  if (format.delimiter !== '\t') return true;
  const quoted = measure({ ...format, quoting: true }, sample);
  const plain = measure(format, sample);
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
