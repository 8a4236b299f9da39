// What is known of the texts without reading any: against this a run has to show that it learned.

import type { DataReport } from '../training/protocol';

type Labels = Pick<DataReport, 'trainingLabels' | 'validationLabels'>;

/**
 * The lowest train loss, in nats, of who knows the shares of the labels and reads nothing: the entropy of the labels
 * that are trained on. ln 2 for two of them alike.
 */
export function guessingLoss({ trainingLabels }: Labels): number {
  const texts = sum(trainingLabels);
  return sum(trainingLabels.map((count) => (count === 0 ? 0 : -(count / texts) * Math.log(count / texts))));
}

/** The commonest label of the training texts, as a position, and the validation accuracy of always answering it. */
export function alwaysTheSame({ trainingLabels, validationLabels }: Labels): { label: number; accuracy: number } {
  const label = trainingLabels.indexOf(Math.max(...trainingLabels));
  return { label, accuracy: validationLabels[label]! / Math.max(1, sum(validationLabels)) };
}

/** Labels this uneven make an accuracy look better than it is: one answer is right half as often again as each would. */
export const isLopsided = (labels: Labels): boolean =>
  alwaysTheSame(labels).accuracy >= 1.5 / labels.trainingLabels.length;

/** Whether a loss is no lower than that of who reads nothing, but for a fiftieth. */
export const isGuess = (loss: number, data: Labels): boolean => loss > guessingLoss(data) * 0.98;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
