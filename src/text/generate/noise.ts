// Label noise as a property of a generated corpus: all parts have it, so that the best accuracy is known.

import { permutation, stream } from '../../experiment/random';
import type { LabelledTexts } from '../corpus';

export interface NoisyTexts extends LabelledTexts {
  /** [texts], 1 where the label was turned round. */
  flipped: Uint8Array;
  /**
   * The same texts labelled with their true label and whether it was turned round. Split by these, all parts
   * have the same share of wrong labels, to within one text of each of the four.
   */
  strata: LabelledTexts;
}

/**
 * The texts with exactly round(labelNoise × texts) labels turned round, of both labels alike, drawn before any
 * split by a stream of their own. The labels turned round at a noise of .1 are among those at .3.
 *
 * Unlike `addLabelNoise`, which wrongs the training labels alone, this leaves wrong labels in validation and
 * test too, at the same share: there the best accuracy is `accuracyCeiling(labelNoise)`. For that share to be
 * exact, deal the texts by `splitCorpus(noisy.strata, …)`, whose positions are those of the texts themselves.
 *
 * Throws where there are not exactly two labels or labelNoise is not from 0 to 1.
 */
export function withNoise<Texts extends LabelledTexts>(
  corpus: Texts,
  labelNoise: number,
  seed: number,
): Texts & NoisyTexts {
  if (corpus.labels.length !== 2) throw new RangeError(`corpus must have 2 labels, got ${corpus.labels.length}`);
  if (!(labelNoise >= 0 && labelNoise <= 1)) {
    throw new RangeError(`labelNoise must be a number from 0 to 1, got ${labelNoise}`);
  }
  const { texts, labelIds } = corpus;
  const flipped = new Uint8Array(texts.length);
  for (const text of flipOrder(corpus, seed).slice(0, Math.round(labelNoise * texts.length))) flipped[text] = 1;
  return {
    ...corpus,
    labelIds: labelIds.map((label, text) => (flipped[text] ? 1 - label : label)),
    flipped,
    strata: {
      labels: corpus.labels.flatMap((label) => [label, `${label}, turned round`]),
      texts,
      labelIds: labelIds.map((label, text) => 2 * label + flipped[text]!),
    },
  };
}

/** All texts, so ordered that every beginning has its share of both labels. */
function flipOrder({ labels, labelIds }: LabelledTexts, seed: number): number[] {
  return labels
    .flatMap((label, labelId) => {
      const texts = Array.from(labelIds.keys()).filter((text) => labelIds[text] === labelId);
      const order = permutation(stream(seed, 'corpus noise', label), texts.length);
      return Array.from(order, (position, rank) => ({ text: texts[position]!, place: (rank + 0.5) / texts.length }));
    })
    .sort((a, b) => a.place - b.place || a.text - b.text)
    .map(({ text }) => text);
}
