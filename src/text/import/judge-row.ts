// Takes label and text out of a row, or says why it is left out.

import type { PartName } from '../split';
import type { ReadRow } from './contract/rows';
import { partIn } from './guess/given-split';
import { cellsOf, type Fault, type Layout, textOf } from './guess/layout';
import { plainText, ruledLabel } from './guess/row-rules';

export interface GoodRow {
  label: string;
  text: string;
  /** Where the file says it. */
  part: PartName | null;
}

/** Anything but spaces and what tokens never hold: a text without it would train on nothing. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{VS}]/u;

/**
 * Trimmed, the label in Unicode's form NFC, line ends as `\n`. `fileLabel` is the label of a file that is one
 * class; its rows have the text alone. `filePart` is the part of the split that a file is.
 */
export function judgeRow(
  read: ReadRow,
  layout: Layout,
  fileLabel: string | null,
  filePart: PartName | null = null,
): GoodRow | Fault {
  if ('reason' in read) return { reason: read.reason };
  const cells = cellsOf(read.value, layout.shape, layout.names);
  if (!Array.isArray(cells)) return cells;
  const labelCell = fileLabel ?? textOf(cells[layout.labelColumn]);
  const textCell = textOf(cells[layout.textColumn]);
  if (labelCell === null || textCell === null) return { reason: 'notText' };
  if (labelCell.includes('\0') || textCell.includes('\0')) return { reason: 'nulByte' };
  const { rules, titleColumn, split } = layout;
  const given = labelCell.trim().normalize('NFC');
  if (given === '') return { reason: 'emptyLabel' };
  const label = ruledLabel(given, rules);
  if (label === null || label === '') return { reason: 'missingLabel' };
  if (rules.keptLabels && !rules.keptLabels.has(label)) return { reason: 'rareLabel' };
  const title = titleColumn === null ? '' : (textOf(cells[titleColumn]) ?? '').trim();
  const body = textCell.replace(/\r\n?/g, '\n').trim();
  const whole = title === '' || body === '' ? title || body : `${title} ${body}`;
  const text = rules.plainText ? plainText(whole) : whole;
  if (!visible.test(text)) return { reason: 'emptyText' };
  return { label, text, part: split ? partIn(textOf(cells[split.column]), split.parts) : filePart };
}
