// What the corpora are judged by, counted plainly and apart from the code that trains on them.

import { permutation, stream } from '../../src/experiment/random';
import type { LabelledTexts } from '../../src/text/corpus';
import { tokenize } from '../../src/text/tokenizer';

/** The tokens of a text that start with a letter or a digit. */
export const wordsOf = (text: string): string[] => tokenize(text).filter((token) => /^[\p{L}\p{N}]/u.test(token));

/**
 * Pairs of texts that share more than half of the word trigrams of the one that has fewer. Only texts that
 * meet in a trigram are compared, through an index from each trigram to its texts.
 */
export function nearDuplicates(texts: readonly string[]): [string, string][] {
  const trigrams = texts.map((text) => {
    const words = wordsOf(text);
    return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
  });
  const textsOfTrigram = new Map<string, number[]>();
  const pairs: [string, string][] = [];
  trigrams.forEach((own, text) => {
    const sharedWith = new Map<number, number>();
    for (const trigram of own) {
      const earlier = textsOfTrigram.get(trigram) ?? [];
      for (const other of earlier) sharedWith.set(other, (sharedWith.get(other) ?? 0) + 1);
      textsOfTrigram.set(trigram, [...earlier, text]);
    }
    for (const [other, shared] of sharedWith) {
      if (shared > Math.min(own.size, trigrams[other]!.size) / 2) pairs.push([texts[other]!, texts[text]!]);
    }
  });
  return pairs;
}

/** Distinct first three words, as a share of the texts. */
export function openingDiversity(texts: readonly string[]): number {
  const openings = new Set(texts.map((text) => wordsOf(text).slice(0, 3).join(' ')));
  return openings.size / texts.length;
}

/**
 * Accuracy of a multinomial naive Bayes classifier on bags of words, one added to every count, over
 * `folds` parts of which each is tested once by a classifier of the others.
 */
export function naiveBayesAccuracy({ labels, texts, labelIds }: LabelledTexts, folds = 5): number {
  const words = texts.map(wordsOf);
  const order = permutation(stream(1, 'naive Bayes folds'), texts.length);
  let correct = 0;
  for (let fold = 0; fold < folds; fold++) {
    const testTexts = order.filter((_, rank) => rank % folds === fold);
    const trainingTexts = order.filter((_, rank) => rank % folds !== fold);
    const wordCounts = new Map<string, number[]>();
    const labelWords = labels.map(() => 0);
    const labelTexts = labels.map(() => 0);
    for (const text of trainingTexts) {
      const label = labelIds[text]!;
      labelTexts[label]!++;
      for (const word of words[text]!) {
        const counts = wordCounts.get(word) ?? labels.map(() => 0);
        counts[label]!++;
        labelWords[label]!++;
        wordCounts.set(word, counts);
      }
    }
    for (const text of testTexts) {
      const scores = labels.map((_, label) => {
        let score = Math.log(labelTexts[label]!);
        for (const word of words[text]!) {
          const count = wordCounts.get(word)?.[label];
          if (count !== undefined) score += Math.log((count + 1) / (labelWords[label]! + wordCounts.size));
        }
        return score;
      });
      if (scores.indexOf(Math.max(...scores)) === labelIds[text]) correct++;
    }
  }
  return correct / texts.length;
}
