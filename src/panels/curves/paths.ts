// Points of a curve → SVG paths.

import { type Domain, type Plot, xOf, yOf } from './axes';
import type { CurvePoint } from './derive';

/** Where a chart's values lie in its box. */
export interface Placement {
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
}

type Value = Exclude<keyof CurvePoint, 'epoch'>;

/** A line through one value of each point; values outside the domain lie on its edge. Empty for fewer than two. */
export function linePath(points: readonly CurvePoint[], value: Value, placement: Placement): string {
  return points.length < 2 ? '' : `M${places(points, value, placement).join('L')}`;
}

/** The area between train and validation. */
export function gapPath(points: readonly CurvePoint[], placement: Placement): string {
  if (points.length < 2) return '';
  const there = places(points, 'train', placement);
  const back = places(points, 'validation', placement).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}

function places(points: readonly CurvePoint[], value: Value, { domain, lastEpoch, plot }: Placement): string[] {
  return points.map(
    (point) => `${tenths(xOf(point.epoch, lastEpoch, plot))} ${tenths(yOf(point[value], domain, plot))}`,
  );
}

/** A tenth of a pixel is finer than a screen shows. */
const tenths = (pixels: number) => Math.round(pixels * 10) / 10;
