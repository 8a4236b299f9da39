// Guesses and findings that a person should look at, as data: the page has a sentence for each kind, and buttons.

import type { Encoding } from './bytes/encoding';
import { labelName } from './guess/columns';
import { isSplitName, splitColumnsOf } from './guess/given-split';
import type { ImportOptions } from './guess/import-options';
import { cellsOf, textOf } from './guess/layout';
import { coarsePart, hasHtml, isMissing, noRules, variantsOf } from './guess/row-rules';
import { judgeRow } from './judge-row';
import type { ImportPlan } from './plan';

export type Question =
  /** The encoding is a guess, which `words` of the file would show to be wrong. */
  | { kind: 'encoding'; file: string; encoding: Encoding; words: readonly string[] }
  /** Each file is read as one label, and they may be something else. */
  | { kind: 'fileLabels'; labels: readonly string[] }
  /** The label is cut off its line. */
  | { kind: 'labelInLine'; side: 'first' | 'last' }
  /** Other columns could hold the labels as well, by position and name. */
  | { kind: 'labelColumn'; columns: readonly { column: number; name: string | null }[] }
  | { kind: 'labelVariants'; groups: readonly (readonly string[])[] }
  | { kind: 'missingLabels'; labels: readonly string[] }
  | { kind: 'coarseLabels'; from: number; to: number }
  /** `share` of the rows looked at, 0 to 1. */
  | { kind: 'html'; share: number }
  | { kind: 'splitColumn'; column: number; name: string };

/** @param allLabels of all good rows, where they are known; else those of the rows looked at */
export function questionsOf(plan: ImportPlan, options: ImportOptions, allLabels?: readonly string[]): Question[] {
  const { files, format } = plan;
  const rows = lookAt(plan);
  const labels = allLabels ?? [...new Set(rows.map(({ label }) => label))];
  return [
    ...files.flatMap(({ source, encoding, isSure }): Question[] =>
      isSure ? [] : [{ kind: 'encoding', file: source.name, encoding, words: doubtfulWords(plan) }],
    ),
    ...fileLabels(plan, options),
    ...(format.kind === 'labelled' && options.kind === undefined
      ? [{ kind: 'labelInLine', side: format.side } as const]
      : []),
    ...labelColumns(plan, options),
    ...labelQuestions(labels, options),
    ...html(rows, options),
    ...splitColumns(plan, options),
  ];
}

/** Rows as they would be taken but for the rules that are asked about. */
function lookAt({ layout, files, spread, labelFile }: ImportPlan): { label: string; text: string }[] {
  const { label, text } = layout;
  if (text === null || labelFile || (label === null && files[0]?.label === null)) return [];
  const decided = { ...layout, labelColumn: label ?? -1, textColumn: text, rules: noRules };
  return spread.flatMap((row) => {
    const judged = judgeRow(row, decided, files[0]!.label);
    return 'reason' in judged ? [] : [judged];
  });
}

/** A few words with letters beyond ASCII, as they are read now. */
function doubtfulWords({ spread, layout }: ImportPlan): string[] {
  const words = spread.flatMap((row) => {
    const cells = 'value' in row ? cellsOf(row.value, layout.shape, layout.names) : [];
    return Array.isArray(cells) ? cells.flatMap((cell) => (textOf(cell) ?? '').split(/\s+/)) : [];
  });
  return [...new Set(words.filter((word) => [...word].some((symbol) => symbol > '\u007f')))]
    .slice(0, 4)
    .map((word) => word.slice(0, 24));
}

/** Two files as long as each other may be texts and their labels, and names like these are no labels. */
function fileLabels({ files, format }: ImportPlan, options: ImportOptions): Question[] {
  const labels = files.map(({ label }) => label ?? '');
  if (format.kind !== 'lines' || files.length < 2 || options.kind !== undefined) return [];
  const isOdd = labels.some((label) => /text|label|sentence|train|test|valid|data|input|target/i.test(label));
  return isOdd ? [{ kind: 'fileLabels', labels }] : [];
}

function labelColumns(plan: ImportPlan, options: ImportOptions): Question[] {
  const { label, text, names } = plan.layout;
  if (options.labelColumn !== undefined || label === null || labelName.test(names[label] ?? '')) return [];
  const distinct = (column: number) => new Set(valuesIn(plan, column).filter((value) => value !== '')).size;
  const most = Math.max(8, 2 * distinct(label));
  const others = names.flatMap((name, column) => {
    if (column === label || column === text || isSplitName(name)) return [];
    const count = distinct(column);
    return count >= 2 && count <= most ? [{ column, name }] : [];
  });
  return others.length === 0
    ? []
    : [{ kind: 'labelColumn', columns: [{ column: label, name: names[label]! }, ...others] }];
}

function labelQuestions(labels: readonly string[], options: ImportOptions): Question[] {
  const missing = options.leaveOutMissing === undefined ? labels.filter(isMissing) : [];
  const present = labels.filter((label) => !isMissing(label));
  const groups = options.mergeLabels === undefined ? variantsOf(present) : [];
  const parts = new Set(present.map(coarsePart));
  const isCoarse =
    options.labelPart === undefined && !parts.has(null) && parts.size >= 2 && parts.size < present.length;
  return [
    ...(groups.length > 0 ? [{ kind: 'labelVariants', groups } as const] : []),
    ...(missing.length > 0 ? [{ kind: 'missingLabels', labels: missing } as const] : []),
    ...(isCoarse ? [{ kind: 'coarseLabels', from: present.length, to: parts.size } as const] : []),
  ];
}

function html(rows: readonly { text: string }[], options: ImportOptions): Question[] {
  const found = options.plainText === undefined ? rows.filter(({ text }) => hasHtml(text)).length : 0;
  return found === 0 ? [] : [{ kind: 'html', share: found / rows.length }];
}

function splitColumns(plan: ImportPlan, options: ImportOptions): Question[] {
  if (options.splitColumn !== undefined) return [];
  const { layout } = plan;
  return splitColumnsOf(layout, (column) => valuesIn(plan, column)).flatMap((column): Question[] => {
    const name = layout.names[column] ?? null;
    return name !== null && isSplitName(name) ? [{ kind: 'splitColumn', column, name }] : [];
  });
}

/** What stands in a column, row by row, where a row has its cells. */
function valuesIn({ spread, layout: { shape, names } }: ImportPlan, column: number): string[] {
  return spread.flatMap((row) => {
    const cells = 'value' in row ? cellsOf(row.value, shape, names) : null;
    return Array.isArray(cells) ? [(textOf(cells[column]) ?? '').trim()] : [];
  });
}
