// What a curve says, and what a run's trainings say together, each term defined once: charts, results table and notes
// say it alike.

import type { RunSettings } from '../experiment/experiment';
import type { DataReport, EpochResult, Failure } from '../training/protocol';
import type { Training, TrainingStatus } from './store';

/** What is said of a run as a whole. */
export interface RunSummary {
  /** What is under way or can go on comes before what rests: a run is finished once all its trainings are. */
  status: TrainingStatus;
  /** The curve that speaks for the run: that of its first seed. */
  results: readonly EpochResult[];
  data: DataReport | null;
  /** Of the first training that failed. */
  failure: Failure | null;
}

/** Of several trainings' statuses the lowest here is the run's. */
const rank: Record<TrainingStatus, number> = {
  training: 0,
  starting: 1,
  waiting: 2,
  paused: 3,
  failed: 4,
  stopped: 5,
  idle: 6,
  finished: 7,
};

export function summaryOf(trainings: readonly Training[]): RunSummary {
  const [first] = trainings;
  const [status = 'idle'] = trainings.map((training) => training.status).sort((a, b) => rank[a] - rank[b]);
  return {
    status,
    results: first?.results ?? [],
    data: first?.data ?? null,
    failure: trainings.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** The epoch with the lowest validation loss, the first of equals; null without results. */
export function bestEpoch(results: readonly EpochResult[]): EpochResult | null {
  let best: EpochResult | null = null;
  for (const result of results) {
    if (result.validation.loss < (best?.validation.loss ?? Number.POSITIVE_INFINITY)) best = result;
  }
  return best;
}

/** The highest validation accuracy of any epoch, 0 to 1; minus infinity without results. */
export const bestAccuracy = (results: readonly EpochResult[]): number =>
  Math.max(...results.map((result) => result.validation.accuracy));

/** Validation loss minus train loss after one epoch, in nats: what the network knows of the training texts alone. */
export const gapOf = ({ train, validation }: EpochResult): number => validation.loss - train.loss;

/** By what share of its lowest value the validation loss has risen up to the last epoch; 0 without results. */
export function growthSinceBest(results: readonly EpochResult[]): number {
  const best = bestEpoch(results);
  const last = results.at(-1);
  return best && last ? last.validation.loss / best.validation.loss - 1 : 0;
}

/** How far the validation loss must end above its minimum to be called overfitting. */
const notableRise = 1.05;

/**
 * The epoch from which validation loss turns for good while train loss does not: the one after the minimum of the
 * curve smoothed over three neighbours, but none before the best epoch is over; provided that validation loss ends at
 * least 5 % above that minimum, and train loss no higher than there but for 5 % and a hundredth of a nat. Null where it
 * does not, and for fewer than three epochs: what climbs on both is no overfitting, it is training that does not settle.
 */
export function overfitsFrom(results: readonly EpochResult[]): number | null {
  const best = results.indexOf(bestEpoch(results)!);
  if (results.length < 3 || best < 0) return null;
  const validation = overNeighbours(results.map((result) => result.validation.loss));
  const train = overNeighbours(results.map((result) => result.train.loss));
  const lowest = indexOfLowest(validation);
  if (validation.at(-1)! < validation[lowest]! * notableRise) return null;
  if (train.at(-1)! > train[lowest]! * notableRise + 0.01) return null;
  return results[Math.max(lowest, best) + 1]?.epoch ?? null;
}

/** How far train loss must end above its lowest to be called unsettled: by a fifth, and by a twentieth of a nat. */
const unsettledRise = { share: 0.2, nats: 0.05 };

/**
 * By what share of its lowest value train loss has risen, both smoothed over three neighbours; null where that is
 * little, as it is where training settles, and for fewer than three epochs.
 */
export function unsettledBy(results: readonly EpochResult[]): number | null {
  if (results.length < 3) return null;
  const train = overNeighbours(results.map((result) => result.train.loss));
  const lowest = Math.min(...train);
  const rise = train.at(-1)! - lowest;
  return rise >= unsettledRise.nats && rise >= unsettledRise.share * lowest ? rise / lowest : null;
}

const overNeighbours = (values: readonly number[]) =>
  values.map((value, index) => ((values[index - 1] ?? value) + value + (values[index + 1] ?? value)) / 3);

const indexOfLowest = (values: readonly number[]) =>
  values.reduce((best, value, index) => (value < values[best]! ? index : best), 0);

/**
 * Share of weights with |w| < 0.001, 0 to 1, of kernel and recurrent kernel together: one has a row per
 * embedding entry, the other one per unit.
 */
export function nearZeroShare(
  { weights }: EpochResult,
  { units, embeddingSize }: Pick<RunSettings, 'units' | 'embeddingSize'>,
): number {
  const { kernel, recurrent } = weights;
  return (kernel.nearZeroShare * embeddingSize + recurrent.nearZeroShare * units) / (embeddingSize + units);
}
