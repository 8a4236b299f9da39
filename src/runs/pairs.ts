// Two runs compared seed by seed: what is luck moves both alike, and leaves their difference.

import { type PairedDifference, pairedDifference } from './statistics';
import type { RunState, Training } from './store';
import { bestEpoch } from './summary';

/** The trainings of two runs with the same seed, in the order of the seeds. */
export const pairsOf = (ours: RunState, theirs: RunState): [Training, Training][] =>
  ours.trainings.flatMap((training) => {
    const other = theirs.trainings.find(({ seed }) => seed === training.seed);
    return other ? [[training, other]] : [];
  });

/** Those that are finished. */
export const finishedPairs = (ours: RunState, theirs: RunState): [Training, Training][] =>
  pairsOf(ours, theirs).filter((pair) =>
    pair.every(({ status, results }) => status === 'finished' && results.length > 0),
  );

/** The best validation loss of each training of one run less that of the other, seed by seed; null without a pair. */
export function bestLossDifference(ours: RunState, theirs: RunState): PairedDifference | null {
  const pairs = finishedPairs(ours, theirs);
  if (pairs.length === 0) return null;
  const losses = (place: 0 | 1) => pairs.map((pair) => bestEpoch(pair[place].results)!.validation.loss);
  return pairedDifference(losses(0), losses(1));
}
