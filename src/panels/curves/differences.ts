// Two runs' trainings → the curve of their difference: seed by seed, so that what is luck moves both alike.

import { pairsOf } from '../../runs/pairs';
import type { RunState } from '../../runs/store';
import { commonEnd } from '../../runs/summary';
import { type Domain, linearDomain } from '../../ui/domain';
import type { Curve } from './derive';
import { type CurvePoint, curvePoints, type Look, type Metric, meanPoints } from './points';

/** Ours − theirs at each epoch that both have reached, in the mean over their seeds, with its 95 % interval. */
export function differenceCurve(ours: RunState, theirs: RunState, metric: Metric, look: Look): Curve {
  const pairs = pairsOf(ours, theirs).flatMap(([{ results }, other]) => {
    const points = new Map(curvePoints(other.results, metric, look).map((point) => [point.epoch, point]));
    const less = curvePoints(results, metric, look).flatMap((point) => {
      const against = points.get(point.epoch);
      return against ? [difference(point, against)] : [];
    });
    return less.length > 0 ? [less] : [];
  });
  const singles = pairs.length > 1 ? pairs : [];
  return {
    run: ours.id,
    points: meanPoints(pairs, 'interval'),
    singles,
    ghost: [],
    forkEpoch: null,
    until: Math.min(commonEnd(ours.trainings), commonEnd(theirs.trainings)),
    stops: [],
    beyond: [],
    best: null,
    overfitsFrom: null,
    turns: [],
  };
}

/** By our point: the same object while both are, so that their mean is not worked out anew with every epoch. */
const known = new WeakMap<CurvePoint, { theirs: CurvePoint; less: CurvePoint }>();

function difference(ours: CurvePoint, theirs: CurvePoint): CurvePoint {
  const before = known.get(ours);
  if (before?.theirs === theirs) return before.less;
  const less: CurvePoint = {
    epoch: ours.epoch,
    train: ours.train - theirs.train,
    validation: ours.validation - theirs.validation,
    rawTrain: ours.rawTrain - theirs.rawTrain,
    rawValidation: ours.rawValidation - theirs.rawValidation,
  };
  known.set(ours, { theirs, less });
  return less;
}

/** One for all differences of a metric, with zero in it. */
export function differenceDomain(curves: readonly Curve[], withSingles: boolean): Domain {
  let low = 0;
  let high = 0;
  for (const { points, singles } of curves) {
    for (const { train, validation, trainBand, validationBand } of [
      ...points,
      ...(withSingles ? singles.flat() : []),
    ]) {
      low = Math.min(low, train, validation, trainBand?.low ?? 0, validationBand?.low ?? 0);
      high = Math.max(high, train, validation, trainBand?.high ?? 0, validationBand?.high ?? 0);
    }
  }
  return low === high ? linearDomain(-0.1, 0.1) : linearDomain(low, high);
}
