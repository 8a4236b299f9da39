// What is known of a training, as little as decides who goes on and what is printed at the end.

import type { TrainingLine } from '../../src/runs/result-lines';
import type { Failure } from '../../src/training/protocol';

export interface KnownTraining {
  fingerprint: string | null;
  failure?: Failure;
  /** Of each epoch, in nats. */
  validationLosses: readonly number[];
}

export const knownOf = ({ fingerprint, failure, results }: TrainingLine): KnownTraining => ({
  fingerprint,
  ...(failure && { failure }),
  validationLosses: results.map(({ validation }) => validation.loss),
});

/** The lowest validation loss of the first `epochs`; infinite where it failed within them, null where it has not come so far. */
export function lossUntil(known: KnownTraining | undefined, epochs: number): number | null {
  if (!known) return null;
  const { failure, validationLosses } = known;
  if (validationLosses.length >= epochs) return Math.min(...validationLosses.slice(0, epochs));
  return failure ? Number.POSITIVE_INFINITY : null;
}
