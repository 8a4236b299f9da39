// Domains and positions: the same for all charts of a row, so that heights can be compared.

import { type Domain, linearDomain, logDomain, type Plot } from '../../ui/domain';
import type { Curve } from './derive';
import type { Metric } from './points';

export type Domains = Record<Metric, Domain>;

export interface Scaling {
  log: boolean;
  fromZero: boolean;
  /** Whether each training's own lines are drawn. */
  withSingles?: boolean;
  /** Accuracies that must be within the domain besides. */
  alsoShown?: readonly number[];
}

/** One domain for all curves of a metric. */
export function domainOf(
  curves: readonly Curve[],
  metric: Metric,
  { log, fromZero, withSingles, alsoShown = [] }: Scaling,
): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { points, ghost, beyond, singles } of curves) {
    for (const point of [...points, ...ghost, ...beyond, ...(withSingles ? singles.flat() : [])]) {
      low = Math.min(low, point.train, point.validation, point.rawTrain, point.rawValidation);
      high = Math.max(high, point.train, point.validation, point.rawTrain, point.rawValidation);
      for (const band of [point.trainBand, point.validationBand]) {
        if (!band) continue;
        // No loss is below zero, whatever one deviation below the mean is.
        if (band.low > 0) low = Math.min(low, band.low);
        high = Math.max(high, band.high);
      }
    }
  }
  if (metric === 'accuracy') return accuracyDomain(Math.min(low, ...alsoShown), fromZero);
  if (!Number.isFinite(high)) return log ? logDomain(0.01, 1) : linearDomain(0, 1);
  if (log) return logDomain(low, high);
  return linearDomain(fromZero ? Math.min(0, low) : low, high);
}

function accuracyDomain(low: number, fromZero: boolean): Domain {
  if (fromZero || !Number.isFinite(low)) return { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], log: false };
  return { ...linearDomain(Math.min(low, 0.9), 1), high: 1 };
}

export function xOf(epoch: number, lastEpoch: number, plot: Plot): number {
  return plot.left + ((epoch - 1) / Math.max(1, lastEpoch - 1)) * (plot.right - plot.left);
}

/** The epoch nearest to a horizontal position, within the chart. */
export function epochAt(x: number, lastEpoch: number, plot: Plot): number {
  const share = (x - plot.left) / Math.max(1, plot.right - plot.left);
  return Math.min(lastEpoch, Math.max(1, Math.round(1 + share * (lastEpoch - 1))));
}

/** Moves label positions apart until none is nearer to another than `distance`, within top and bottom, in order. */
export function spreadLabels(positions: readonly number[], distance: number, top: number, bottom: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]! || a - b);
  const placed = order.map((index) => Math.min(bottom, Math.max(top, positions[index]!)));
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i]!, placed[i - 1]! + distance);
  const last = placed.length - 1;
  if (placed.length > 0 && placed[last]! > bottom) placed[last] = bottom;
  for (let i = last - 1; i >= 0; i--) placed[i] = Math.min(placed[i]!, placed[i + 1]! - distance);
  const spread: number[] = [];
  order.forEach((index, i) => {
    spread[index] = placed[i]!;
  });
  return spread;
}
