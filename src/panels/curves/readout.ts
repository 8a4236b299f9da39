// What the crosshair's readout lists: every visible run at one epoch, in the mean over its seeds, the lowest validation
// loss first.

import type { RunId } from '../../experiment/experiment';
import { mean } from '../../runs/statistics';
import type { RunState } from '../../runs/store';

export interface ReadoutRow {
  run: RunId;
  trainLoss: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** Runs of which no training has reached the epoch are left out. */
export function readoutRows(runs: readonly RunState[], epoch: number): ReadoutRow[] {
  return runs
    .flatMap(({ id: run, trainings }) => {
      // Results are one an epoch from 1 on; the search covers a gap.
      const reached = trainings.flatMap(
        ({ results }) =>
          (results[epoch - 1]?.epoch === epoch ? results[epoch - 1] : results.find((r) => r.epoch === epoch)) ?? [],
      );
      if (reached.length === 0) return [];
      return [
        {
          run,
          trainLoss: mean(reached.map(({ train }) => train.loss)),
          validationLoss: mean(reached.map(({ validation }) => validation.loss)),
          validationAccuracy: mean(reached.map(({ validation }) => validation.accuracy)),
        },
      ];
    })
    .sort((a, b) => a.validationLoss - b.validationLoss);
}
