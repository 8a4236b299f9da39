// What is known of a training, as little as decides who goes on and what is printed at the end.

import type { TrainingLine } from '../../src/runs/result-lines';
import type { Failure } from '../../src/training/protocol';

export interface KnownTraining {
  fingerprint: string | null;
  failure?: Failure;
  /** Whether it came to its end, which early stopping may have put before the last epoch. */
  isFinished: boolean;
  /** Of each epoch, in nats. */
  validationLosses: readonly number[];
}

export const knownOf = ({ fingerprint, failure, ending, results }: TrainingLine): KnownTraining => ({
  fingerprint,
  ...(failure && { failure }),
  isFinished: ending !== null,
  validationLosses: results.map(({ validation }) => validation.loss),
});

/** The lowest validation loss of the first `epochs`; infinite where it failed within them, null where it has not come so far. */
export function lossUntil(known: KnownTraining | undefined, epochs: number): number | null {
  if (!known) return null;
  const { failure, isFinished, validationLosses } = known;
  if (isFinished || validationLosses.length >= epochs) return Math.min(...validationLosses.slice(0, epochs));
  return failure ? Number.POSITIVE_INFINITY : null;
}
