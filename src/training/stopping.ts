// Early stopping: when a training ends before all of its epochs, and which epoch's weights it keeps.

import type { RunSettings } from '../experiment/experiment';
import type { Evaluation } from './protocol';

export interface Stopping {
  /** An epoch is over, the first is 1. Whether its weights are to be kept, and whether training ends with it. */
  epochEnded(epoch: number, validation: Evaluation): { keeps: boolean; ends: boolean };
  /** The epoch of the last gain; 0 before the first epoch is over. */
  lastGain(): number;
}

type Settings = Pick<RunSettings, 'patience' | 'monitor' | 'smallestGain' | 'restoreBest'>;

/**
 * The rule of Keras's EarlyStopping: a gain is a value better than the best by more than `smallestGain` (its
 * `min_delta`), the first epoch's too, and training ends with the `patience`th epoch in a row without one. A patience
 * of 0 never ends it and keeps the last weights.
 * https://keras.io/api/callbacks/early_stopping/
 */
export function createStopping({ patience, monitor, smallestGain, restoreBest }: Settings): Stopping {
  let best = Number.POSITIVE_INFINITY;
  let bestEpoch = 0;
  return {
    epochEnded(epoch, validation) {
      // Less is better.
      const value = monitor === 'loss' ? validation.loss : -validation.accuracy;
      const isGain = value + smallestGain < best;
      if (isGain) {
        best = value;
        bestEpoch = epoch;
      }
      return {
        keeps: isGain || patience === 0 || restoreBest === 'no',
        ends: patience > 0 && epoch - bestEpoch >= patience,
      };
    },
    lastGain: () => bestEpoch,
  };
}
