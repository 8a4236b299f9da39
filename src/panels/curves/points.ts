// Results → points of curves, and several curves → their mean. Of what is drawn again with every epoch, only what an
// epoch brings is worked out anew: the other points stay the same objects.

import { type BandKind, bandOf, byEpoch } from '../../runs/series';
import { type Interval, mean } from '../../runs/statistics';
import type { EpochResult } from '../../training/protocol';
import { movingAverage } from './smoothing';

export type Metric = 'loss' | 'accuracy';

/** One epoch, of one training or of several in the mean. The raw values are those without smoothing. */
export interface CurvePoint {
  epoch: number;
  train: number;
  validation: number;
  rawTrain: number;
  rawValidation: number;
  /** About the mean of several, over the trainings that have reached the epoch. */
  trainBand?: Interval;
  validationBand?: Interval;
}

/** The values of a point that a line runs through. */
export type Value = Exclude<keyof CurvePoint, 'epoch' | 'trainBand' | 'validationBand'>;

export interface Look {
  smoothing: number;
  withPenalty: boolean;
  band?: BandKind;
}

interface Known {
  ofCurve: WeakMap<readonly EpochResult[], readonly CurvePoint[]>;
  /** A smoothed point depends on those before it: it is known after the same point alone. */
  ofEpoch: WeakMap<EpochResult, { after: CurvePoint | undefined; point: CurvePoint }>;
}

/** By metric and look, the last of them: who drags a slider passes many. */
const knownByLook = new Map<string, Known>();
const mostLooks = 4;

function knownOf(metric: Metric, { smoothing, withPenalty }: Look): Known {
  const key = `${metric} ${smoothing} ${withPenalty}`;
  const known = knownByLook.get(key) ?? { ofCurve: new WeakMap(), ofEpoch: new WeakMap() };
  knownByLook.delete(key);
  knownByLook.set(key, known);
  for (const old of knownByLook.keys()) if (knownByLook.size > mostLooks) knownByLook.delete(old);
  return known;
}

/** Results that are not finite are left out. */
export function curvePoints(results: readonly EpochResult[], metric: Metric, look: Look): readonly CurvePoint[] {
  const { ofCurve, ofEpoch } = knownOf(metric, look);
  const before = ofCurve.get(results);
  if (before) return before;
  const finite = results.filter(
    (result) => Number.isFinite(result.train.loss) && Number.isFinite(result.validation.loss),
  );
  const rawTrain = finite.map(
    (result) => result.train[metric] + (metric === 'loss' && look.withPenalty ? result.penalty.total : 0),
  );
  const rawValidation = finite.map((result) => result.validation[metric]);
  const train = movingAverage(rawTrain, look.smoothing);
  const validation = movingAverage(rawValidation, look.smoothing);
  const points: CurvePoint[] = [];
  for (const [index, result] of finite.entries()) {
    const after = points.at(-1);
    const known = ofEpoch.get(result);
    const point =
      known && known.after === after
        ? known.point
        : {
            epoch: result.epoch,
            train: train[index]!,
            validation: validation[index]!,
            rawTrain: rawTrain[index]!,
            rawValidation: rawValidation[index]!,
          };
    ofEpoch.set(result, { after, point });
    points.push(point);
  }
  ofCurve.set(results, points);
  return points;
}

/** The mean of curves, with a band where one is asked for and there is a spread. */
export const meanPoints = (curves: readonly (readonly CurvePoint[])[], band?: BandKind): CurvePoint[] =>
  byEpoch(curves).map((points) => meanPoint(points, band));

/** By an epoch's first point. */
const knownMeans = new WeakMap<
  CurvePoint,
  { points: readonly CurvePoint[]; band: BandKind | undefined; average: CurvePoint }
>();

function meanPoint(points: readonly CurvePoint[], band: BandKind | undefined): CurvePoint {
  const first = points[0]!;
  const before = knownMeans.get(first);
  const isKnown = before?.band === band && before?.points.length === points.length;
  if (isKnown && points.every((point, i) => point === before.points[i])) return before.average;
  const valuesOf = (value: Value) => points.map((point) => point[value]);
  const [train, validation] = [valuesOf('train'), valuesOf('validation')];
  const [trainBand, validationBand] = band ? [bandOf(train, band), bandOf(validation, band)] : [];
  const average: CurvePoint = {
    epoch: first.epoch,
    train: mean(train),
    validation: mean(validation),
    rawTrain: mean(valuesOf('rawTrain')),
    rawValidation: mean(valuesOf('rawValidation')),
    ...(trainBand && { trainBand }),
    ...(validationBand && { validationBand }),
  };
  knownMeans.set(first, { points, band, average });
  return average;
}
