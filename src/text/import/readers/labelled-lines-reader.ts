// Reads files in which a line holds a label and a text: the label is its first word or its last.

import { maxLabels } from '../contract/limits';
import type { RowReader, TakeRow } from '../contract/rows';
import { createLineSplitter } from './lines';

export interface LabelledFormat {
  side: 'first' | 'last';
  /** What stands before every label and is no part of it, as `__label__` of fastText; mostly empty. */
  mark: string;
  /** What stands behind every label: the bracket of `[up]`, the colon of `up:`. */
  end: string;
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

function cut(line: string, { side, mark, end }: LabelledFormat): [label: string, text: string] {
  const [, first = '', rest = ''] = (side === 'first' ? /^(\S+)\s*([\s\S]*)$/ : /^()([\s\S]*)$/).exec(line) ?? [];
  const [, before = '', last = ''] = /^([\s\S]*?)\s*(\S+)$/.exec(line) ?? [];
  const [label, text] = side === 'first' ? [first, rest] : [last, before];
  const unmarked = label.startsWith(mark) ? label.slice(mark.length) : label;
  const bare = unmarked.endsWith(end) ? unmarked.slice(0, unmarked.length - end.length) : unmarked;
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
  const sides = [
    { side: 'first', labels: words.map((line) => line[0]!) },
    { side: 'last', labels: words.map((line) => line.at(-1)!) },
  ] as const;
  for (const { side, labels } of sides) {
    const marks = commonMarks(labels);
    // A mark like fastText's is none by chance, even where the beginning of a sorted file has one label alone.
    const isSure = /^__/.test(marks.mark);
    if (marks.mark + marks.end !== '' && isFew(labels, isSure ? { each: 1, least: 1 } : { each: 2, least: 2 })) {
      return { side, ...marks };
    }
  }
  for (const { side, labels } of sides) {
    const areLabels = labels.every(looksLikeLabel);
    const least = areLabels && labels.length >= 20 ? 1 : 2;
    if (isFew(labels, { each: areLabels ? 2 : 6, least })) return { side, mark: '', end: '' };
  }
  return null;
}

/** At least `least` different ones, each in so many lines on average. */
function isFew(labels: readonly string[], { each, least }: { each: number; least: number }): boolean {
  const distinct = new Set(labels).size;
  return distinct >= least && distinct <= maxLabels && distinct * each <= labels.length;
}

/** No word of a sentence: with a colon, a number or an underscore in it, or all in capitals. */
const looksLikeLabel = (word: string) =>
  /^[\p{L}\p{N}]+[:_/][\p{L}\p{N}:_/-]+$/u.test(word) ||
  /^[+-]?\d+(\.0)?$/.test(word) ||
  /^\p{Lu}{2,}[\p{Lu}\d_]*$/u.test(word);

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '<': '>', '{': '}' };

/** What all labels have around them and is no part of them: `__label__up`, `[up]`, `#up`, `up:`. */
function commonMarks(labels: readonly string[]): Pick<LabelledFormat, 'mark' | 'end'> {
  const [first = ''] = labels;
  const mark = /^(?:__\w*?__|[[(<{]|[^\p{L}\p{N}\s"'“‘+-]{1,3})/u.exec(first)?.[0] ?? '';
  const end = closing[mark] ?? (mark === '' && first.endsWith(':') ? ':' : '');
  const haveAll = labels.every(
    (label) => label.startsWith(mark) && label.endsWith(end) && label.length > mark.length + end.length,
  );
  return haveAll ? { mark, end } : { mark: '', end: '' };
}
