// Reads a file of lines `label<TAB>text`, as the corpora are kept and as a person may bring one.

import type { LabelledTexts } from './corpus';

const minLabels = 2;
const maxLabels = 20;

export interface RejectedLine {
  /** 1 for the file's first line. */
  row: number;
  reason: 'noTab' | 'noLabel' | 'noText';
}

export interface LabelledLines extends LabelledTexts {
  /** The first line was taken for column names. */
  hasHeader: boolean;
  /** Lines that gave no text, in the file's order. Empty lines are not among them. */
  rejected: readonly RejectedLine[];
}

interface Line {
  row: number;
  label: string;
  text: string;
}

const columnNames = new Set(
  (
    'label labels class category sentiment polarity rating target topic text texts sms message messages ' +
    'review reviews sentence comment content document tweet body v1 v2'
  ).split(' '),
);

const reasonSentences = {
  noTab: 'has no tab between label and text',
  noLabel: 'has no label before the tab',
  noText: 'has no text after the tab',
} as const satisfies Record<RejectedLine['reason'], string>;

/**
 * Texts and labels from lines of `label<TAB>text`; a byte order mark and Windows line ends are accepted. A
 * tab further on belongs to the text. The first line is a header when its label occurs nowhere else and
 * both its cells read like column names.
 *
 * Throws where the lines that can be read hold fewer than 2 labels or more than 20.
 */
export function parseLabelledLines(file: string): LabelledLines {
  const lines: Line[] = [];
  const rejected: RejectedLine[] = [];
  file.split(/\r\n|\n|\r/).forEach((content, index) => {
    if (content.trim() === '') return;
    const line = parseLine(content, index + 1);
    if ('reason' in line) rejected.push(line);
    else lines.push(line);
  });
  const hasHeader = startsWithHeader(lines);
  const records = hasHeader ? lines.slice(1) : lines;
  const labels = [...new Set(records.map(({ label }) => label))].sort();
  checkLabelCount(labels, rejected);
  const ids = new Map(labels.map((label, id) => [label, id]));
  return {
    labels,
    texts: records.map(({ text }) => text),
    labelIds: Uint8Array.from(records, ({ label }) => ids.get(label)!),
    hasHeader,
    rejected,
  };
}

function parseLine(content: string, row: number): Line | RejectedLine {
  const tab = content.indexOf('\t');
  if (tab < 0) return { row, reason: 'noTab' };
  // A byte order mark counts as a space here.
  const label = content.slice(0, tab).trim().normalize('NFC');
  const text = content.slice(tab + 1).trim();
  if (label === '') return { row, reason: 'noLabel' };
  return text === '' ? { row, reason: 'noText' } : { row, label, text };
}

function startsWithHeader(lines: readonly Line[]): boolean {
  const [first, ...others] = lines;
  return (
    first !== undefined &&
    readsLikeColumnName(first.label) &&
    readsLikeColumnName(first.text) &&
    others.every(({ label }) => label !== first.label)
  );
}

const readsLikeColumnName = (cell: string) =>
  cell
    .toLowerCase()
    .replace(/["']/g, '')
    .split(/[\s_-]+/)
    .every((part) => columnNames.has(part));

function checkLabelCount(labels: readonly string[], rejected: readonly RejectedLine[]): void {
  if (labels.length >= minLabels && labels.length <= maxLabels) return;
  const [first] = rejected;
  const firstFault =
    first === undefined
      ? ''
      : ` Lines not understood: ${rejected.length}; the first, line ${first.row}, ${reasonSentences[first.reason]}.`;
  throw new Error(
    `The texts must have from ${minLabels} to ${maxLabels} different labels, got ${labels.length}.${firstFault}`,
  );
}
