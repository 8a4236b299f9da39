// A run's trainings → what the charts draw, a curve each: points, the best epoch, where overfitting starts.

import type { RunId } from '../../experiment/experiment';
import type { TrainingId } from '../../experiment/seeds';
import type { RunState } from '../../runs/store';
import { bestEpoch, overfitsFrom } from '../../runs/summary';
import type { EpochResult } from '../../training/protocol';
import { movingAverage } from './smoothing';

export type Metric = 'loss' | 'accuracy';

/** One epoch of one training. The raw values are those without smoothing. */
export interface CurvePoint {
  epoch: number;
  train: number;
  validation: number;
  rawTrain: number;
  rawValidation: number;
}

export interface Curve {
  id: TrainingId;
  run: RunId;
  points: readonly CurvePoint[];
  /** The previous curve in its place, under other settings. */
  ghost: readonly CurvePoint[];
  best: EpochResult | null;
  overfitsFrom: number | null;
}

interface Look {
  smoothing: number;
  withPenalty: boolean;
}

/** A run's curves of one metric, one a training. Results that are not finite are left out. */
export const curvesOf = (run: RunState, metric: Metric, look: Look): Curve[] =>
  run.trainings.map(({ id, results }, place) => ({
    id,
    run: run.id,
    points: curvePoints(results, metric, look),
    ghost: curvePoints(run.ghost?.[place] ?? [], metric, look),
    best: bestEpoch(results),
    overfitsFrom: overfitsFrom(results),
  }));

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
