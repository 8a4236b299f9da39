// The results table's columns as data, and runs' trainings → its rows.

import { isGuess } from '../../runs/guessing';
import type { RunState, Training } from '../../runs/store';
import { bestAccuracy, bestEpoch, gapOf } from '../../runs/summary';
import { isUnderWay } from '../../runs/trainings';
import type { Strings } from '../../strings/strings';
import type { EpochResult } from '../../training/protocol';
import { formatLoss, formatLossLong, formatPercent } from '../../ui/format';

/** A training with at least one epoch, the last of which is `last`. */
interface Trained {
  results: readonly EpochResult[];
  last: EpochResult;
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
  /** `percent` sets a language's percent sign after a number. */
  format(value: number, percent: Strings['results']['percent']): string;
}

const formatShare: Column['format'] = (share, percent) => percent(formatPercent(share, share < 0.1 ? 1 : 0));

/** In the order of the table. */
export const columns = [
  {
    id: 'bestValidationLoss',
    of: ({ results }) => bestEpoch(results)?.validation.loss ?? null,
    better: 'lower',
    format: formatLossLong,
  },
  { id: 'bestEpoch', of: ({ results }) => bestEpoch(results)?.epoch ?? null, better: null, format: String },
  { id: 'finalValidationLoss', of: ({ last }) => last.validation.loss, better: 'lower', format: formatLossLong },
  { id: 'trainLoss', of: ({ last }) => last.train.loss, better: null, format: formatLossLong },
  { id: 'gap', of: ({ last }) => gapOf(last), better: 'lower', ofLearned: true, format: formatLossLong },
  { id: 'penalty', of: ({ last }) => last.penalty.total, better: null, format: formatLossLong },
  {
    id: 'bestValidationAccuracy',
    of: ({ results }) => bestAccuracy(results),
    better: 'higher',
    format: (share, percent) => percent(formatPercent(share)),
  },
  {
    id: 'nearZero',
    of: ({ last }) => last.weights.kernels?.nearZeroShare ?? null,
    better: null,
    format: formatShare,
  },
  {
    id: 'zeros',
    of: ({ last }) => last.weights.kernels?.zeroShare ?? null,
    better: null,
    whereAny: true,
    format: formatShare,
  },
  { id: 'spectralNorm', of: ({ last }) => last.weights.spectralNorm, better: null, format: formatLoss },
  { id: 'elapsed', of: ({ last }) => last.elapsedMs, better: null, format: (ms) => String(Math.round(ms)) },
] as const satisfies readonly Column[];

type ColumnId = (typeof columns)[number]['id'];

/** The same columns, whose rows need not say everything. */
const contests: readonly (Column & { id: ColumnId })[] = columns;

/** A column's value is null before the first epoch. */
export type ResultRow = { training: Training } & Record<ColumnId, number | null>;

export type BestValues = Partial<Record<ColumnId, number>>;

/** A row for each of a run's trainings, in the order of its seeds. */
export const resultRows = ({ trainings }: RunState): ResultRow[] =>
  trainings.map((training) => {
    const { results } = training;
    const last = results.at(-1);
    const values = columns.map((column) => [column.id, last ? column.of({ results, last }) : null]);
    return { training, ...(Object.fromEntries(values) as Record<ColumnId, number | null>) };
  });

/** The columns that have something to say. */
export const shownColumns = (rows: readonly ResultRow[]): readonly (Column & { id: ColumnId })[] =>
  contests.filter(({ id, whereAny }) => !whereAny || rows.some((row) => (row[id] ?? 0) > 0));

/**
 * The best value of each contested column; nothing where fewer than two rows, or all the same, contend, or while some
 * still train: who has come half the way is no winner.
 */
export function bestValues(rows: readonly ResultRow[]): BestValues {
  const best: BestValues = {};
  if (rows.some(({ training }) => isUnderWay(training))) return best;
  for (const { id, better, ofLearned } of contests) {
    if (better === null) continue;
    const contending = ofLearned ? rows.filter(({ training }) => hasLearned(training)) : rows;
    const values = contending.map((row) => row[id]).filter((value): value is number => Number.isFinite(value));
    if (new Set(values).size < 2) continue;
    best[id] = better === 'lower' ? Math.min(...values) : Math.max(...values);
  }
  return best;
}

/** Whether it ever knew more of the validation texts than who reads nothing. */
function hasLearned({ results, data }: Training): boolean {
  const best = bestEpoch(results);
  return best !== null && (data === null || !isGuess(best.validation.loss, data));
}
