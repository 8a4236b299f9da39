// Scores of a batch: tensors while they wait on the backend, arrays once they are read.

import { engine, type Tensor, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { ActivityPenalty } from '../experiment/experiment';
import type { ActivityTerm } from './model/part';
import { squaredPlaces } from './ops/activity';
import { crossEntropyParts } from './ops/cross-entropy';

/** Each text's cross-entropy, and the label with the largest logit; dropout off, no penalty. */
export interface Scores {
  losses: Float32Array;
  predictions: Int32Array;
  /** What each penalty on what the network computes came to, a mean over `count` things. */
  activities: readonly { kind: ActivityPenalty; value: number; count: number }[];
}

/** The same on the backend, not read yet; kept until it is disposed of. */
export interface Evaluated {
  /** `[batch]` */
  losses: Tensor;
  /** `[batch, classes]` */
  logits: Tensor;
  activities: readonly ActivityTerm[];
  /** Real tokens of each text. */
  lengths: Int32Array;
}

/** @param forward runs the forward pass; what it makes on its way is disposed of */
export function evaluateLogits(
  forward: () => { logits: Tensor2D; activities: readonly ActivityTerm[] },
  { labelIds, lengths }: { labelIds: Int32Array; lengths: Int32Array },
): Evaluated {
  let made: Evaluated | null = null;
  tidy(() => {
    const { logits, activities } = forward();
    const { losses } = crossEntropyParts(logits, tensor1d(labelIds, 'int32'));
    made = { losses, logits, activities, lengths };
    for (const tensor of tensorsOfEvaluated(made)) engine().keep(tensor);
  });
  return made!;
}

/** In the order in which `scoresOf` takes their values. */
export const tensorsOfEvaluated = ({ losses, logits, activities }: Evaluated): Tensor[] => [
  losses,
  logits,
  ...activities.map(({ value }) => value),
];

/** @param values of tensorsOfEvaluated */
export function scoresOf([losses, logits, ...terms]: readonly Float32Array[], evaluated: Evaluated): Scores {
  const { lengths } = evaluated;
  return {
    losses: losses!,
    predictions: largestOf(logits!, lengths.length),
    activities: evaluated.activities.map(({ kind }, i) => ({
      kind,
      value: terms[i]![0]!,
      count: countOf(kind, lengths),
    })),
  };
}

/** Of how many things a penalty is the mean, units aside. */
const countOf = (kind: ActivityPenalty, lengths: Int32Array): number =>
  kind === 'attentionEntropy' ? lengths.length : squaredPlaces(lengths, kind === 'temporalActivity');

/** What penalties on what the network computes come to over several batches. */
export function meanActivities(scores: readonly Scores[]): Partial<Record<ActivityPenalty, number>> {
  const sums = new Map<ActivityPenalty, { sum: number; count: number }>();
  for (const { kind, value, count } of scores.flatMap(({ activities }) => activities)) {
    const { sum, count: before } = sums.get(kind) ?? { sum: 0, count: 0 };
    sums.set(kind, { sum: sum + value * count, count: before + count });
  }
  return Object.fromEntries([...sums].map(([kind, { sum, count }]) => [kind, count === 0 ? 0 : sum / count]));
}

/** The position of the largest logit of each text; of equal ones the first. */
function largestOf(logits: Float32Array, texts: number): Int32Array {
  const classes = logits.length / texts;
  return Int32Array.from({ length: texts }, (_, i) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[i * classes + c]! > logits[i * classes + best]!) best = c;
    return best;
  });
}
