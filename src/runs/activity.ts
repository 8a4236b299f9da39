// The runs' trainings → whether training is under way, and how far it is.

import { type RunState, type TrainingStatus, trainingsOf } from './store';

export type Activity = 'idle' | 'active' | 'paused';

/** `active` while anything trains or waits to; `paused` when none does and some could go on. */
export function activityOf(runs: readonly RunState[]): Activity {
  const trainings = trainingsOf(runs);
  const has = (...statuses: TrainingStatus[]) => trainings.some(({ status }) => statuses.includes(status));
  if (has('waiting', 'starting', 'training')) return 'active';
  return has('paused') ? 'paused' : 'idle';
}

export interface Progress {
  /** The furthest epoch of any training. */
  epoch: number;
  /** The last epoch that any training can reach: a finished one has reached its own. */
  ofEpochs: number;
  /** Share of all trainings' epochs done, 0 to 1; a finished one has done all of its own. */
  share: number;
  elapsedMs: number;
}

export function progressOf(runs: readonly RunState[], epochs: number): Progress {
  const trainings = trainingsOf(runs);
  const done = trainings.map(({ results }) => results.at(-1)?.epoch ?? 0);
  const ends = trainings.map(({ status }, index) => (status === 'finished' ? done[index]! : epochs));
  const shares = done.map((epoch, index) => Math.min(1, epoch / Math.max(1, ends[index]!)));
  return {
    epoch: Math.max(0, ...done),
    ofEpochs: trainings.length === 0 ? epochs : Math.max(...ends),
    share: trainings.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / trainings.length,
    elapsedMs: Math.max(0, ...trainings.map(({ results }) => results.at(-1)?.elapsedMs ?? 0)),
  };
}
