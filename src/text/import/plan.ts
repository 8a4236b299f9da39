// What is found out about files before their rows are read: encodings, format, columns.

import type { PartName } from '../split';
import { binaryFormat } from './bytes/binary';
import { decideEncoding } from './bytes/decide-encoding';
import { createDecoder, type Encoding } from './bytes/encoding';
import { readBytes, type TextSource } from './bytes/source';
import { type Survey, startSurvey } from './bytes/survey';
import { maxImportBytes, maxThinnedBytes } from './contract/limits';
import { ImportStopped } from './contract/problems';
import type { ReadRow } from './contract/rows';
import { corpusName, kindByName, labelsByName } from './guess/file-names';
import { partsOfFiles } from './guess/given-split';
import { guessFormat } from './guess/guess-format';
import { guessLayout, textAloneLayout, withoutHeader } from './guess/guess-layout';
import type { ImportOptions, ImportWatch } from './guess/import-options';
import type { PlannedLayout } from './guess/layout';
import { guessPair } from './guess/paired-files';
import { createThinner } from './guess/thinned-rows';
import { createRowReader, type Format, isTextAlone, type Sample, sampleRows } from './readers/formats';

export interface PlannedFile {
  source: TextSource;
  encoding: Encoding;
  /** Whether the encoding was chosen, or can be no other. */
  isSure: boolean;
  /** Bytes that the encoding does not have; each is read as U+FFFD. */
  invalidBytes: number;
  /** Of all its texts, where a file is one class. */
  label: string | null;
  /** Of the split, where a file is one. */
  part: PartName | null;
}

export interface ImportPlan {
  name: string;
  files: readonly PlannedFile[];
  /** Whose lines are the labels of the lines of the one file, where text and label are apart. */
  labelFile: PlannedFile | null;
  format: Format;
  layout: PlannedLayout;
  /** The first rows of each file, without the header. */
  samples: readonly (readonly ReadRow[])[];
  /** Rows of all of the files, evenly spread, without the header. */
  spread: readonly ReadRow[];
  totalBytes: number;
  /** One row of so many is taken. */
  every: number;
}

interface Checked extends Omit<PlannedFile, 'label' | 'part'> {
  sample: Sample;
  lines: number;
}

/** Reads all bytes once, and again where they are too many for a sample. Throws ImportStopped. */
export async function planImport(
  sources: readonly TextSource[],
  options: ImportOptions,
  watch: ImportWatch,
): Promise<ImportPlan> {
  const totalBytes = sources.reduce((sum, { size }) => sum + size, 0);
  if (sources.length === 0) throw new ImportStopped({ kind: 'noFiles' });
  const maxBytes = options.every === undefined ? maxImportBytes : maxThinnedBytes;
  if (totalBytes > maxBytes) {
    throw new ImportStopped({ kind: 'tooLarge', bytes: totalBytes, maxBytes, every: thinned(totalBytes, maxBytes) });
  }
  const checked = await checkFiles(inOrder(sources), options, watch, totalBytes);
  const names = checked.map(({ source }) => source.name);
  const format = formatOf(checked, options);
  // All of it is in memory at once.
  if (format.kind === 'jsonColumns' && totalBytes > maxImportBytes) {
    throw new ImportStopped({ kind: 'tooLarge', bytes: totalBytes, maxBytes: maxImportBytes, every: null });
  }
  const pair = format.kind === 'paired' ? guessPair(checked) : null;
  const texts = pair ? [pair.texts] : checked;
  const labels = format.kind === 'lines' ? labelsByName(names) : null;
  const parts = options.splitByFile ? partsOfFiles(names) : null;
  const heads = texts.map(({ sample }) => sampleRows(format, sample));
  const spreads: (readonly ReadRow[])[] = [];
  for (const file of texts) spreads.push(await spreadRows(format, file, watch));
  const layouts = isTextAlone(format)
    ? [textAloneLayout(options)]
    : texts.map((_, at) => guessLayout(heads[at]!, spreads[at]!, options));
  checkColumns(layouts, names);
  const layout = layouts[0]!;
  const body = (rows: readonly ReadRow[]) => (layout.hasHeader ? withoutHeader(rows) : rows);
  const planned = (file: Checked, at: number): PlannedFile => {
    const { sample: _, lines: __, ...rest } = file;
    return { ...rest, label: labels?.[at] ?? null, part: parts?.[at] ?? null };
  };
  return {
    name: options.name ?? corpusName(names),
    files: texts.map(planned),
    labelFile: pair ? planned(pair.labels, 1) : null,
    format,
    layout,
    samples: heads.map(body),
    spread: spreads.flatMap(body),
    totalBytes,
    every: options.every ?? 1,
  };
}

/** One row of how many is few enough; null where even that is too much to read. */
const thinned = (bytes: number, maxBytes: number) =>
  maxBytes < maxThinnedBytes && bytes <= maxThinnedBytes ? Math.ceil(bytes / maxBytes) : null;

async function checkFiles(
  sources: readonly TextSource[],
  options: ImportOptions,
  watch: ImportWatch,
  totalBytes: number,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  let bytes = 0;
  for (const source of sources) {
    const survey = await surveyFile(source, watch, (read) => {
      watch.onProgress?.({ phase: 'checking', bytes: bytes + read, totalBytes });
    });
    bytes += survey.bytes;
    const { encoding, isSure } = options.encoding
      ? { encoding: options.encoding, isSure: true }
      : decideEncoding(survey);
    const binary = binaryFormat(survey, encoding);
    if (binary) throw new ImportStopped({ kind: 'binaryFile', file: source.name, ...binary });
    const invalidBytes = encoding === 'utf-8' ? survey.invalid : 0;
    checked.push({ source, encoding, isSure, invalidBytes, sample: sampleOf(survey, encoding), lines: survey.lines });
  }
  return checked;
}

/** One format for all: several files are tables of one shape, texts and their labels, or one label each. */
function formatOf(checked: readonly Checked[], options: ImportOptions): Format {
  const [first] = checked as [Checked];
  const guessed = (kind = options.kind) =>
    guessFormat(first.source.name, first.sample, { ...options, ...(kind && { kind }) });
  if (options.kind === 'lines' || options.kind === 'paired') return { kind: options.kind };
  if (checked.length === 1) return guessed();
  const tables = checked.filter(({ source }) => kindByName(source.name) !== null);
  if (options.kind !== undefined || tables.length === checked.length) return guessed();
  if (tables.length > 0) {
    throw new ImportStopped({ kind: 'tablesAndTexts', files: tables.map(({ source }) => source.name) });
  }
  return { kind: guessPair(checked) === null ? 'lines' : 'paired' };
}

function checkColumns(layouts: readonly PlannedLayout[], names: readonly string[]): void {
  const columns = ({ shape, names: own }: PlannedLayout) => (shape === 'objects' ? 'objects' : JSON.stringify(own));
  const other = layouts.findIndex((layout) => columns(layout) !== columns(layouts[0]!));
  if (other > 0) throw new ImportStopped({ kind: 'otherColumns', file: names[other]!, first: names[0]! });
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

async function spreadRows(format: Format, { source, encoding, sample }: Checked, { signal }: ImportWatch) {
  const thinner = createThinner();
  const reader = createRowReader(format, thinner.add);
  if (sample.isWhole) reader.push(sample.text);
  else {
    const decoder = createDecoder(encoding);
    for await (const chunk of readBytes(source, signal)) reader.push(decoder.decode(chunk));
    reader.push(decoder.end());
  }
  reader.end();
  return thinner.rows();
}
