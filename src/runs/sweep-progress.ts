// How far a sweep is: trainings and epochs of all that there will be, and the time that is left.

import type { Stage } from '../experiment/halving';
import type { PlannedPoint } from '../experiment/plan';
import { epochsToTrain } from './sweep-cost';
import { isOver } from './sweep-records';
import type { SweepProgress, SweptTraining } from './sweep-state';

interface Standing {
  points: readonly PlannedPoint[];
  rungs: readonly number[];
  stages: readonly Stage[];
  halving: number;
  trainings: readonly SweptTraining[];
  isFinished: boolean;
  /** Of a training in a worker; null where nothing trains, or nothing is known. */
  msPerEpoch: number | null;
  workers: number;
}

export function progressOf(standing: Standing): SweepProgress {
  const { points, rungs, stages, halving, trainings, isFinished, msPerEpoch, workers } = standing;
  const [stage] = stages.slice(-1);
  const out = new Set(
    points
      .filter(({ index }) => !stage?.points.includes(index))
      .flatMap((point) => point.trainings.map(({ key }) => key)),
  );
  const total = epochsToTrain(points.length, points[0]?.trainings.length ?? 0, rungs, halving);
  const trained = trainings.reduce((sum, training) => sum + epochsOf(training, rungs, stage?.rung ?? 0), 0);
  const share = isFinished ? 1 : Math.min(1, trained / Math.max(1, total));
  return {
    done: trainings.filter((training) => isOver(training) || out.has(training.key)).length,
    of: trainings.length,
    share,
    leftMs: msPerEpoch === null ? null : ((1 - share) * total * msPerEpoch) / Math.max(1, workers),
  };
}

/** Who ended early, or diverged, has done all that there is up to its rung. */
function epochsOf({ status, epochs }: SweptTraining, rungs: readonly number[], rung: number): number {
  const done = epochs.at(-1)?.epoch ?? 0;
  if (status === 'finished') return rungs.at(-1) ?? 0;
  return status === 'failed' ? Math.max(done, rungs[rung] ?? 0) : done;
}
