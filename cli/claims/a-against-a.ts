// A run against itself with other seeds: nothing separates the two, so what is called a difference is a false alarm.

import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { plannedTrainings } from '../../src/experiment/plan';
import { trainingId } from '../../src/experiment/seeds';
import { broughtIn } from '../../src/runs/brought-in';
import { bestLossDifference } from '../../src/runs/pairs';
import type { PairedDifference } from '../../src/runs/statistics';
import { type RunState, untrained } from '../../src/runs/store';
import type { TrainPlanned } from './train-planned';

export interface Sets {
  sets: number;
  /** Seeds on each side of a set. No training is in two sets, or on both sides. */
  size: number;
}

/** Both sides of each set as the page compares two runs, by their best validation losses. Rejects where a training diverges: it would have no loss to compare. */
export async function aAgainstA(
  { shared, run }: { shared: SharedSettings; run: RunSettings },
  { sets, size }: Sets,
  train: TrainPlanned,
): Promise<PairedDifference[]> {
  const side = (id: RunState['id'], set: number, place: number) =>
    trainedRun(id, { ...shared, seeds: size, draw: (2 * set + place) * size }, run, train);
  return Promise.all(
    Array.from({ length: sets }, async (_, set) => {
      const [ours, theirs] = await Promise.all([side('A', set, 0), side('B', set, 1)]);
      return bestLossDifference(ours, theirs)!;
    }),
  );
}

/** As the page has it, but with its seeds called by their places, so that those of the other side pair with them. */
async function trainedRun(
  id: RunState['id'],
  shared: SharedSettings,
  run: RunSettings,
  train: TrainPlanned,
): Promise<RunState> {
  const trainings = await Promise.all(
    plannedTrainings(shared, run).map(async (planned, seed) => {
      const finished = broughtIn(await train(planned));
      if (!finished) throw new Error(`seed ${planned.seed} came to no end`);
      const names = { id: trainingId(id, seed), run: id, seed, key: planned.key };
      return { ...untrained, ...finished, ...names, status: 'finished' as const };
    }),
  );
  return { id, trainings, ghost: null, beyond: null };
}

/** How many sets were called a difference; 95 % intervals leave one in twenty. */
export const falseAlarms = (comparisons: readonly PairedDifference[]): number =>
  comparisons.filter(({ verdict }) => verdict === 'lower' || verdict === 'higher').length;
