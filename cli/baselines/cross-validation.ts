// Accuracy on texts that a classifier has not seen: each text is judged once, by a classifier of the other folds.

import { permutation, type Stream, stream } from '../../src/experiment/random';

/** The tokens of a text, in any order, repeated as often as they occur. */
export type Bag = readonly string[];

/** Gives the position of a text's label. */
export type Classify = (bag: Bag) => number;

/** Learns from bags and their labels, positions from 0 to labelCount − 1. */
export type Fit = (bags: readonly Bag[], labelIds: readonly number[], labelCount: number) => Classify;

/** Positions from 0 to count − 1, dealt to folds whose sizes differ by 1 at most; the same on every machine. */
export function dealFolds(count: number, folds: number, source: Stream = stream(1, 'naive Bayes folds')): number[][] {
  const order = permutation(source, count);
  return Array.from({ length: folds }, (_, fold) => [...order].filter((_, rank) => rank % folds === fold));
}

/** The label that each text is given. */
export function crossValidate(
  fit: Fit,
  bags: readonly Bag[],
  labelIds: ArrayLike<number>,
  labelCount: number,
  folds = 5,
): number[] {
  const given: number[] = bags.map(() => -1);
  const dealt = dealFolds(bags.length, folds);
  dealt.forEach((tested, fold) => {
    const learned = dealt.filter((_, other) => other !== fold).flat();
    const classify = fit(
      learned.map((text) => bags[text]!),
      learned.map((text) => labelIds[text]!),
      labelCount,
    );
    for (const text of tested) given[text] = classify(bags[text]!);
  });
  return given;
}

/** Share of the texts that were given their own label. */
export function accuracyOf(given: readonly number[], labelIds: ArrayLike<number>): number {
  return given.filter((label, text) => label === labelIds[text]).length / given.length;
}

export const positionOfLargest = (values: readonly number[]): number => values.indexOf(Math.max(...values));
