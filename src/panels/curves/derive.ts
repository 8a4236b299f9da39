// Epoch results → what the charts draw: rows, the best epoch, where overfitting starts.

import type { RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import type { EpochResult } from '../../training/protocol';
import { movingAverage } from './smoothing';

export type Metric = 'loss' | 'accuracy';

/** One epoch of one run. The raw values are those without smoothing. */
export interface CurvePoint {
  epoch: number;
  train: number;
  validation: number;
  rawTrain: number;
  rawValidation: number;
}

export interface Curve {
  id: RunId;
  points: readonly CurvePoint[];
  /** The previous curve under other settings. */
  ghost: readonly CurvePoint[];
  best: EpochResult | null;
  overfitsFrom: number | null;
}

interface Look {
  smoothing: number;
  withPenalty: boolean;
}

/** A run's curve of one metric. Results that are not finite are left out. */
export function curveOf(run: RunState, metric: Metric, look: Look): Curve {
  return {
    id: run.id,
    points: curvePoints(run.results, metric, look),
    ghost: curvePoints(run.ghost ?? [], metric, look),
    best: bestEpoch(run.results),
    overfitsFrom: overfitsFrom(run.results),
  };
}

export function curvePoints(results: readonly EpochResult[], metric: Metric, look: Look): CurvePoint[] {
  const finite = results.filter(
    (result) => Number.isFinite(result.train.loss) && Number.isFinite(result.validation.loss),
  );
  const rawTrain = finite.map(
    (result) => result.train[metric] + (metric === 'loss' && look.withPenalty ? result.penalty.total : 0),
  );
  const rawValidation = finite.map((result) => result.validation[metric]);
  const train = movingAverage(rawTrain, look.smoothing);
  const validation = movingAverage(rawValidation, look.smoothing);
  return finite.map((result, index) => ({
    epoch: result.epoch,
    train: train[index]!,
    validation: validation[index]!,
    rawTrain: rawTrain[index]!,
    rawValidation: rawValidation[index]!,
  }));
}

/** The epoch with the lowest validation loss, the first of equals; null without results. */
export function bestEpoch(results: readonly EpochResult[]): EpochResult | null {
  let best: EpochResult | null = null;
  for (const result of results) {
    if (result.validation.loss < (best?.validation.loss ?? Number.POSITIVE_INFINITY)) best = result;
  }
  return best;
}

/** How far the validation loss must end above its minimum to be called overfitting. */
const notableRise = 1.05;

/**
 * The epoch from which validation loss turns for good: the one after the minimum of the lightly smoothed
 * curve, provided that it ends at least 5 % above that minimum. Null where it does not.
 */
export function overfitsFrom(results: readonly EpochResult[]): number | null {
  const losses = results.map((result) => result.validation.loss);
  if (losses.length < 3) return null;
  const smoothed = losses.map((loss, index) => {
    const before = losses[index - 1] ?? loss;
    const after = losses[index + 1] ?? loss;
    return (before + loss + after) / 3;
  });
  const lowest = smoothed.reduce((best, loss, index) => (loss < smoothed[best]! ? index : best), 0);
  if (lowest === smoothed.length - 1 || smoothed.at(-1)! < smoothed[lowest]! * notableRise) return null;
  return results[lowest + 1]!.epoch;
}
