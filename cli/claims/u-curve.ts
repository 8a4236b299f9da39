// A sweep's curve as the page draws and judges it, and what of a U it is beyond noise.

import type { Experiment } from '../../src/experiment/experiment';
import { planOfSweep } from '../../src/experiment/plan';
import { type PairedDifference, pairedDifference } from '../../src/runs/statistics';
import { createSweepRecords } from '../../src/runs/sweep-records';
import { meanOf, numbersOf, type PointRow, rowsOf, type SweepVerdict, verdictOf } from '../../src/runs/swept-points';
import type { TrainPlanned } from './train-planned';

/** At the epoch with the lowest validation loss of each training. */
export interface UCurve {
  rows: readonly PointRow[];
  verdict: SweepVerdict;
  /** The first value less the best one, and the worst of those after it: too little, too much. Null where there is none. */
  tooLittle: PairedDifference | null;
  tooMuch: PairedDifference | null;
}

/** @param experiment has a sweep of one setting, its values from small to large */
export async function uCurve(experiment: Experiment, train: TrainPlanned): Promise<UCurve> {
  const points = planOfSweep(experiment);
  const records = createSweepRecords();
  records.replace(points);
  const trained = await Promise.all(points.flatMap(({ trainings }) => trainings.map(train)));
  for (const line of trained) records.bringIn(line);
  const swept = points.map((point) => ({
    ...point,
    rung: 0,
    isOut: false,
    trainings: point.trainings.map(({ key }) => records.get(key)),
  }));
  const rows = rowsOf({ points: swept, rungs: [experiment.shared.epochs] }, 'best');
  const verdict = verdictOf(rows, 'loss')!;
  const { best } = verdict;
  const loss = (row: PointRow) => meanOf(row, 'validation', 'loss')!;
  const less = (row: PointRow | undefined) =>
    row ? pairedDifference(numbersOf(row, 'validation', 'loss'), numbersOf(best, 'validation', 'loss')) : null;
  const [worstAfter] = rows.slice(best.index + 1).sort((one, other) => loss(other) - loss(one));
  return { rows, verdict, tooLittle: less(best.index > 0 ? rows[0] : undefined), tooMuch: less(worstAfter) };
}

/** Whether the best value lies between too little and too much, each beyond noise. */
export const isU = ({ tooLittle, tooMuch }: UCurve): boolean =>
  tooLittle?.verdict === 'higher' && tooMuch?.verdict === 'higher';
