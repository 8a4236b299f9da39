// How far training is, over all trainings of all runs: epochs, share, and the time that is left.

import { type RunState, type Training, type TrainingStatus, trainingsOf } from './store';

export interface Progress {
  /**
   * `preparing` before the first epoch of anything; `running` while anything trains or waits to; `resting` where
   * something was begun and nothing goes on; `failed` where nothing came of any training.
   */
  phase: 'none' | 'preparing' | 'running' | 'resting' | 'failed';
  /** The fewest and the most epochs done, of the trainings that are not over, or of all where all are. */
  least: number;
  most: number;
  /** The last epoch that any of these can reach: a finished one has reached its own. */
  ofEpochs: number;
  /** Share of all trainings' epochs done, 0 to 1; a finished one has done all of its own. */
  share: number;
  /** The longest training's time so far. */
  elapsedMs: number;
  /** Until the last training is over, at the speed so far; null where nothing runs or nothing is known. */
  leftMs: number | null;
}

const underWay: readonly TrainingStatus[] = ['waiting', 'starting', 'training'];

/** @param epochs how many the experiment asks for */
export function progressOf(runs: readonly RunState[], epochs: number): Progress {
  const trainings = trainingsOf(runs);
  const running = trainings.filter(({ status }) => underWay.includes(status));
  const unfinished = trainings.filter(({ status }) => underWay.includes(status) || status === 'paused');
  const told = unfinished.length > 0 ? unfinished : trainings;
  const end = (training: Training) => (training.status === 'finished' ? doneOf(training) : epochs);
  const shares = trainings.map((training) => Math.min(1, doneOf(training) / Math.max(1, end(training))));
  return {
    phase: phaseOf(trainings, running),
    least: told.length === 0 ? 0 : Math.min(...told.map(doneOf)),
    most: Math.max(0, ...told.map(doneOf)),
    ofEpochs: told.length === 0 ? epochs : Math.max(...told.map(end)),
    share: trainings.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / trainings.length,
    elapsedMs: Math.max(0, ...trainings.map(({ results }) => results.at(-1)?.elapsedMs ?? 0)),
    leftMs: timeLeft(running, epochs),
  };
}

function phaseOf(trainings: readonly Training[], running: readonly Training[]): Progress['phase'] {
  const started = (some: readonly Training[]) => some.some((training) => doneOf(training) > 0);
  if (running.length > 0) return started(running) ? 'running' : 'preparing';
  if (started(trainings) || trainings.some(({ status }) => status === 'paused')) return 'resting';
  return trainings.length > 0 && trainings.every(({ status }) => status === 'failed') ? 'failed' : 'none';
}

const doneOf = ({ results }: Training) => results.at(-1)?.epoch ?? 0;

/** The longest training's rest, or all rests over as many workers as train now, whichever is longer. */
function timeLeft(running: readonly Training[], epochs: number): number | null {
  const paces = running.flatMap(({ results }) => {
    const last = results.at(-1);
    return last && last.elapsedMs > 0 ? [last.elapsedMs / last.epoch] : [];
  });
  if (paces.length === 0) return null;
  // Who has no epoch yet is taken to be as fast as the others.
  const usual = paces.reduce((sum, pace) => sum + pace, 0) / paces.length;
  const rests = running.map((training) => {
    const last = training.results.at(-1);
    const pace = last && last.elapsedMs > 0 ? last.elapsedMs / last.epoch : usual;
    return pace * Math.max(0, epochs - doneOf(training));
  });
  const workers = Math.max(1, running.filter(({ status }) => status === 'training').length);
  return Math.max(...rests, rests.reduce((sum, rest) => sum + rest, 0) / workers);
}
