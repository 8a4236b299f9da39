// What early stopping saved: the same trainings without it, for who asks to see how they would have gone on.

import type { RunSettings, SharedSettings } from '../experiment/experiment';
import { trainingKey } from '../experiment/keys';
import { seedNumber } from '../experiment/seeds';
import type { RunState, TrainingState } from './store';
import { endedEarly } from './summary';
import type { TrainingRequest } from './trainings';

export const requestOf = (shared: SharedSettings, run: RunSettings): TrainingRequest => ({
  key: trainingKey(shared, run),
  shared,
  run,
  seed: seedNumber(shared),
});

/** A run's trainings without early stopping, one for each of its seeds; none for a run that has none to go without. */
export const withoutStopping = (draws: readonly SharedSettings[], run: RunSettings): TrainingRequest[] =>
  run.patience > 0 ? draws.map((shared) => requestOf(shared, { ...run, patience: 0 })) : [];

/**
 * Each training's curve as it is without early stopping; null where it ended none.
 * @param further the same trainings without it, in the same order; empty where they are not asked for
 */
export function curvesBeyond(own: readonly TrainingState[], further: readonly TrainingState[]): RunState['beyond'] {
  if (further.length === 0 || !own.some(endedEarly)) return null;
  return own.map((training, place) => (endedEarly(training) ? further[place]! : training).results);
}
