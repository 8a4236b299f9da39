// What early stopping saved: the same trainings without it, for who asks to see how they would have gone on.

import type { RunSettings, SharedSettings } from '../experiment/experiment';
import { type PlannedTraining, plannedTrainings } from '../experiment/plan';
import type { RunState, TrainingState } from './store';
import { endedEarly } from './summary';

/** A run's trainings without early stopping, one for each of its seeds; none for a run that has none to go without. */
export const withoutStopping = (shared: SharedSettings, run: RunSettings): PlannedTraining[] =>
  run.patience > 0 ? plannedTrainings(shared, { ...run, patience: 0 }) : [];

/**
 * Each training's curve as it is without early stopping; null where it ended none.
 * @param further the same trainings without it, in the same order; empty where they are not asked for
 */
export function curvesBeyond(own: readonly TrainingState[], further: readonly TrainingState[]): RunState['beyond'] {
  if (further.length === 0 || !own.some(endedEarly)) return null;
  return own.map((training, place) => (endedEarly(training) ? further[place]! : training).results);
}
