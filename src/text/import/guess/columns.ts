// Guesses which column holds the labels and which the texts.

import { maxLabels } from '../contract/limits';

/** By position; null where there is none. */
export interface ColumnPair {
  label: number | null;
  text: number | null;
}

export interface ColumnStatistics {
  /** Different values among the sampled rows. */
  distinct: number;
  /** In UTF-16 code units. */
  meanLength: number;
}

interface Measured extends ColumnStatistics {
  column: number;
  filled: number;
  letterShare: number;
  /** Numbers that are all different: a row's number, an id. */
  isCounter: boolean;
}

export const labelName =
  /\b(?:labels?|class(?:es)?|categor(?:y|ies)|sentiment|polarity|target|topic|intent|emotion|outcome|verdict|gold|stars?|ratings?|v1)\b|标签|类别|分类|类型|情感|意图|標籤|類別|分類|ラベル|カテゴリ|라벨|레이블|분류|метка|класс|категория|klasse|kategorie|étiquette|catégorie|etiqueta|clase|categoría/i;
const textName =
  /\b(?:texts?|sentences?|reviews?|messages?|sms|tweets?|comments?|content|body|headlines?|questions?|utterance|v2)\b|文本|内容|评论|标题|句子|內容|評論|標題|テキスト|本文|文章|텍스트|문장|내용|текст|отзыв|texte?o?\b|avis|opinión/i;
/** Underscores are part of a word to a regular expression. */
const isNamed = (name: string | null | undefined, pattern: RegExp) => pattern.test(name?.replaceAll('_', ' ') ?? '');

/** So many different values may be labels even where each occurs once. */
const fewLabels = 20;

/** How much a fitting name counts: as much as texts that are four times as long. */
const nameWeight = 4;

/**
 * The text column is the one of long and different texts, the label column one of few values; a column's name
 * counts much in both. What `chosen` holds is kept.
 */
export function guessColumns(
  rows: readonly (readonly string[])[],
  count: number,
  chosen: Partial<ColumnPair>,
  names: readonly (string | null)[] = [],
): ColumnPair {
  const columns = Array.from({ length: count }, (_, column) => measureColumn(rows, column));
  const text = chosen.text ?? guessText(columns, chosen.label ?? null, names);
  const label = chosen.label ?? guessLabel(columns, text, names);
  return { label, text };
}

export function columnStatistics(rows: readonly (readonly string[])[], column: number): ColumnStatistics {
  const { distinct, meanLength } = measureColumn(rows, column);
  return { distinct, meanLength };
}

function guessText(columns: readonly Measured[], label: number | null, names: readonly (string | null)[]) {
  if (columns.length < 2) return null;
  const score = ({ column, meanLength, distinct, filled }: Measured) =>
    // A column of one value says nothing.
    filled > 1 && distinct === 1
      ? 0
      : (meanLength * distinct * (isNamed(names[column], textName) ? nameWeight : 1)) / Math.max(1, filled);
  // The later of two alike: labels mostly come first.
  const [best] = columns
    .filter(({ column, letterShare, filled }) => {
      if (column === label || isNamed(names[column], labelName)) return false;
      return letterShare > 0.5 || (filled === 0 && isNamed(names[column], textName));
    })
    .sort((a, b) => score(b) - score(a) || b.column - a.column);
  return best?.column ?? null;
}

function guessLabel(columns: readonly Measured[], text: number | null, names: readonly (string | null)[]) {
  const others = columns.filter(({ column, filled }) => column !== text && filled > 0);
  const fitting = others.filter(
    ({ column, distinct, filled, isCounter }) =>
      !isCounter &&
      distinct <= maxLabels &&
      // Many different values are labels where they repeat, or are called that.
      (distinct <= fewLabels || 2 * distinct <= filled || isNamed(names[column], labelName)),
  );
  const rank = ({ column, distinct, filled }: Measured) =>
    // Named first, then repeating ones, those of one value last.
    (isNamed(names[column], labelName) ? 0 : 2) + (distinct < 2 ? 1 : distinct / filled);
  const [best] = fitting.sort((a, b) => rank(a) - rank(b) || a.meanLength - b.meanLength || a.column - b.column);
  // Of two columns it can only be the other, and the import says what is wrong with it.
  return best?.column ?? (columns.length === 2 ? (others[0]?.column ?? null) : null);
}

function measureColumn(rows: readonly (readonly string[])[], column: number): Measured {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
  const filled = cells.length;
  const distinct = new Set(cells).size;
  return {
    column,
    filled,
    distinct,
    meanLength: cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled),
    letterShare: cells.filter((cell) => /\p{L}/u.test(cell)).length / Math.max(1, filled),
    isCounter: filled > 1 && distinct === filled && cells.every(isNumber),
  };
}

export const isNumber = (cell: string): boolean => /^[-+]?[\d.,]*\d[\d.,]*%?$/.test(cell);
