// Which trainings an experiment has: those of its runs, and those of its sweep, each with its key.

import type { Experiment, RunSettings, SharedSettings } from './experiment';
import { trainingKey } from './keys';
import { drawsOf, seedNumber } from './seeds';
import { pointsOf, type SweepPoint, settingsAt, sweptRun } from './sweep';

/** What has to be known to train. */
export interface PlannedTraining {
  key: string;
  /** Of this training alone: with its own draw of the seeds. */
  shared: SharedSettings;
  run: RunSettings;
  /** What its seed is called. */
  seed: number;
}

export interface PlannedPoint extends SweepPoint {
  /** One for each seed. */
  trainings: readonly PlannedTraining[];
}

/** The trainings of a run, in the order of its seeds. */
export const plannedTrainings = (shared: SharedSettings, run: RunSettings): PlannedTraining[] =>
  drawsOf(shared).map((own) => ({ key: trainingKey(own, run), shared: own, run, seed: seedNumber(own) }));

/** Those of each run, A first. */
export const planOfRuns = ({ shared, runs }: Experiment): PlannedTraining[][] =>
  runs.map((run) => plannedTrainings(shared, run));

/** The points of a sweep in their order; none without a sweep. */
export function planOfSweep(experiment: Experiment): PlannedPoint[] {
  const { shared, sweep } = experiment;
  const run = sweptRun(experiment);
  if (!sweep || !run) return [];
  return pointsOf(sweep).map((point) => {
    const at = settingsAt({ shared, run }, sweep, point);
    return { ...point, trainings: plannedTrainings(at.shared, at.run) };
  });
}
