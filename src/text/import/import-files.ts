// Imports a person's files: good rows counted, their texts kept, bad rows named.

import { countCopies } from '../copies';
import type { LabelledTexts } from '../corpus';
import type { TextSource } from './bytes/source';
import { keptTexts, minLabels } from './contract/limits';
import { type ImportFailure, ImportStopped, type RejectedRows, startRejectionLog } from './contract/problems';
import { frequentLabels, gatherChosen, gatherRows } from './gather';
import type { ImportOptions, ImportWatch } from './guess/import-options';
import type { Layout } from './guess/layout';
import { guessTokens } from './guess/script';
import { lengthHistogram } from './lengths';
import { type ImportPlan, planImport } from './plan';
import { type Question, questionsOf } from './questions';
import { isTextAlone, type Kind } from './readers/formats';
import { chooseRows } from './sample-rows';

/** A corpus and what the import has to say about it. */
export interface ImportedTexts extends LabelledTexts {
  ok: true;
  name: string;
  kind: Kind;
  /** Good rows, kept or not. */
  rows: number;
  /** Good rows by label, in the order of `labels`. */
  classCounts: readonly number[];
  /** Of the kept texts: position n holds how many have n tokens, the last how many have more. */
  lengthHistogram: Uint32Array;
  rejected: RejectedRows;
  /** Bytes that the encoding does not have, each read as U+FFFD. */
  invalidBytes: number;
  /** Over labels and texts of all good rows in order: 16 hexadecimal digits, whatever the file's form. */
  checksum: string;
  /** The number of good rows where the texts are a stratified sample of them; null where they are all. */
  sampledFrom: number | null;
  tokens: 'word' | 'character';
  /** [texts], positions in `partNames`, where the files give the split; null where it is left to the page. */
  parts: Uint8Array | null;
  /** Texts that are copies of another one before them. */
  copies: number;
  /** What a person should look at. */
  questions: readonly Question[];
}

export interface FailedImport {
  ok: false;
  failure: ImportFailure;
  /** Rows left out before the import ended. */
  rejected: RejectedRows;
}

export type ImportResult = ImportedTexts | FailedImport;

/**
 * Reads the files twice, and a third time where they have more than `keptTexts` good rows, chunk by chunk: not
 * much more is in memory than the texts that are kept. Several files are sorted by name first.
 *
 * Whatever is wrong with the files is in the result; it rejects for a fault of the program alone.
 */
export async function importFiles(
  sources: readonly TextSource[],
  options: ImportOptions = {},
  watch: ImportWatch = {},
): Promise<ImportResult> {
  const rejections = startRejectionLog();
  try {
    const plan = await planImport(sources, options, watch);
    const decided = decidedLayout(plan);
    const { mostFrequent } = options;
    const layout: Layout =
      mostFrequent === undefined
        ? decided
        : {
            ...decided,
            rules: { ...decided.rules, keptLabels: await frequentLabels(plan, decided, watch, mostFrequent) },
          };
    const gathered = await gatherRows(plan, layout, watch, rejections.add);
    checkLabels(gathered.labels);
    const { labels, labelIds } = withSortedLabels(gathered);
    const { checksum } = gathered;
    const chosen = gathered.texts ? null : chooseRows(labels, labelIds, keptTexts);
    const texts = gathered.texts ?? (await gatherChosen(plan, layout, watch, chosen!, checksum));
    const { parts } = gathered;
    return {
      ok: true,
      name: plan.name,
      kind: plan.format.kind,
      rows: labelIds.length,
      labels,
      labelIds: chosen ? Uint8Array.from(chosen, (row) => labelIds[row]!) : labelIds,
      classCounts: labels.map((_, id) => labelIds.reduce((count, other) => count + Number(other === id), 0)),
      texts,
      lengthHistogram: lengthHistogram(texts),
      rejected: rejections.report(),
      invalidBytes: plan.files.reduce((sum, { invalidBytes }) => sum + invalidBytes, 0),
      checksum,
      sampledFrom: chosen && labelIds.length,
      tokens: guessTokens(texts),
      parts: parts && chosen ? Uint8Array.from(chosen, (row) => parts[row]!) : parts,
      copies: countCopies(texts),
      questions: questionsOf(plan, options, labels),
    };
  } catch (error) {
    if (error instanceof ImportStopped) return { ok: false, failure: error.failure, rejected: rejections.report() };
    throw error;
  }
}

function decidedLayout({ format, layout, samples }: ImportPlan): Layout {
  const { label, text, names } = layout;
  const columns = names.length;
  const isReadable = samples.some((rows) => rows.some((row) => 'value' in row));
  const decided = { ...layout, labelColumn: label ?? -1, textColumn: text ?? -1 };
  // Without a row nothing can be chosen from: all is read all the same, to say what is wrong with it.
  if (isTextAlone(format) || !isReadable) return decided;
  if (text === null) throw new ImportStopped({ kind: 'noTextColumn', columns });
  if (label === null) throw new ImportStopped({ kind: 'noLabelColumn', columns });
  if (label === text) throw new ImportStopped({ kind: 'sameColumn', column: text });
  return decided;
}

function checkLabels(labels: readonly string[]): void {
  const [label] = labels;
  if (label === undefined) throw new ImportStopped({ kind: 'noRows' });
  if (labels.length < minLabels) throw new ImportStopped({ kind: 'singleClass', label });
}

function withSortedLabels({ labels, labelIds }: { labels: readonly string[]; labelIds: Uint8Array }) {
  const sorted = [...labels].sort();
  const idOf = labels.map((label) => sorted.indexOf(label));
  return { labels: sorted, labelIds: labelIds.map((id) => idOf[id]!) };
}
