// A run's trainings → the curve that the charts draw: their mean with its band, the best epoch, where overfitting starts.

import type { RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import { bestEpoch, commonEnd, endedEarly, overfitsFrom, summaryOf } from '../../runs/summary';
import type { EpochResult } from '../../training/protocol';
import { type CurvePoint, curvePoints, type Look, type Metric, meanPoints } from './points';

export interface Curve {
  run: RunId;
  points: readonly CurvePoint[];
  /** Each training's own, where there are several. */
  singles: readonly (readonly CurvePoint[])[];
  /** The previous curve, under other settings. */
  ghost: readonly CurvePoint[];
  /** Where it leaves the run that it was forked from; null where it is no fork. */
  forkEpoch: number | null;
  /** What follows this epoch is the mean of fewer trainings than there are: the others were over. */
  until: number;
  /** Where early stopping ended trainings, of those that it ended. */
  stops: readonly number[];
  /** From there on, how it goes without early stopping. */
  beyond: readonly CurvePoint[];
  best: EpochResult | null;
  overfitsFrom: number | null;
  /** Where each of several trainings does by itself, of those that do. */
  turns: readonly number[];
}

/** A run's curve of one metric; none before it has trainings. Results that are not finite are left out. */
export function curvesOf(run: RunState, metric: Metric, look: Look): Curve[] {
  const all = run.trainings.map(({ results }) => results);
  if (all.length === 0) return [];
  const { results: average } = summaryOf(run.trainings);
  const own = (curves: readonly (readonly EpochResult[])[]) => curves.map((each) => curvePoints(each, metric, look));
  const singles = own(all);
  return [
    {
      run: run.id,
      points: singles.length === 1 ? singles[0]! : meanPoints(singles, look.band ?? 'deviation'),
      singles: singles.length === 1 ? [] : singles,
      ghost: meanPoints(own(run.ghost ?? [])),
      forkEpoch: run.forkEpoch ?? null,
      until: commonEnd(run.trainings),
      stops: stopsOf(run),
      beyond: beyondPoints(run, own(run.beyond ?? [])),
      best: bestEpoch(average),
      overfitsFrom: overfitsFrom(average),
      turns: all.length === 1 ? [] : all.flatMap((results) => overfitsFrom(results) ?? []),
    },
  ];
}

/** A curve up to where it leaves its parent, and from there on; all of it is its own where it is no fork. */
export function branchOf({ points, forkEpoch }: Pick<Curve, 'points' | 'forkEpoch'>): {
  trunk: readonly CurvePoint[];
  own: readonly CurvePoint[];
} {
  if (forkEpoch === null) return { trunk: [], own: points };
  return {
    trunk: points.filter(({ epoch }) => epoch <= forkEpoch),
    own: points.filter(({ epoch }) => epoch >= forkEpoch),
  };
}

/** Whether the run that a fork leaves is among these curves: up to there it has the same digits. */
export function leavesOneOf(curve: Curve, curves: readonly Curve[]): boolean {
  const { forkEpoch } = curve;
  if (forkEpoch === null) return false;
  const at = (points: readonly CurvePoint[]) => points.find(({ epoch }) => epoch === forkEpoch);
  const left = at(curve.points);
  return (
    left !== undefined &&
    curves.some((other) => other !== curve && at(other.points)?.rawValidation === left.rawValidation)
  );
}

const stopsOf = ({ trainings }: RunState): number[] =>
  trainings.filter(endedEarly).map(({ results }) => results.at(-1)!.epoch);

/** From the first stop on, the mean of all: what some of them have not reached yet is not drawn. */
function beyondPoints(run: RunState, curves: readonly (readonly CurvePoint[])[]): CurvePoint[] {
  const from = Math.min(...stopsOf(run));
  const until = Math.min(...curves.map((points) => points.at(-1)?.epoch ?? 0));
  return meanPoints(curves).filter(({ epoch }) => epoch >= from && epoch <= until);
}
