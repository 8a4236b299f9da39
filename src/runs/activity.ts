// Run states → whether training is under way, and how far it is.

import type { RunState } from './store';

export type Activity = 'idle' | 'active' | 'paused';

/** `active` while any run trains or waits to; `paused` when none does and some could go on. */
export function activityOf(runs: readonly RunState[]): Activity {
  const has = (...statuses: RunState['status'][]) => runs.some((run) => statuses.includes(run.status));
  if (has('waiting', 'starting', 'training')) return 'active';
  return has('paused') ? 'paused' : 'idle';
}

export interface Progress {
  /** The furthest epoch of any run. */
  epoch: number;
  /** The last epoch that any run can reach: a finished one has reached its own. */
  ofEpochs: number;
  /** Share of all runs' epochs done, 0 to 1; a finished run has done all of its own. */
  share: number;
  elapsedMs: number;
}

export function progressOf(runs: readonly RunState[], epochs: number): Progress {
  const done = runs.map((run) => run.results.at(-1)?.epoch ?? 0);
  const ends = runs.map(({ status }, index) => (status === 'finished' ? done[index]! : epochs));
  const shares = done.map((epoch, index) => Math.min(1, epoch / Math.max(1, ends[index]!)));
  return {
    epoch: Math.max(0, ...done),
    ofEpochs: runs.length === 0 ? epochs : Math.max(...ends),
    share: runs.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / runs.length,
    elapsedMs: Math.max(0, ...runs.map((run) => run.results.at(-1)?.elapsedMs ?? 0)),
  };
}
