// A look at files before they are imported: format, columns, first rows.

import type { Encoding } from './bytes/encoding';
import type { TextSource } from './bytes/source';
import { previewCellLength, previewRows } from './contract/limits';
import { type ImportFailure, ImportStopped, type RejectedRow } from './contract/problems';
import type { ReadRow } from './contract/rows';
import { columnStatistics } from './guess/columns';
import { partsOfFiles, splitColumnsOf } from './guess/given-split';
import type { ImportOptions, ImportWatch } from './guess/import-options';
import { cellsOf, textOf } from './guess/layout';
import { plainText, ruledLabel } from './guess/row-rules';
import { guessTokens } from './guess/script';
import { type ImportPlan, planImport } from './plan';
import { type Question, questionsOf } from './questions';
import type { Kind } from './readers/formats';
import type { Delimiter } from './readers/table-reader';

export interface InspectedColumn {
  /** From the header or from JSON; null where the column has none. */
  name: string | null;
  /** Different values, and their mean length in characters, among rows of all of the file. */
  distinct: number;
  meanLength: number;
}

export interface InspectedFile {
  name: string;
  bytes: number;
  encoding: Encoding;
  /** Damaged places: bytes that the encoding does not have, each read as U+FFFD. */
  invalidBytes: number;
  /** The label of all its texts; null where labels are in a column. */
  label: string | null;
}

export interface PreviewRow {
  /** Name of the file. */
  file: string;
  /** 1 for the file's first row. */
  row: number;
  /** In the columns' order, cut after `previewCellLength` characters. Empty where the row will be left out. */
  cells: readonly string[];
  /** Why it will be left out, so far as it shows before columns are chosen. */
  reason: RejectedRow['reason'] | null;
}

export interface Inspection {
  ok: true;
  name: string;
  kind: Kind;
  /** Of a table; null otherwise. */
  delimiter: Delimiter | null;
  /** Whether double quotes delimit cells. */
  quoting: boolean;
  hasHeader: boolean;
  files: readonly InspectedFile[];
  /** With kind `lines` one, the text. */
  columns: readonly InspectedColumn[];
  /** Guessed or chosen; null where it must be chosen, and with kind `lines`. */
  labelColumn: number | null;
  textColumn: number | null;
  /** The first rows after the header, of several files the first of each. */
  preview: readonly PreviewRow[];
  tokens: 'word' | 'character';
  titleColumn: number | null;
  /** The column that gives the split, where that was chosen. */
  splitColumn: number | null;
  /** Those by which a split could be given. */
  splitColumns: readonly number[];
  /** Where labels stand in their lines; null where they do not. */
  labelSide: 'first' | 'last' | null;
  /** Whether the files' names say which part of the split each is. */
  canSplitByFile: boolean;
  /** What a person should look at. */
  questions: readonly Question[];
}

export type InspectionResult = Inspection | { ok: false; failure: ImportFailure };

/** What `importFiles` would make of the files with the same options. Reads all bytes, for the encoding. */
export async function inspectFiles(
  sources: readonly TextSource[],
  options: ImportOptions = {},
  watch: ImportWatch = {},
): Promise<InspectionResult> {
  try {
    return describe(await planImport(sources, options, watch), options);
  } catch (error) {
    if (error instanceof ImportStopped) return { ok: false, failure: error.failure };
    throw error;
  }
}

function describe(plan: ImportPlan, options: ImportOptions): Inspection {
  const { name, files, labelFile, format, layout, samples, spread } = plan;
  const read = samples.map((rows, index) => rows.map((row) => readCells(row, layout, files[index]!.source.name)));
  const cells = spread.flatMap((row) => {
    const { cells, reason } = readCells(row, layout, '');
    return reason === null ? [cells] : [];
  });
  const perFile = Math.max(1, Math.floor(previewRows / files.length));
  const texts = cells.map((row) => row[layout.text ?? 0] ?? '');
  return {
    ok: true,
    name,
    kind: format.kind,
    delimiter: format.kind === 'table' ? format.delimiter : null,
    quoting: format.kind === 'table' && format.quoting,
    hasHeader: layout.hasHeader,
    files: [...files, ...(labelFile ? [labelFile] : [])].map(({ source, encoding, invalidBytes, label }) => ({
      name: source.name,
      bytes: source.size,
      encoding,
      invalidBytes,
      label,
    })),
    columns: layout.names.map((columnName, column) => ({ name: columnName, ...columnStatistics(cells, column) })),
    labelColumn: layout.label,
    textColumn: layout.text,
    preview: read
      .flatMap((rows) => rows.slice(0, perFile))
      .slice(0, previewRows)
      .map((row) => asRuled(row, layout))
      .map((row) => ({ ...row, cells: row.cells.map((cell) => cell.slice(0, previewCellLength)) })),
    tokens: guessTokens(texts),
    titleColumn: layout.titleColumn,
    splitColumn: layout.split?.column ?? null,
    splitColumns: splitColumnsOf(layout, (column) => cells.map((row) => row[column] ?? '')),
    labelSide: format.kind === 'labelled' ? format.side : null,
    canSplitByFile: partsOfFiles(files.map(({ source }) => source.name)) !== null,
    questions: questionsOf(plan, options),
  };
}

/** Label and text as they will be taken, by what was chosen about them. */
function asRuled(row: PreviewRow, { label, text, rules }: ImportPlan['layout']): PreviewRow {
  if (row.reason !== null) return row;
  const ruled = label === null ? '' : ruledLabel((row.cells[label] ?? '').trim().normalize('NFC'), rules);
  if (ruled === null) return { ...row, cells: [], reason: 'missingLabel' };
  const cells = row.cells.map((cell, column) => {
    if (column === label) return ruled;
    return column === text && rules.plainText ? plainText(cell) : cell;
  });
  return { ...row, cells };
}

function readCells(row: ReadRow, { shape, names }: ImportPlan['layout'], file: string): PreviewRow {
  if ('reason' in row) return { file, row: row.row, cells: [], reason: row.reason };
  const cells = cellsOf(row.value, shape, names);
  if (!Array.isArray(cells)) return { file, row: row.row, cells: [], reason: cells.reason };
  // A list or an object is shown as it stands, for its column may not be one that is chosen.
  return { file, row: row.row, cells: cells.map((cell) => textOf(cell) ?? JSON.stringify(cell)), reason: null };
}
