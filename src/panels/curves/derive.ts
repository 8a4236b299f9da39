// Epoch results → what the charts draw: points, the best epoch, where overfitting starts.

import type { RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import { bestEpoch, overfitsFrom } from '../../runs/summary';
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
