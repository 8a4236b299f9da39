// What a link asks to be trained: the points of its sweep, or its runs where it has none.

import type { Experiment } from '../../src/experiment/experiment';
import { rungsOf } from '../../src/experiment/halving';
import { type PlannedTraining, planOfRuns, planOfSweep } from '../../src/experiment/plan';

export interface Planned {
  /** The trainings of each point, or of each run. */
  points: readonly (readonly PlannedTraining[])[];
  /** The epochs at which is decided who goes on, the last included. */
  rungs: readonly number[];
  /** 0 where all are trained to the end. */
  halving: number;
}

export function plannedOf(experiment: Experiment): Planned {
  const { sweep, shared } = experiment;
  if (!sweep) return { points: planOfRuns(experiment), rungs: [shared.epochs], halving: 0 };
  const points = planOfSweep(experiment).map(({ trainings }) => trainings);
  const { halving } = sweep;
  return { points, rungs: rungsOf(shared.epochs, points.length, halving), halving };
}

/** How far a training goes up to a rung. Epochs may be swept themselves: the last rung is then each training's own end. */
export function epochsAt({ shared }: PlannedTraining, rung: number, { rungs }: Planned): number {
  return rung === rungs.length - 1 ? shared.epochs : Math.min(shared.epochs, rungs[rung]!);
}

/** The points in each rung, the first with all of them. */
export function pointsPerRung({ points, rungs, halving }: Planned): number[] {
  const counts = [points.length];
  while (counts.length < rungs.length) counts.push(Math.ceil(counts.at(-1)! / halving));
  return counts;
}
