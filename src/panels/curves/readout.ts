// What the crosshair's readout lists: every visible run at one epoch, the lowest validation loss first.

import type { RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';

export interface ReadoutRow {
  id: RunId;
  trainLoss: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** Runs that have not reached the epoch are left out. */
export function readoutRows(runs: readonly RunState[], epoch: number): ReadoutRow[] {
  return runs
    .flatMap(({ id, results }) => {
      // Results are one an epoch from 1 on; the search covers a gap.
      const result = results[epoch - 1]?.epoch === epoch ? results[epoch - 1] : results.find((r) => r.epoch === epoch);
      if (!result) return [];
      const { train, validation } = result;
      return [{ id, trainLoss: train.loss, validationLoss: validation.loss, validationAccuracy: validation.accuracy }];
    })
    .sort((a, b) => a.validationLoss - b.validationLoss);
}
