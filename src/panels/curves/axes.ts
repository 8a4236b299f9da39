// Domains, ticks and positions: the same for all charts of a row, so that heights can be compared.

import type { Curve, Metric } from './derive';

export interface Domain {
  low: number;
  high: number;
  ticks: readonly number[];
  log: boolean;
}

export type Domains = Record<Metric, Domain>;

export interface Scaling {
  log: boolean;
  fromZero: boolean;
  /** Whether each training's own lines are drawn. */
  withSingles?: boolean;
  /** Accuracies that must be within the domain besides. */
  alsoShown?: readonly number[];
}

/** The smallest loss that a logarithmic axis shows, a sixth of what one text can have in float32; 0 lies on its floor. */
const logFloor = 1e-8;

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

/** Ends on round numbers, with three to six of them as ticks. */
export function linearDomain(low: number, high: number): Domain {
  const span = high - low || Math.abs(high) || 1;
  const step = roundStep(span / 4);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks: number[] = [];
  for (let index = first; index <= last; index++) ticks.push(Number((index * step).toPrecision(12)));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks, log: false };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** More ticks would touch on a small screen. */
const mostDecades = 5;

function logDomain(low: number, high: number): Domain {
  const from = Math.floor(Math.log10(Math.max(low, logFloor)) + 1e-9);
  // Up to a half decade: a whole one would leave the upper half of the chart empty.
  const top = Math.log10(Math.max(high, logFloor));
  const decade = Math.floor(top);
  const upper = [1, 2, 5, 10].find((factor) => factor * 10 ** decade >= high) ?? 10;
  const until = upper * 10 ** decade;
  const ticks: number[] = [];
  const every = Math.ceil((Math.log10(until) - from) / mostDecades);
  for (let exponent = from; 10 ** exponent <= until * (1 + 1e-9); exponent += every) {
    ticks.push(Number((10 ** exponent).toPrecision(3)));
  }
  const least = 10 ** from;
  return { low: least, high: Math.max(until, least * 10), ticks, log: true };
}

/** Where a chart's plot lies in its box, in pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function xOf(epoch: number, lastEpoch: number, plot: Plot): number {
  return plot.left + ((epoch - 1) / Math.max(1, lastEpoch - 1)) * (plot.right - plot.left);
}

/** The epoch nearest to a horizontal position, within the chart. */
export function epochAt(x: number, lastEpoch: number, plot: Plot): number {
  const share = (x - plot.left) / Math.max(1, plot.right - plot.left);
  return Math.min(lastEpoch, Math.max(1, Math.round(1 + share * (lastEpoch - 1))));
}

export function yOf(value: number, { low, high, log }: Domain, plot: Plot): number {
  const place = (number: number) => (log ? Math.log(number) : number);
  const inside = Math.min(high, Math.max(low, value));
  const share = (place(inside) - place(low)) / (place(high) - place(low));
  return plot.bottom - share * (plot.bottom - plot.top);
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
