// What is found out about files before their rows are read: encodings, format, columns.

import { binaryFormat } from './binary';
import { type ColumnPair, guessColumns } from './columns';
import { createDecoder, decideEncoding, type Encoding } from './encoding';
import { corpusName, kindByName, labelsByName } from './file-names';
import { type Format, type Kind, type Sample, sampleRows } from './formats';
import { guessFormat } from './guess-format';
import { startsWithHeader } from './header';
import { cellsOf, columnCount, type Layout, memberNames, shapeOf, textOf } from './layout';
import { maxImportBytes } from './limits';
import { ImportStopped } from './problems';
import type { ReadRow } from './rows';
import { readBytes, type TextSource } from './source';
import { type Survey, startSurvey } from './survey';
import type { Delimiter } from './table-reader';

/** What a person sets by hand; everything else is guessed. */
export interface ImportOptions {
  /** What the corpus is called, instead of the files' name. */
  name?: string;
  kind?: Kind;
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Whether double quotes delimit cells. */
  quoting?: boolean;
  hasHeader?: boolean;
  /** Positions among the columns of the inspection made with the same kind and delimiter. */
  labelColumn?: number;
  textColumn?: number;
}

export interface ImportProgress {
  /** Each goes through all bytes once; `choosing` only for files of more rows than are kept. */
  phase: 'checking' | 'reading' | 'choosing';
  bytes: number;
  totalBytes: number;
}

export interface ImportWatch {
  /** Called for every chunk of some ten kilobytes. */
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface PlannedFile {
  source: TextSource;
  encoding: Encoding;
  /** Bytes that the encoding does not have; each is read as U+FFFD. */
  invalidBytes: number;
  /** Of all its texts, where a file is one class. */
  label: string | null;
}

export interface ImportPlan {
  name: string;
  files: readonly PlannedFile[];
  format: Format;
  /** Null columns are still to be chosen. */
  layout: Omit<Layout, 'labelColumn' | 'textColumn'> & ColumnPair;
  /** The rows of the beginning of each file, without the header. */
  samples: readonly (readonly ReadRow[])[];
  totalBytes: number;
}

/** Reads all bytes once. Throws ImportStopped. */
export async function planImport(
  sources: readonly TextSource[],
  options: ImportOptions,
  watch: ImportWatch,
): Promise<ImportPlan> {
  const totalBytes = sources.reduce((sum, { size }) => sum + size, 0);
  checkFiles(sources, totalBytes, options);
  const ordered = inOrder(sources);
  const names = ordered.map(({ name }) => name);
  const isOneClassEach = sources.length > 1 || options.kind === 'lines';
  const checked: Omit<PlannedFile, 'label'>[] = [];
  const samples: Sample[] = [];
  let bytes = 0;
  for (const source of ordered) {
    const survey = await surveyFile(source, watch, (read) => {
      watch.onProgress?.({ phase: 'checking', bytes: bytes + read, totalBytes });
    });
    bytes += survey.bytes;
    const encoding = options.encoding ?? decideEncoding(survey);
    const binary = binaryFormat(survey, encoding);
    if (binary) throw new ImportStopped({ kind: 'binaryFile', file: source.name, ...binary });
    const invalidBytes = encoding === 'utf-8' ? survey.invalid : 0;
    checked.push({ source, encoding, invalidBytes });
    samples.push(sampleOf(survey, encoding));
  }
  const format: Format = isOneClassEach ? { kind: 'lines' } : guessFormat(names[0]!, samples[0]!, options);
  const labels = format.kind === 'lines' ? labelsByName(names) : null;
  const rows = samples.map((sample) => sampleRows(format, sample));
  const layout = format.kind === 'lines' ? linesLayout : guessLayout(rows[0]!, options);
  return {
    name: options.name ?? corpusName(names),
    files: checked.map((file, index) => ({ ...file, label: labels?.[index] ?? null })),
    format,
    layout,
    samples: layout.hasHeader ? rows.map((ofFile) => withoutHeader(ofFile)) : rows,
    totalBytes,
  };
}

function checkFiles(sources: readonly TextSource[], totalBytes: number, options: ImportOptions): void {
  if (sources.length === 0) throw new ImportStopped({ kind: 'noFiles' });
  if (totalBytes > maxImportBytes) {
    throw new ImportStopped({ kind: 'tooLarge', bytes: totalBytes, maxBytes: maxImportBytes });
  }
  const tables = sources.filter(({ name }) => kindByName(name) !== null).map(({ name }) => name);
  if (sources.length > 1 && tables.length > 0 && options.kind !== 'lines') {
    throw new ImportStopped({ kind: 'severalTables', files: tables });
  }
}

/** The same files give the same corpus in whatever order they were chosen. */
const inOrder = (sources: readonly TextSource[]) =>
  [...sources].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));

async function surveyFile(
  source: TextSource,
  { signal }: ImportWatch,
  onRead: (bytes: number) => void,
): Promise<Survey> {
  const surveyor = startSurvey();
  let bytes = 0;
  for await (const chunk of readBytes(source, signal)) {
    surveyor.add(chunk);
    bytes += chunk.length;
    onRead(bytes);
  }
  return surveyor.finish();
}

function sampleOf(survey: Survey, encoding: Encoding): Sample {
  const decoder = createDecoder(encoding);
  const text = decoder.decode(survey.sample);
  const isWhole = survey.sample.length === survey.bytes;
  return { text: isWhole ? text + decoder.end() : text, isWhole };
}

/** The label is the file's: there is one column, and it holds the text. */
const linesLayout: ImportPlan['layout'] = { shape: 'lists', names: [null], hasHeader: false, label: null, text: 0 };

function guessLayout(rows: readonly ReadRow[], options: ImportOptions): ImportPlan['layout'] {
  const shape = shapeOf(rows);
  const named = shape === 'objects' ? memberNames(rows) : null;
  const lists = rows.flatMap((row) => ('value' in row && Array.isArray(row.value) ? [row.value.map(shown)] : []));
  const hasHeader = named === null && (options.hasHeader ?? startsWithHeader(lists));
  const count = named?.length ?? columnCount(lists, hasHeader);
  const names = named ?? Array.from({ length: count }, (_, column) => (hasHeader ? nameIn(lists[0], column) : null));
  const body = hasHeader ? withoutHeader(rows) : rows;
  const cells = body.flatMap((row) => {
    const read = 'value' in row ? cellsOf(row.value, shape, names) : null;
    return Array.isArray(read) ? [read.map(shown)] : [];
  });
  const { labelColumn, textColumn } = options;
  const chosen = {
    ...(isColumn(labelColumn, count) && { label: labelColumn }),
    ...(isColumn(textColumn, count) && { text: textColumn }),
  };
  const guessed = guessColumns(cells, count, chosen, names);
  return {
    shape,
    names,
    hasHeader,
    // A choice that is no column is left open, never replaced by another.
    label: labelColumn === undefined ? guessed.label : (chosen.label ?? null),
    text: textColumn === undefined ? guessed.text : (chosen.text ?? null),
  };
}

const shown = (cell: unknown) => textOf(cell) ?? '';
const isColumn = (column: number | undefined, count: number): column is number =>
  column !== undefined && Number.isInteger(column) && column >= 0 && column < count;
const nameIn = (header: readonly string[] | undefined, column: number) => header?.[column]?.trim() || null;

/** The header is the first row that could be read. */
function withoutHeader(rows: readonly ReadRow[]): ReadRow[] {
  const header = rows.findIndex((row) => 'value' in row);
  return rows.filter((_, index) => index !== header);
}
