// Multinomial naive Bayes on words and pairs of neighbours (Wang and Manning 2012).

import type { Bag } from '../baselines/cross-validation';
import { fitNaiveBayes } from '../baselines/naive-bayes';
import type { Fold } from './folds';
import type { LabelledSentences } from './sentences';

/** The words and pairs of neighbours of a sentence, each once: whether one occurs counts, not how often. */
export function wordsAndPairs(sentence: string): Bag {
  // The files come with spaces between all words and marks, in lower case.
  const words = sentence.split(/\s+/);
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [...new Set([...words, ...pairs])];
}

/** Accuracy on a fold's test part. There is no epoch to choose: it learns from training and development part. */
export function testBigramBayes({ sentences, labelIds }: LabelledSentences, fold: Fold): number {
  const learned = [...fold.training, ...fold.development];
  const bagAt = (position: number) => wordsAndPairs(sentences[position]!);
  const classify = fitNaiveBayes(
    learned.map(bagAt),
    learned.map((position) => labelIds[position]!),
    2,
  );
  const right = fold.test.filter((position) => classify(bagAt(position)) === labelIds[position]);
  return right.length / fold.test.length;
}
