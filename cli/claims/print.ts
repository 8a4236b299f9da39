// What was found, in words and a table for people.

import type { Experiment } from '../../src/experiment/experiment';
import type { Interval, PairedDifference } from '../../src/runs/statistics';
import { meanOf, numbersOf, type PointRow } from '../../src/runs/swept-points';
import { digits, meanAndSpread } from '../corpora/numbers';
import { falseAlarms } from './a-against-a';
import type { Plan } from './plans';
import { isU, type UCurve } from './u-curve';

export function printFalseAlarms({ same, sets }: Plan, comparisons: readonly PairedDifference[]): string {
  const called = comparisons.flatMap(({ verdict, difference, interval }, set) =>
    verdict === 'noise' ? [] : [`set ${set + 1}: ${signed(difference)}, 95 % interval ${between(interval!)}`],
  );
  return [
    `A against A: ${same}, ${sets.sets} sets of ${sets.size} seeds a side`,
    `${falseAlarms(comparisons)} of ${comparisons.length} called a difference`,
    ...called,
  ].join('\n');
}

export function printUCurve({ sweep }: Plan, { shared }: Experiment, curve: UCurve): string {
  const { rows, verdict, tooLittle, tooMuch } = curve;
  const mark = (row: PointRow) =>
    row === verdict.best ? ' best' : verdict.withinNoise?.includes(row) ? ' within noise of it' : '';
  const lines = rows.map(
    (row) =>
      `${String(row.values[0]).padEnd(10)}${meanAndSpread(numbersOf(row, 'validation', 'loss'))}  ${digits(meanOf(row, 'train', 'loss')!)}${mark(row)}`,
  );
  const side = (name: string, found: PairedDifference | null) =>
    found ? `${name}: ${signed(found.difference)}, 95 % interval ${between(found.interval!)}` : `${name}: none`;
  return [
    `the U-curve of L2: ${sweep}, ${shared.seeds} seeds`,
    'value     best validation loss, train loss there',
    ...lines,
    side('too little', tooLittle),
    side('too much', tooMuch),
    isU(curve) ? 'a U: worse to both sides, beyond noise' : 'no U beyond noise',
  ].join('\n');
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;
const between = ({ low, high }: Interval) => `${low.toFixed(3)} to ${high.toFixed(3)}`;
