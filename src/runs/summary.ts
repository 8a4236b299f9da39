// What a curve says, and what a run's trainings say together, each term defined once: charts, results table and notes
// say it alike.

import type { DataReport, EpochResult, Failure } from '../training/protocol';
import { onceEach } from './once-each';
import { meanResults } from './series';
import type { Training, TrainingState, TrainingStatus } from './store';

/** What is said of a run as a whole. */
export interface RunSummary {
  /** What is under way or can go on comes before what rests: a run is finished once all its trainings are. */
  status: TrainingStatus;
  /** The curve that speaks for the run: the mean of its trainings', up to their common end. */
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

/** Cheaper than all of it, for who asks at every change. */
export const statusOf = (trainings: readonly TrainingState[]): TrainingStatus =>
  trainings.reduce<TrainingStatus | null>(
    (lowest, { status }) => (lowest === null || rank[status] < rank[lowest] ? status : lowest),
    null,
  ) ?? 'idle';

export const summaryOf = onceEach((trainings: readonly Training[]): RunSummary => {
  const end = commonEnd(trainings);
  const average = meanResults(trainings.map(({ results }) => results));
  return {
    status: statusOf(trainings),
    results: average.at(-1) && average.at(-1)!.epoch > end ? average.filter(({ epoch }) => epoch <= end) : average,
    data: trainings[0]?.data ?? null,
    failure: trainings.find(({ failure }) => failure !== null)?.failure ?? null,
  };
});

/**
 * The epoch after which the first of several trainings was over. A mean of later epochs is that of the others alone, and
 * says nothing of the run; infinity while none is over.
 */
export const commonEnd = (trainings: readonly TrainingState[]): number =>
  Math.min(...trainings.flatMap(({ status, results }) => (status === 'finished' ? (results.at(-1)?.epoch ?? []) : [])));

/** Whether early stopping ended it. */
export const endedEarly = ({ ending }: Pick<TrainingState, 'ending'>): boolean => (ending?.lastGain ?? null) !== null;

/** The epoch whose network a training has: the last, or the best where that was restored; null without results. */
export function keptResult({ results, ending }: Pick<TrainingState, 'results' | 'ending'>): EpochResult | null {
  return results.find(({ epoch }) => epoch === ending?.weightsEpoch) ?? results.at(-1) ?? null;
}

/** The epoch with the lowest validation loss, the first of equals; null without results. */
export const bestEpoch = <Epoch extends Validated>(results: readonly Epoch[]): Epoch | null =>
  lowest(results) as Epoch | null;

type Validated = Pick<EpochResult, 'validation'>;

const lowest = onceEach((results: readonly Validated[]): Validated | null => {
  let best: Validated | null = null;
  for (const result of results) {
    if (result.validation.loss < (best?.validation.loss ?? Number.POSITIVE_INFINITY)) best = result;
  }
  return best;
});

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
 * least 5 % above that minimum and by twice its jitter, and train loss no higher than there but for 5 % and a hundredth of a nat. Null where it
 * does not, and for fewer than three epochs: what climbs on both is no overfitting, it is training that does not settle.
 */
export const overfitsFrom = onceEach((results: readonly EpochResult[]): number | null => {
  const best = results.indexOf(bestEpoch(results)!);
  if (results.length < 3 || best < 0) return null;
  const validation = overNeighbours(results.map((result) => result.validation.loss));
  const train = overNeighbours(results.map((result) => result.train.loss));
  const lowest = indexOfLowest(validation);
  const rise = validation.at(-1)! - validation[lowest]!;
  if (rise < validation[lowest]! * (notableRise - 1) || rise < 2 * jitterOf(results)) return null;
  if (train.at(-1)! > train[lowest]! * notableRise + 0.01) return null;
  return results[Math.max(lowest, best) + 1]?.epoch ?? null;
});

/** How far train loss must end above its lowest to be called unsettled: by a fifth of what it fell, and of it. */
const unsettledRise = { share: 0.2, nats: 0.05 };

/**
 * Train loss at its lowest and at the end, both smoothed over three neighbours, where it has climbed back; null where
 * that is little, as it is where training settles, and for fewer than three epochs. A network that knows its texts by
 * heart and forgets one of them has not climbed back.
 */
export function unsettledBy(results: readonly EpochResult[]): { lowest: number; last: number } | null {
  if (results.length < 3) return null;
  const train = overNeighbours(results.map((result) => result.train.loss));
  const lowest = Math.min(...train);
  const last = train.at(-1)!;
  const least = unsettledRise.share * Math.max(lowest, train[0]! - lowest);
  return last - lowest >= Math.max(unsettledRise.nats, least) ? { lowest, last } : null;
}

/** Fewer epochs do not tell a jitter from a bend. */
const epochsWithJitter = 8;

/**
 * How far the validation loss jumps from epoch to epoch without going anywhere, as a standard deviation, over the later
 * half: of independent jumps the second difference has six times the variance. 0 for fewer than eight epochs.
 */
function jitterOf(results: readonly EpochResult[]): number {
  if (results.length < epochsWithJitter) return 0;
  const losses = results.slice(Math.floor(results.length / 2) - 1).map(({ validation }) => validation.loss);
  let squares = 0;
  for (let i = 2; i < losses.length; i++) squares += (losses[i]! - 2 * losses[i - 1]! + losses[i - 2]!) ** 2;
  return Math.sqrt(squares / (losses.length - 2) / 6);
}

const overNeighbours = (values: readonly number[]) =>
  values.map((value, index) => ((values[index - 1] ?? value) + value + (values[index + 1] ?? value)) / 3);

const indexOfLowest = (values: readonly number[]) =>
  values.reduce((best, value, index) => (value < values[best]! ? index : best), 0);
