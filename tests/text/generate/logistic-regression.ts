// A logistic regression on bags of words: how far the words alone lead.

import { permutation, stream } from '../../../src/experiment/random';
import type { LabelledTexts } from '../../../src/text/corpus';
import { tokenize } from '../../../src/text/tokenizer';

const epochs = 15;
const learningRate = 0.05;

/** Accuracy on two labels over `folds` parts, each tested by a classifier of the others, trained text by text. */
export function logisticRegressionAccuracy({ texts, labelIds }: LabelledTexts, folds = 5): number {
  const bags = texts.map(tokensOf);
  const order = permutation(stream(1, 'logistic regression folds'), texts.length);
  let correct = 0;
  for (let fold = 0; fold < folds; fold++) {
    const weights = fit(
      order.filter((_, rank) => rank % folds !== fold),
      bags,
      labelIds,
    );
    for (const text of order.filter((_, rank) => rank % folds === fold)) {
      if (score(weights, bags[text]!) > 0 === (labelIds[text] === 1)) correct++;
    }
  }
  return correct / texts.length;
}

/** `(bias)` stands for what all texts have in common. */
const tokensOf = (text: string) => ['(bias)', ...tokenize(text)];

function fit(
  trainingTexts: Uint32Array,
  bags: readonly (readonly string[])[],
  labelIds: Uint8Array,
): Map<string, number> {
  const weights = new Map<string, number>();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const position of permutation(stream(1, 'logistic regression', epoch), trainingTexts.length)) {
      const text = trainingTexts[position]!;
      const probability = 1 / (1 + Math.exp(-score(weights, bags[text]!)));
      const step = (learningRate / (1 + epoch)) * (labelIds[text]! - probability);
      for (const token of bags[text]!) weights.set(token, (weights.get(token) ?? 0) + step);
    }
  }
  return weights;
}

const score = (weights: ReadonlyMap<string, number>, bag: readonly string[]) =>
  bag.reduce((sum, token) => sum + (weights.get(token) ?? 0), 0);
