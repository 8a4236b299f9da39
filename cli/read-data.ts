// The texts that a link or files give, and what was found out about them on the way.

import { basename } from 'node:path';
import type { SharedSettings } from '../src/experiment/experiment';
import { sharedFields } from '../src/experiment/shared-fields';
import { parseField } from '../src/experiment/spelling';
import { enImport } from '../src/strings/en-import';
import type { Corpus } from '../src/text/corpus';
import type { RejectedRow } from '../src/text/import/contract/problems';
import type { ImportedTexts, ImportResult } from '../src/text/import/import-files';
import { loadTexts } from '../src/text/load';
import { corpusOf, inspectTextFiles, readTextFiles } from './text-files';

export interface DataSummary {
  /** Empty for a corpus of the page's own. */
  files: readonly string[];
  /** Of the first file; null for a corpus of the page's own, or where nothing could be read. */
  encoding: string | null;
  /** `table`, `json`, …: how the files were read. */
  format: string | null;
  /** Good rows. */
  rows: number;
  labels: Readonly<Record<string, number>>;
  /** The first rows left out, as many as are listed. */
  leftOut: readonly { row: number; reason: RejectedRow['reason'] }[];
  /** Guesses that a person should look at, in a sentence each. */
  questions: readonly string[];
}

/** How a link names files. */
export type FileIdentity = Pick<SharedSettings, 'importedName' | 'importedRows' | 'importedChecksum'>;

const identityOf = ({ name, rows, checksum }: ImportedTexts): FileIdentity => ({
  importedName: String(parseField(sharedFields.importedName, name).value),
  importedRows: rows,
  importedChecksum: checksum,
});

/** A null corpus cannot be trained on; why was said on the error stream. */
export async function readData(
  shared: SharedSettings,
  files: readonly string[] | null,
): Promise<{ corpus: Corpus | null; identity: FileIdentity | null; report: DataSummary }> {
  if (files === null) {
    const corpus = await loadTexts(shared, async () => null);
    return { corpus, identity: null, report: summaryOfCorpus(corpus) };
  }
  const inspection = await inspectTextFiles(files);
  const read = await readTextFiles(files);
  const leftOut = read.rejected.first.map(({ row, reason }) => ({ row, reason }));
  tell(read, files.length > 1);
  const report: DataSummary = {
    files: files.map((path) => basename(path)),
    encoding: inspection.ok ? inspection.files[0]!.encoding : null,
    format: inspection.ok ? inspection.kind : null,
    rows: read.ok ? read.rows : 0,
    labels: read.ok ? Object.fromEntries(read.labels.map((label, id) => [label, read.classCounts[id]!])) : {},
    leftOut,
    questions: (read.ok ? read.questions : inspection.ok ? inspection.questions : []).map(enImport.question),
  };
  for (const question of report.questions) console.error(`to look at: ${question}`);
  if (!read.ok) return { corpus: null, identity: null, report };
  return { corpus: corpusOf(read), identity: identityOf(read), report };
}

function tell(read: ImportResult, withFile: boolean): void {
  const { total, first } = read.rejected;
  for (const row of first) console.error(`left out: ${enImport.rejectedRow(row, withFile)}`);
  if (total > first.length) console.error(`left out: ${total - first.length} more rows`);
  if (!read.ok) console.error(enImport.failure(read.failure));
  else {
    if (read.sampledFrom !== null) console.error(enImport.sampled(read.texts.length, read.sampledFrom));
    if (read.copies > 0) console.error(enImport.copies(read.copies));
  }
}

function summaryOfCorpus({ labels, labelIds, texts }: Corpus): DataSummary {
  const counts = labels.map((_, id) => labelIds.reduce((count, other) => count + Number(other === id), 0));
  return {
    files: [],
    encoding: null,
    format: null,
    rows: texts.length,
    labels: Object.fromEntries(labels.map((label, id) => [label, counts[id]!])),
    leftOut: [],
    questions: [],
  };
}
