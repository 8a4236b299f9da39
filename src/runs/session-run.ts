// A run of a session through changes of its settings: its trainings, and the curves before that stay as its ghost.

import type { PlannedTraining } from '../experiment/plan';
import type { EpochResult } from '../training/protocol';
import type { TrainingState } from './store';

export interface SessionRun {
  /** Its trainings, in the order of its seeds. */
  trainings: readonly Pick<PlannedTraining, 'key' | 'seed'>[];
  /** Of all its trainings; equal for runs with the same curves. */
  key: string;
  /** The last curves worth comparing with, and the key of the run that they belong to; stays when settings change. */
  ghost: { key: string; curves: readonly (readonly EpochResult[])[] } | null;
  /** When it was last started after an edit, or is about to be. */
  startAt: number;
}

type Trainings = SessionRun['trainings'];

export const keyOfRun = (trainings: Trainings): string => trainings.map(({ key }) => key).join();

export const newRun = (trainings: Trainings): SessionRun => ({
  trainings,
  key: keyOfRun(trainings),
  ghost: null,
  startAt: Number.NEGATIVE_INFINITY,
});

interface Change {
  /** Whether nothing was known of a training before. */
  isNew: (key: string) => boolean;
  /** Whether the experiment is still a variation of the one before. */
  keepsGhosts: boolean;
}

/** A run under other settings; `states` are those that its trainings had before. */
export function continueRun(
  before: SessionRun,
  trainings: Trainings,
  states: readonly TrainingState[],
  { isNew, keepsGhosts }: Change,
): SessionRun {
  const run = { ...newRun(trainings), startAt: before.startAt };
  // With a training in common it is the same run, be it with more seeds or fewer.
  const goesOn = trainings.some(({ key }) => before.trainings.some((training) => training.key === key));
  if (!keepsGhosts) return run;
  if (goesOn) return { ...run, ghost: before.ghost };
  const ghost = states.every(isWorthComparing)
    ? { key: before.key, curves: states.map(({ results }) => results) }
    : before.ghost;
  // Curves that are back are no ghosts of themselves.
  const areBack = ghost?.key === run.key && !trainings.some(({ key }) => isNew(key));
  return { ...run, ghost: areBack ? null : ghost };
}

/** Its ghost's curves; none where the run's own are the same, and are there as a whole. */
export function shownGhost(
  { key, ghost }: SessionRun,
  states: readonly TrainingState[],
): NonNullable<SessionRun['ghost']>['curves'] | null {
  if (!ghost || (ghost.key === key && states.every(({ status }) => status === 'finished'))) return null;
  return ghost.curves;
}

/** Whether a curve may become a ghost of its run; one cut off by a drag may not, so that the older ghost stays. */
function isWorthComparing({ status, results }: TrainingState): boolean {
  return status === 'finished' || ((status === 'stopped' || status === 'paused') && results.length >= 2);
}
