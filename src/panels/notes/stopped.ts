// A run that early stopping ended → what is said of it: where, since when without a gain, and what that saved.

import type { RunId } from '../../experiment/experiment';
import { mean } from '../../runs/statistics';
import type { RunState } from '../../runs/store';
import { bestEpoch, endedEarly, keptResult } from '../../runs/summary';
import type { EpochResult } from '../../training/protocol';

export interface StoppedNote {
  kind: 'stopped';
  id: RunId;
  /** Trainings that were stopped, and all of the run. */
  count: number;
  of: number;
  /** The fewest and the most epochs after which one was stopped. */
  first: number;
  last: number;
  /** Of the first: the epoch of its last gain, and whether it has the weights of that. */
  gain: number;
  isRestored: boolean;
  /** What going on did, where that is known to the end: epochs in all; validation loss without and with it, in the mean. */
  saved: Saved | null;
}

interface Saved {
  epochs: number;
  from: number;
  to: number;
  /** Of one training: the lowest validation loss, where that was still to come. */
  missed: { epoch: number; loss: number } | null;
}

/** Null for a run that early stopping did not end, or not yet. */
export function stopped({ id, trainings, beyond }: RunState, epochs: number): StoppedNote | null {
  const early = trainings.flatMap((training, place) =>
    endedEarly(training) ? [{ training, further: beyond?.[place]?.at(-1) }] : [],
  );
  const [one] = early;
  if (!one || trainings.some(({ status }) => status !== 'finished')) return null;
  const ends = early.map(({ training }) => training.results.at(-1)!.epoch);
  const { lastGain, weightsEpoch } = one.training.ending!;
  const furthest = early.flatMap(({ further }) => (further && further.epoch >= epochs ? [further] : []));
  return {
    ...{ kind: 'stopped', id, count: early.length, of: trainings.length },
    ...{ first: Math.min(...ends), last: Math.max(...ends) },
    ...{ gain: lastGain!, isRestored: weightsEpoch === lastGain },
    saved:
      furthest.length < early.length
        ? null
        : {
            epochs: ends.reduce((sum, end) => sum + epochs - end, 0),
            from: mean(early.map(({ training }) => keptResult(training)!.validation.loss)),
            to: mean(furthest.map(({ validation }) => validation.loss)),
            missed: trainings.length === 1 ? missedAfter(ends[0]!, beyond![0]!) : null,
          },
  };
}

function missedAfter(end: number, further: readonly EpochResult[]): Saved['missed'] {
  const best = bestEpoch(further);
  return best && best.epoch > end ? { epoch: best.epoch, loss: best.validation.loss } : null;
}
