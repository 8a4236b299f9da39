// Points of a curve → SVG paths.

import { type Domain, type Plot, yOf } from '../../ui/domain';
import { xOf } from './axes';
import type { CurvePoint, Value } from './points';

/** Where a chart's values lie in its box. */
export interface Placement {
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
}

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

/** The area of a band about the mean; empty where there is none. */
export function bandPath(
  points: readonly CurvePoint[],
  band: 'trainBand' | 'validationBand',
  placement: Placement,
): string {
  const banded = points.flatMap((point) => (point[band] ? [{ epoch: point.epoch, ...point[band] }] : []));
  if (banded.length < 2) return '';
  const edge = (side: 'low' | 'high') => banded.map((point) => place(point.epoch, point[side], placement));
  return `M${[...edge('high'), ...edge('low').reverse()].join('L')}Z`;
}

function places(points: readonly CurvePoint[], value: Value, placement: Placement): string[] {
  return points.map((point) => place(point.epoch, point[value], placement));
}

const place = (epoch: number, value: number, { domain, lastEpoch, plot }: Placement) =>
  `${tenths(xOf(epoch, lastEpoch, plot))} ${tenths(yOf(value, domain, plot))}`;

/** A tenth of a pixel is finer than a screen shows. */
const tenths = (pixels: number) => Math.round(pixels * 10) / 10;
