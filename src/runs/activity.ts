// The runs' trainings → whether training is under way.

import { type RunState, type TrainingStatus, trainingsOf } from './store';

export type Activity = 'idle' | 'active' | 'paused';

/** `active` while anything trains or waits to; `paused` when none does and some could go on. */
export function activityOf(runs: readonly RunState[]): Activity {
  const trainings = trainingsOf(runs);
  const has = (...statuses: TrainingStatus[]) => trainings.some(({ status }) => statuses.includes(status));
  if (has('waiting', 'starting', 'training')) return 'active';
  return has('paused') ? 'paused' : 'idle';
}
