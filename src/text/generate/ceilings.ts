// How accurate a classifier of a generated corpus can be at best: any at all, and any that sees bags of words.

import type { LabelledTexts } from '../corpus';
import { tokenize } from '../tokenizer';

/**
 * The best possible accuracy on two labels of which a share `labelNoise` was turned round, unforeseeably:
 * 1 − labelNoise. Above a half it pays to say the opposite, and the best is labelNoise.
 *
 * Measured on labels with noise (`withNoise`): on training labels that a network has seen it can be passed,
 * by remembering, and on the true labels the best is 1. A part of the corpus has its noise rounded to whole
 * texts, so that its own ceiling may be off by about one text in each stratum.
 */
export function accuracyCeiling(labelNoise: number): number {
  return Math.max(labelNoise, 1 - labelNoise);
}

/**
 * The best accuracy that any function of a text's bag of words (which tokens, how often each) can have:
 * texts of the same bag get the same answer, at best the more frequent label of that bag.
 *
 * @param texts a whole generated corpus with its true labels. Not a part of one, in which a bag without its
 *   twin looks as if it gave its label away, and not one with noise, which no bag foretells.
 * @param labelNoise share of the labels turned round where the classifier is measured: the ceiling is then
 *   c (1 − labelNoise) + (1 − c) labelNoise, or its opposite where that is larger.
 */
export function bagOfWordsCeiling({ labels, texts, labelIds }: LabelledTexts, labelNoise = 0): number {
  const countsOfBag = new Map<string, number[]>();
  texts.forEach((text, i) => {
    const bag = tokenize(text).sort().join(' ');
    const counts = countsOfBag.get(bag) ?? labels.map(() => 0);
    counts[labelIds[i]!]!++;
    countsOfBag.set(bag, counts);
  });
  let right = 0;
  for (const counts of countsOfBag.values()) right += Math.max(...counts);
  const clean = right / texts.length;
  return Math.max(
    clean * (1 - labelNoise) + (1 - clean) * labelNoise,
    clean * labelNoise + (1 - clean) * (1 - labelNoise),
  );
}
