// What the points of a sweep say: each in the mean over its seeds, which is best, and which are within noise of it.

import { mean, pairedDifference, standardDeviation } from './statistics';
import { bestEpoch } from './summary';
import type { SweepState, SweptEpoch, SweptPoint, SweptTraining } from './sweep-state';
import type { SweptMetric, SweptMoment } from './swept-look';

export type SweptPart = 'train' | 'validation';

export type PointStatus = 'idle' | 'underWay' | 'finished' | 'diverged' | 'failed' | 'leftBehind';

/** A training that counts, at the epoch that is looked at. */
export interface Measured {
  seed: number;
  at: SweptEpoch;
}

export interface PointRow {
  index: number;
  /** One for each axis. */
  values: readonly number[];
  status: PointStatus;
  /** In the order of the seeds: those that are finished, or stand at a rung of halving. */
  measured: readonly Measured[];
  /** How many trainings the point has. */
  seeds: number;
  diverged: number;
  broughtIn: number;
  /** The epoch after which halving left it behind; null where it did not. */
  leftAt: number | null;
  /** Over all of its trainings. */
  epochsSpent: number;
}

export const rowsOf = ({ points, rungs }: Pick<SweepState, 'points' | 'rungs'>, moment: SweptMoment): PointRow[] =>
  points.map((point) => ({
    index: point.index,
    values: point.values,
    status: statusOf(point),
    measured: point.trainings.flatMap((training) => measured(training, rungs, moment)),
    seeds: point.trainings.length,
    diverged: point.trainings.filter(hasDiverged).length,
    broughtIn: point.trainings.filter(({ isBroughtIn }) => isBroughtIn).length,
    leftAt: point.isOut ? (rungs[point.rung] ?? null) : null,
    epochsSpent: point.trainings.reduce((sum, { epochs }) => sum + (epochs.at(-1)?.epoch ?? 0), 0),
  }));

const hasDiverged = ({ failure }: SweptTraining) => failure?.kind === 'diverged';

function statusOf({ trainings, isOut }: SweptPoint): PointStatus {
  if (trainings.some(hasDiverged)) return 'diverged';
  if (trainings.some(({ status }) => status === 'failed')) return 'failed';
  if (isOut) return 'leftBehind';
  if (trainings.length > 0 && trainings.every(({ status }) => status === 'finished')) return 'finished';
  const isBegun = ({ epochs, status }: SweptTraining) =>
    epochs.length > 0 || status === 'starting' || status === 'training';
  return trainings.some(isBegun) ? 'underWay' : 'idle';
}

/** One that is under way counts up to the last rung that it has passed, so that nothing moves with every epoch. */
function measured(training: SweptTraining, rungs: readonly number[], moment: SweptMoment): Measured[] {
  const { status, epochs, seed } = training;
  if (status === 'failed') return [];
  const last = epochs.at(-1)?.epoch ?? 0;
  const rung = rungs.findLast((epoch) => epoch <= last) ?? 0;
  const counted = status === 'finished' ? epochs : epochs.filter(({ epoch }) => epoch <= rung);
  const at = moment === 'best' ? bestEpoch(counted) : (counted.at(-1) ?? null);
  return at ? [{ seed, at }] : [];
}

export const numbersOf = ({ measured }: PointRow, part: SweptPart, metric: SweptMetric): number[] =>
  measured.map(({ at }) => at[part][metric]);

/** Over the seeds that count; null where there are none. */
export function meanOf(row: PointRow, part: SweptPart, metric: SweptMetric): number | null {
  const numbers = numbersOf(row, part, metric);
  return numbers.length > 0 ? mean(numbers) : null;
}

/** Null for fewer than two seeds. */
export function deviationOf(row: PointRow, part: SweptPart, metric: SweptMetric): number | null {
  const numbers = numbersOf(row, part, metric);
  return numbers.length > 1 ? standardDeviation(numbers) : null;
}

/** Who is all trained: a point that a seed diverged at would otherwise be judged by its luckier seeds. */
const contends = ({ status, measured }: PointRow) => status === 'finished' && measured.length > 0;

export interface SweepVerdict {
  /** By validation alone: the lowest mean loss or the highest mean accuracy, the first of equals. */
  best: PointRow;
  /** How many points are all trained. */
  contenders: number;
  /** How many it was picked from: those too that halving left behind, or that diverged. */
  pickedFrom: number;
  /** How many seeds it rests on. */
  seeds: number;
  /** Those whose difference from it, seed by seed, has zero in its 95 % interval; null on too few pairs to tell. */
  withinNoise: readonly PointRow[] | null;
}

const judged: readonly PointStatus[] = ['finished', 'leftBehind', 'diverged'];

/** Null while no point is all trained. */
export function verdictOf(rows: readonly PointRow[], metric: SweptMetric): SweepVerdict | null {
  const contenders = rows.filter(contends);
  const [best] = byMerit(contenders, metric);
  if (!best) return null;
  const verdicts = contenders
    .filter((row) => row !== best)
    .map((row) => ({ row, verdict: against(best, row, metric) }));
  const isTold = verdicts.length > 0 && verdicts.every(({ verdict }) => verdict !== 'tooFew');
  return {
    best,
    contenders: contenders.length,
    pickedFrom: rows.filter(({ status }) => judged.includes(status)).length,
    seeds: best.measured.length,
    withinNoise: isTold ? verdicts.filter(({ verdict }) => verdict === 'noise').map(({ row }) => row) : null,
  };
}

/** Best first by the mean on validation, those without any number last. */
export const byMerit = (rows: readonly PointRow[], metric: SweptMetric): PointRow[] =>
  [...rows].sort((a, b) => demerit(a, metric) - demerit(b, metric) || a.index - b.index);

/** The lower the better; the largest number rather than infinity, whose differences are none. */
function demerit(row: PointRow, metric: SweptMetric): number {
  const value = meanOf(row, 'validation', metric);
  if (value === null || !Number.isFinite(value)) return Number.MAX_VALUE;
  return metric === 'loss' ? value : -value;
}

function against(best: PointRow, row: PointRow, metric: SweptMetric) {
  const pairs = row.measured.flatMap(({ seed, at }) => {
    const other = best.measured.find((each) => each.seed === seed);
    return other ? [[at.validation[metric], other.at.validation[metric]] as const] : [];
  });
  if (pairs.length === 0) return 'tooFew';
  const [ours, theirs] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  return pairedDifference(ours, theirs).verdict;
}
