// The split that a file gives itself: by a column, or by the files' names.

import type { PartName } from '../../split';

const columnName = /^(?:is_?(?:valid|test|train|dev)|split|subset|fold|partition|set|is_?val)$/i;

/** Whether a column by this name says which part a row belongs to. */
export const isSplitName = (name: string | null): boolean =>
  name !== null && columnName.test(name.trim().replaceAll(' ', '_'));

const parts: readonly [PartName, RegExp][] = [
  ['training', /^(?:train(?:ing)?|tr|learn)$/i],
  ['validation', /^(?:val(?:id(?:ation)?)?|dev(?:elopment)?|eval)$/i],
  ['test', /^(?:test(?:ing)?|tst|holdout|held[ _-]?out)$/i],
];

const partNamed = (word: string): PartName | null => parts.find(([, pattern]) => pattern.test(word))?.[0] ?? null;

/**
 * Which part each value of a column means, from `is_valid`, `split` or `fold`; null where they mean none. Of folds the
 * first is validation. Where nothing is validation, what is test is: something must be.
 */
export function partsOfColumn(name: string | null, values: readonly string[]): ReadonlyMap<string, PartName> | null {
  const distinct = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '');
  if (distinct.length < 2) return null;
  const flagged = partNamed(name?.trim().replace(/^is[ _]?/i, '') ?? '');
  const truth = distinct.map(truthOf);
  if (flagged && truth.every((value) => value !== null)) {
    const other: PartName = flagged === 'training' ? 'validation' : 'training';
    return settled(new Map(distinct.map((value, at) => [value, truth[at] ? flagged : other])));
  }
  const named = distinct.map(partNamed);
  if (named.every((part) => part !== null)) return settled(new Map(distinct.map((value, at) => [value, named[at]!])));
  const folds = distinct.map(Number);
  if (!/fold/i.test(name ?? '') || !folds.every(Number.isFinite) || distinct.length > 100) return null;
  const first = Math.min(...folds);
  return new Map(distinct.map((value, at) => [value, folds[at] === first ? 'validation' : 'training']));
}

/** The columns by which a split could be given, those of label and text aside. */
export function splitColumnsOf(
  { names, label, text }: { names: readonly (string | null)[]; label: number | null; text: number | null },
  valuesIn: (column: number) => readonly string[],
): number[] {
  return [...names.keys()].filter(
    (column) => column !== label && column !== text && partsOfColumn(names[column] ?? null, valuesIn(column)) !== null,
  );
}

const truthOf = (value: string): boolean | null => {
  if (/^(?:true|t|yes|y|1|1\.0)$/i.test(value)) return true;
  return /^(?:false|f|no|n|0|0\.0)$/i.test(value) ? false : null;
};

/** The parts that files are by their names, `train.csv` and `test.csv`; null where they are none. */
export function partsOfFiles(names: readonly string[]): readonly PartName[] | null {
  const found = names.map((name) => {
    const words = name.replace(/\.[^.]*$/, '').split(/[^\p{L}]+/u);
    return words.map(partNamed).find((part) => part !== null) ?? null;
  });
  if (!found.every((part) => part !== null) || new Set(found).size < 2) return null;
  const settledParts = settled(new Map(names.map((name, at) => [name, found[at]!])));
  return names.map((name) => settledParts.get(name)!);
}

function settled(given: Map<string, PartName>): ReadonlyMap<string, PartName> {
  if ([...given.values()].includes('validation')) return given;
  return new Map([...given].map(([value, part]) => [value, part === 'test' ? 'validation' : part]));
}

/** A row of a value that the column was not seen to have is trained on. */
export const partIn = (value: string | null, given: ReadonlyMap<string, PartName>): PartName =>
  given.get(value?.trim() ?? '') ?? 'training';
