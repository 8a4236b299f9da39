// Multinomial naive Bayes on bags of tokens, one added to every count.

import { naturalLogarithm } from '../../src/experiment/arithmetic';
import { type Fit, positionOfLargest } from './cross-validation';

/** A token that no training text holds says nothing. (Manning, Raghavan and Schütze 2008, figure 13.2.) */
export const fitNaiveBayes: Fit = (bags, labelIds, labelCount) => {
  const noCounts = () => Array.from({ length: labelCount }, () => 0);
  const textsOf = noCounts();
  const tokensOf = noCounts();
  const countsOf = new Map<string, number[]>();
  bags.forEach((bag, text) => {
    const label = labelIds[text]!;
    textsOf[label]!++;
    for (const token of bag) {
      const counts = countsOf.get(token) ?? noCounts();
      counts[label]!++;
      tokensOf[label]!++;
      countsOf.set(token, counts);
    }
  });
  const totals = tokensOf.map((count) => naturalLogarithm(count + countsOf.size));
  const priors = textsOf.map(naturalLogarithm);

  return (bag) => {
    const scores = [...priors];
    for (const token of bag) {
      const counts = countsOf.get(token);
      counts?.forEach((count, label) => {
        scores[label]! += naturalLogarithm(count + 1) - totals[label]!;
      });
    }
    return positionOfLargest(scores);
  };
};
