// Reads files in which a line holds a label and a text: the label is its first word or its last.

import { maxLabels } from './limits';
import { createLineSplitter } from './lines';
import type { RowReader, TakeRow } from './rows';

export interface LabelledFormat {
  side: 'first' | 'last';
  /** What stands before every label and is no part of it, as `__label__` of fastText; mostly empty. */
  mark: string;
}

/** A row of two cells, label and text, for every line. Empty lines count but give no row. */
export function createLabelledReader(format: LabelledFormat, take: TakeRow): RowReader {
  let row = 0;
  return createLineSplitter((line) => {
    row++;
    if (line === null) take({ row, reason: 'lineTooLong' });
    else if (line.trim() !== '') take({ row, value: cut(line.trim(), format) });
  });
}

function cut(line: string, { side, mark }: LabelledFormat): [label: string, text: string] {
  const [, first = '', rest = ''] = (side === 'first' ? /^(\S+)\s*([\s\S]*)$/ : /^()([\s\S]*)$/).exec(line) ?? [];
  const [, before = '', last = ''] = /^([\s\S]*?)\s*(\S+)$/.exec(line) ?? [];
  const [label, text] = side === 'first' ? [first, rest] : [last, before];
  const bare = mark !== '' && label.startsWith(mark) ? label.slice(mark.length) : label;
  return [bare, mark === '' || side === 'last' ? text : withoutMarked(text, mark)];
}

/** Of several labels the first counts. */
function withoutMarked(text: string, mark: string): string {
  let rest = text;
  while (rest.startsWith(mark)) rest = rest.replace(/^\S+\s*/, '');
  return rest;
}

/** A label in each line: few different ones, most of them several times, and not what sentences begin with. */
export function guessLabelled(lines: readonly string[]): LabelledFormat | null {
  const words = lines.map((line) => line.trim().split(/\s+/)).filter(([first]) => first !== '');
  if (words.length < 2 || words.some(({ length }) => length < 2)) return null;
  const firsts = words.map((line) => line[0]!);
  const mark = commonMark(firsts);
  if (mark !== '') return isFew(firsts, 1) ? { side: 'first', mark } : null;
  for (const side of ['first', 'last'] as const) {
    const labels = side === 'first' ? firsts : words.map((line) => line.at(-1)!);
    if (isFew(labels, labels.every(looksLikeLabel) ? 2 : 6)) return { side, mark: '' };
  }
  return null;
}

/** At least two, each in so many lines on average. */
function isFew(labels: readonly string[], each: number): boolean {
  const distinct = new Set(labels).size;
  return distinct >= 2 && distinct <= maxLabels && distinct * each <= labels.length;
}

/** No word of a sentence: with a colon, a number or an underscore in it, or all in capitals. */
const looksLikeLabel = (word: string) =>
  /^[\p{L}\p{N}]+[:_/][\p{L}\p{N}:_/-]+$/u.test(word) ||
  /^[+-]?\d+(\.0)?$/.test(word) ||
  /^\p{Lu}{2,}[\p{Lu}\d_]*$/u.test(word);

function commonMark(labels: readonly string[]): string {
  const [first = ''] = labels;
  const mark = /^(?:__\w*?__|[^\p{L}\p{N}\s"'([<“‘-]{1,3})/u.exec(first)?.[0] ?? '';
  return mark !== '' && labels.every((label) => label.startsWith(mark) && label.length > mark.length) ? mark : '';
}
