// Two files of which one holds the labels of the other's lines.

import { maxLabels } from '../contract/limits';

interface Lines {
  source: { name: string };
  sample: { text: string };
  /** Line ends. */
  lines: number;
}

const labelName = /(?:^|[^a-z])(?:labels?|targets?|class(?:es)?|tags?|gold|y)(?:[^a-z]|$)/i;

/** Which of two files has the texts and which the labels; null where they are no such pair. */
export function guessPair<File extends Lines>(files: readonly File[]): { texts: File; labels: File } | null {
  const [one, other] = files;
  if (!one || !other || files.length !== 2) return null;
  // The last line may have no end.
  if (Math.abs(one.lines - other.lines) > 1) return null;
  const [labels, texts] = [one, other].sort((a, b) => meanLength(a) - meanLength(b)) as [File, File];
  const values = linesOf(labels);
  const repeats = values.length >= 2 && new Set(values).size * 2 <= values.length;
  const isNamed = labelName.test(labels.source.name) && !labelName.test(texts.source.name);
  if (new Set(values).size > maxLabels || !(repeats || isNamed)) return null;
  return isNamed || meanLength(labels) * 2 < meanLength(texts) ? { texts, labels } : null;
}

const linesOf = ({ sample }: Lines) => sample.text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');

function meanLength(file: Lines): number {
  const lines = linesOf(file);
  return lines.reduce((sum, line) => sum + line.trim().length, 0) / Math.max(1, lines.length);
}
