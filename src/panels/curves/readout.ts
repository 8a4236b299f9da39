// What the crosshair's readout lists: every visible run at one epoch, in the mean over its seeds, the lowest validation
// loss first; and how a run that was stopped goes on without that, where it is asked for.

import type { RunId } from '../../experiment/experiment';
import { mean } from '../../runs/statistics';
import type { RunState } from '../../runs/store';
import { commonEnd } from '../../runs/summary';
import type { EpochResult } from '../../training/protocol';

export interface ReadoutRow {
  run: RunId;
  trainLoss: number;
  validationLoss: number;
  validationAccuracy: number;
  /** How many seeds these numbers are of, where others were over before. */
  fewer: number | null;
  /** Whether they are those without early stopping, which had ended some of the run's trainings. */
  beyond: boolean;
}

/** Runs of which no training has reached the epoch are left out. */
export function readoutRows(runs: readonly RunState[], epoch: number): ReadoutRow[] {
  return runs
    .flatMap(({ id: run, trainings, beyond }) => {
      const own = reachedBy(
        trainings.map(({ results }) => results),
        epoch,
      );
      const isPast = epoch > commonEnd(trainings);
      const further = isPast ? reachedBy(beyond ?? [], epoch) : [];
      const reached = further.length === trainings.length ? further : own;
      if (reached.length === 0) return [];
      return [
        {
          run,
          trainLoss: mean(reached.map(({ train }) => train.loss)),
          validationLoss: mean(reached.map(({ validation }) => validation.loss)),
          validationAccuracy: mean(reached.map(({ validation }) => validation.accuracy)),
          fewer: isPast && reached === own ? reached.length : null,
          beyond: reached !== own,
        },
      ];
    })
    .sort((a, b) => a.validationLoss - b.validationLoss);
}

/** Results are one an epoch from 1 on; the search covers a gap. */
const reachedBy = (curves: readonly (readonly EpochResult[])[], epoch: number): EpochResult[] =>
  curves.flatMap(
    (results) =>
      (results[epoch - 1]?.epoch === epoch ? results[epoch - 1] : results.find((r) => r.epoch === epoch)) ?? [],
  );
