// Takes label and text out of a row, or says why it is left out.

import { cellsOf, type Fault, type Layout, textOf } from './layout';
import type { ReadRow } from './rows';

export interface GoodRow {
  label: string;
  text: string;
}

/** Anything but spaces and what tokens never hold: a text without it would train on nothing. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{VS}]/u;

/**
 * Trimmed, the label in Unicode's form NFC, line ends as `\n`. `fileLabel` is the label of a file that is one
 * class; its rows have the text alone.
 */
export function judgeRow(read: ReadRow, layout: Layout, fileLabel: string | null): GoodRow | Fault {
  if ('reason' in read) return { reason: read.reason };
  const cells = cellsOf(read.value, layout.shape, layout.names);
  if (!Array.isArray(cells)) return cells;
  const labelCell = fileLabel ?? textOf(cells[layout.labelColumn]);
  const textCell = textOf(cells[layout.textColumn]);
  if (labelCell === null || textCell === null) return { reason: 'notText' };
  if (labelCell.includes('\0') || textCell.includes('\0')) return { reason: 'nulByte' };
  const label = labelCell.trim().normalize('NFC');
  if (label === '') return { reason: 'emptyLabel' };
  const text = textCell.replace(/\r\n?/g, '\n').trim();
  return visible.test(text) ? { label, text } : { reason: 'emptyText' };
}
