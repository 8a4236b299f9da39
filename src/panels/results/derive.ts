// The results table's columns as data, and runs → its rows.

import { isGuess } from '../../runs/guessing';
import { finishedPairs } from '../../runs/pairs';
import { mean, pairedDifference, standardDeviation } from '../../runs/statistics';
import type { RunState, Training } from '../../runs/store';
import { bestAccuracy, bestEpoch, endedEarly, gapOf, keptResult, summaryOf } from '../../runs/summary';
import { isUnderWay } from '../../runs/trainings';
import type { Strings } from '../../strings/strings';
import type { EpochResult } from '../../training/protocol';
import { formatLoss, formatLossLong, formatPercent } from '../../ui/format';

/** A training with at least one epoch. */
interface Trained {
  results: readonly EpochResult[];
  last: EpochResult;
  /** Of the network that it has: `last`, or that of the best epoch where it was restored. */
  kept: EpochResult;
}

interface Column {
  /** What its heading and its help are called by. */
  id: keyof Strings['results']['columns'];
  of(training: Trained): number | null;
  /** Whether a lower or a higher value is better; null where runs do not contend. */
  better: 'lower' | 'higher' | null;
  /** Only who has learned something contends: who has not has a small value for nothing. */
  ofLearned?: true;
  /** Shown only where some row has more than 0. */
  whereAny?: true;
  /** Shown only where early stopping ended some training. */
  whereStopped?: true;
  /** `percent` sets a language's percent sign after a number. */
  format(value: number, percent: Strings['results']['percent']): string;
}

const formatShare: Column['format'] = (share, percent) => percent(formatPercent(share, share < 0.1 ? 1 : 0));

/** A mean of several lies between epochs. */
const formatEpoch = (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : epoch.toFixed(1));

/** In the order of the table. */
export const columns = [
  {
    id: 'bestValidationLoss',
    of: ({ results }) => bestEpoch(results)?.validation.loss ?? null,
    better: 'lower',
    format: formatLossLong,
  },
  { id: 'bestEpoch', of: ({ results }) => bestEpoch(results)?.epoch ?? null, better: null, format: formatEpoch },
  { id: 'epochs', of: ({ last }) => last.epoch, better: null, whereStopped: true, format: formatEpoch },
  { id: 'finalValidationLoss', of: ({ kept }) => kept.validation.loss, better: 'lower', format: formatLossLong },
  { id: 'trainLoss', of: ({ kept }) => kept.train.loss, better: null, format: formatLossLong },
  { id: 'gap', of: ({ kept }) => gapOf(kept), better: 'lower', ofLearned: true, format: formatLossLong },
  { id: 'penalty', of: ({ kept }) => kept.penalty.total, better: null, format: formatLossLong },
  {
    id: 'bestValidationAccuracy',
    of: ({ results }) => bestAccuracy(results),
    better: 'higher',
    format: (share, percent) => percent(formatPercent(share)),
  },
  {
    id: 'nearZero',
    of: ({ kept }) => kept.weights.kernels?.nearZeroShare ?? null,
    better: null,
    format: formatShare,
  },
  {
    id: 'zeros',
    of: ({ kept }) => kept.weights.kernels?.zeroShare ?? null,
    better: null,
    whereAny: true,
    format: formatShare,
  },
  { id: 'spectralNorm', of: ({ kept }) => kept.weights.spectralNorm, better: null, format: formatLoss },
  { id: 'elapsed', of: ({ last }) => last.elapsedMs, better: null, format: (ms) => String(Math.round(ms)) },
] as const satisfies readonly Column[];

type ColumnId = (typeof columns)[number]['id'];

/** The same columns, whose rows need not say everything. */
const contests: readonly (Column & { id: ColumnId })[] = columns;

/**
 * A run's values, the mean over its trainings that have begun; null before the first epoch. A run of several trainings
 * has a spread: the standard deviation of each column.
 */
export type ResultRow = { run: RunState; begun: number; spread: Values | null } & Values;
type Values = Record<ColumnId, number | null>;

export type BestValues = Partial<Values>;

export function resultRow(run: RunState): ResultRow {
  const begun = run.trainings.flatMap((training) => trainedOf(training) ?? []);
  const valuesOf = (reduce: (values: readonly number[]) => number) => {
    const entries = columns.map((column) => {
      const values = begun.map((training) => column.of(training)).filter((value) => value !== null);
      return [column.id, values.length === 0 ? null : reduce(values)];
    });
    return Object.fromEntries(entries) as Values;
  };
  const spread = begun.length > 1 ? valuesOf(standardDeviation) : null;
  return { run, begun: begun.length, spread, ...valuesOf(mean) };
}

function trainedOf(training: Training): Trained | null {
  const { results } = training;
  const last = results.at(-1);
  return last ? { results, last, kept: keptResult(training)! } : null;
}

/** The columns that have something to say. */
export const shownColumns = (rows: readonly ResultRow[]): readonly (Column & { id: ColumnId })[] =>
  contests.filter(({ id, whereAny, whereStopped }) => {
    if (whereStopped) return rows.some(({ run }) => run.trainings.some(endedEarly));
    return !whereAny || rows.some((row) => (row[id] ?? 0) > 0);
  });

/**
 * The best value of each contested column; nothing where fewer than two rows, or all the same, contend, or while some
 * still train: who has come half the way is no winner. Of several seeds the best is one only where it parts from every
 * other beyond their noise.
 */
export function bestValues(rows: readonly ResultRow[]): BestValues {
  const best: BestValues = {};
  if (rows.some(({ run }) => run.trainings.some(isUnderWay))) return best;
  for (const column of contests) {
    const { id, better, ofLearned } = column;
    if (better === null) continue;
    const contending = (ofLearned ? rows.filter(({ run }) => hasLearned(run)) : rows).filter((row) =>
      Number.isFinite(row[id]),
    );
    const values = contending.map((row) => row[id]!);
    if (new Set(values).size < 2) continue;
    const value = better === 'lower' ? Math.min(...values) : Math.max(...values);
    const winner = contending.find((row) => row[id] === value)!;
    const others = contending.filter((row) => row !== winner);
    if (others.every((other) => partsFrom(winner, other, column))) best[id] = value;
  }
  return best;
}

/** One seed has no noise to go by, and what it says is no more than its number. */
function partsFrom(winner: ResultRow, other: ResultRow, { of }: Column): boolean {
  if (winner.run.trainings.length === 1) return true;
  const pairs = finishedPairs(winner.run, other.run).flatMap((pair) => {
    const values = pair.map((training) => of(trainedOf(training)!));
    return values.every((value) => value !== null) ? [values as [number, number]] : [];
  });
  if (pairs.length === 0) return false;
  const { verdict } = pairedDifference(
    pairs.map(([ours]) => ours),
    pairs.map(([, theirs]) => theirs),
  );
  return verdict === 'lower' || verdict === 'higher';
}

/** Whether it ever knew more of the validation texts than who reads nothing. */
function hasLearned({ trainings }: RunState): boolean {
  const { results, data } = summaryOf(trainings);
  const best = bestEpoch(results);
  return best !== null && (data === null || !isGuess(best.validation.loss, data));
}
