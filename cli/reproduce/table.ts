// What was published beside what came out, as a table for people.

import { mean as meanOf, standardDeviation } from '../../src/runs/statistics';
import type { FoldResult, ModelName, PublishedModel } from './models';

export interface Reproduced {
  name: ModelName;
  model: PublishedModel;
  folds: readonly FoldResult[];
  /** All folds together. */
  seconds: number;
}

const heading = ['model', 'published', 'ours', 'folds', 'seconds', 'what differs'];

export function tableOf(reproduced: readonly Reproduced[]): string {
  const rows = [heading, ...reproduced.map(rowOf)];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf({ model, folds, seconds }: Reproduced): string[] {
  const { title, published, source, differences } = model;
  return [
    title,
    `${published.toFixed(1)} (${source})`,
    accuracyOf(folds),
    `${folds.length} of 10`,
    String(Math.round(seconds)),
    differences.join('; '),
  ];
}

/** Percent, mean ± sample standard deviation over the folds; one fold has none. */
function accuracyOf(folds: readonly FoldResult[]): string {
  const percents = folds.map(({ testAccuracy }) => 100 * testAccuracy);
  const mean = meanOf(percents).toFixed(1);
  return percents.length < 2 ? mean : `${mean} ± ${standardDeviation(percents).toFixed(1)}`;
}
