// Run states → the rows of the results table.

import type { RunId, RunSettings } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import type { EpochResult } from '../../training/protocol';
import { bestEpoch } from '../curves/derive';

export const columns = [
  'bestValidationLoss',
  'bestEpoch',
  'finalValidationLoss',
  'trainLoss',
  'gap',
  'penalty',
  'bestValidationAccuracy',
  'nearZero',
  'spectralNorm',
  'elapsed',
] as const;
export type Column = (typeof columns)[number];

export type ResultRow = { id: RunId } & { [Key in Column]: number | null };

/** Columns in which a lower or a higher value is better; the others are no contest. */
const better = {
  bestValidationLoss: 'lower',
  finalValidationLoss: 'lower',
  gap: 'lower',
  bestValidationAccuracy: 'higher',
} as const satisfies Partial<Record<Column, 'lower' | 'higher'>>;

export function resultRow(run: RunState, settings: Pick<RunSettings, 'units' | 'embeddingSize'>): ResultRow {
  const last = run.results.at(-1);
  const best = bestEpoch(run.results);
  return {
    id: run.id,
    bestValidationLoss: best?.validation.loss ?? null,
    bestEpoch: best?.epoch ?? null,
    finalValidationLoss: last?.validation.loss ?? null,
    trainLoss: last?.train.loss ?? null,
    gap: last ? last.validation.loss - last.train.loss : null,
    penalty: last?.penalty.total ?? null,
    bestValidationAccuracy: last ? Math.max(...run.results.map((result) => result.validation.accuracy)) : null,
    nearZero: last ? nearZeroShare(last, settings) : null,
    spectralNorm: last?.weights.recurrent.spectralNorm ?? null,
    elapsed: last?.elapsedMs ?? null,
  };
}

/** Of kernel and recurrent kernel together: one has a row per embedding entry, the other one per unit. */
export function nearZeroShare(
  { weights }: EpochResult,
  { units, embeddingSize }: Pick<RunSettings, 'units' | 'embeddingSize'>,
): number {
  const { kernel, recurrent } = weights;
  return (kernel.nearZeroShare * embeddingSize + recurrent.nearZeroShare * units) / (embeddingSize + units);
}

/** The best value of each contested column; null where fewer than two runs, or all the same, contend. */
export function bestValues(rows: readonly ResultRow[]): Partial<Record<Column, number>> {
  const best: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(better) as (keyof typeof better)[]) {
    const values = rows.map((row) => row[column]).filter((value): value is number => Number.isFinite(value));
    if (new Set(values).size < 2) continue;
    best[column] = better[column] === 'lower' ? Math.min(...values) : Math.max(...values);
  }
  return best;
}
