// Guesses where rows have their label and their text, from rows of all of the file.

import type { ReadRow } from '../contract/rows';
import { guessColumns } from './columns';
import { partsOfColumn } from './given-split';
import { startsWithHeader } from './header';
import type { ImportOptions } from './import-options';
import { cellsOf, columnCount, memberNames, type PlannedLayout, shapeOf, textOf } from './layout';
import { noRules, type RowRules } from './row-rules';

/** The label is the file's: there is one column, and it holds the text. */
export const textAloneLayout = (options: ImportOptions): PlannedLayout => ({
  shape: 'lists',
  names: [null],
  hasHeader: false,
  label: null,
  text: 0,
  titleColumn: null,
  split: null,
  rules: rulesOf(options),
});

/** @param head the file's first rows. @param spread rows of all of it, the first among them */
export function guessLayout(
  head: readonly ReadRow[],
  spread: readonly ReadRow[],
  options: ImportOptions,
): PlannedLayout {
  const shape = shapeOf(spread);
  const objects = shape === 'objects' ? memberNames([...head, ...spread]) : null;
  const lists = listsOf(head);
  const hasHeader = objects === null && (options.hasHeader ?? startsWithHeader(lists));
  const count = objects?.length ?? columnCount(hasHeader ? lists : listsOf(spread), hasHeader);
  const names = objects ?? Array.from({ length: count }, (_, column) => (hasHeader ? nameIn(lists[0], column) : null));
  const body = hasHeader ? withoutHeader(spread) : spread;
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
  const text = textColumn === undefined ? guessed.text : (chosen.text ?? null);
  const { titleColumn = null, splitColumn = null } = options;
  const parts =
    isColumn(splitColumn, count) &&
    partsOfColumn(
      names[splitColumn] ?? null,
      cells.map((row) => row[splitColumn] ?? ''),
    );
  return {
    shape,
    names,
    hasHeader,
    // A choice that is no column is left open, never replaced by another.
    label: labelColumn === undefined ? guessed.label : (chosen.label ?? null),
    text,
    titleColumn: isColumn(titleColumn, count) && titleColumn !== text ? titleColumn : null,
    split: parts ? { column: splitColumn!, parts } : null,
    rules: rulesOf(options),
  };
}

/** But for the labels that are kept, which a pass over all rows finds out. */
const rulesOf = (options: ImportOptions): RowRules => ({
  ...noRules,
  labelPart: options.labelPart ?? 'whole',
  mergeLabels: options.mergeLabels ?? false,
  leaveOutMissing: options.leaveOutMissing ?? false,
  plainText: options.plainText ?? false,
});

const listsOf = (rows: readonly ReadRow[]): string[][] =>
  rows.flatMap((row) => ('value' in row && Array.isArray(row.value) ? [row.value.map(shown)] : []));
const shown = (cell: unknown) => textOf(cell) ?? '';
const isColumn = (column: number | null | undefined, count: number): column is number =>
  typeof column === 'number' && Number.isInteger(column) && column >= 0 && column < count;
const nameIn = (header: readonly string[] | undefined, column: number) => header?.[column]?.trim() || null;

/** The header is the first row that could be read. */
export function withoutHeader(rows: readonly ReadRow[]): ReadRow[] {
  const header = rows.findIndex((row) => 'value' in row);
  return rows.filter((_, index) => index !== header);
}
