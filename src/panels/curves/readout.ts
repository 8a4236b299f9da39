// What the crosshair's readout lists: every visible run's trainings at one epoch, the lowest validation loss first.

import type { RunId } from '../../experiment/experiment';
import type { TrainingId } from '../../experiment/seeds';
import { type RunState, trainingsOf } from '../../runs/store';

export interface ReadoutRow {
  id: TrainingId;
  run: RunId;
  trainLoss: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** Trainings that have not reached the epoch are left out. */
export function readoutRows(runs: readonly RunState[], epoch: number): ReadoutRow[] {
  return trainingsOf(runs)
    .flatMap(({ id, run, results }) => {
      // Results are one an epoch from 1 on; the search covers a gap.
      const result = results[epoch - 1]?.epoch === epoch ? results[epoch - 1] : results.find((r) => r.epoch === epoch);
      if (!result) return [];
      const { train, validation } = result;
      const { loss, accuracy } = validation;
      return [{ id, run, trainLoss: train.loss, validationLoss: loss, validationAccuracy: accuracy }];
    })
    .sort((a, b) => a.validationLoss - b.validationLoss);
}
