// What must be told before an import can begin.

import type { ImportFailure, Inspection } from '../../../library/protocol';

/** What the import would fail for as things stand; null where it can begin. */
export function openQuestion({ kind, columns, labelColumn, textColumn, preview }: Inspection): ImportFailure | null {
  if (preview.length === 0) return { kind: 'noRows' };
  // Of rows that cannot be read the import says what is wrong with each.
  if (kind === 'lines' || kind === 'paired' || preview.every(({ reason }) => reason !== null)) return null;
  if (textColumn === null) return { kind: 'noTextColumn', columns: columns.length };
  if (labelColumn === null) return { kind: 'noLabelColumn', columns: columns.length };
  return labelColumn === textColumn ? { kind: 'sameColumn', column: textColumn } : null;
}
