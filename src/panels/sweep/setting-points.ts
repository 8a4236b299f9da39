// A sweep of one setting as a chart: where each point lies, its mean and band in both parts, and the axes.

import type { SweepAxis } from '../../experiment/experiment';
import { sweepField } from '../../experiment/sweep';
import { type BandKind, bandOf } from '../../runs/series';
import { type Interval, mean } from '../../runs/statistics';
import type { SweptMetric } from '../../runs/swept-look';
import { numbersOf, type PointRow } from '../../runs/swept-points';
import { type Domain, linearDomain, logDomain } from '../../ui/domain';
import { type AxisScale, placeOn, scaleOf } from './axis-scale';
import { inOrder } from './noise-range';

export interface PartOfPoint {
  mean: number;
  band: Interval | null;
  /** Each seed's, in their order; empty for a single one. */
  singles: readonly number[];
}

export interface SettingPoint {
  row: PointRow;
  /** 0 to 1 along the axis. */
  place: number;
  /** Null where nothing was measured. */
  train: PartOfPoint | null;
  validation: PartOfPoint | null;
}

export interface SettingChartData {
  scale: AxisScale;
  domain: Domain;
  /** In the order of the setting's values. */
  points: readonly SettingPoint[];
}

export function settingChart(
  { setting, values }: SweepAxis,
  rows: readonly PointRow[],
  { metric, band, logY, mostTicks }: { metric: SweptMetric; band: BandKind; logY: boolean; mostTicks: number },
): SettingChartData {
  const scale = scaleOf(sweepField(setting), values, mostTicks);
  const points = inOrder(rows).map((row): SettingPoint => {
    const part = (name: 'train' | 'validation'): PartOfPoint | null => {
      const numbers = numbersOf(row, name, metric).filter(Number.isFinite);
      if (numbers.length === 0) return null;
      return { mean: mean(numbers), band: bandOf(numbers, band), singles: numbers.length > 1 ? numbers : [] };
    };
    return { row, place: placeOn(scale, row.values[0]!), train: part('train'), validation: part('validation') };
  });
  return { scale, points, domain: domainOf(points, metric, logY) };
}

function domainOf(points: readonly SettingPoint[], metric: SweptMetric, logY: boolean): Domain {
  const parts = points.flatMap(({ train, validation }) => [train, validation]).filter((part) => part !== null);
  // No loss is below zero, nor any accuracy above one, whatever one deviation from the mean is.
  const ceiling = metric === 'accuracy' ? 1 : Number.POSITIVE_INFINITY;
  const within = (value: number) => Math.min(ceiling, Math.max(0, value));
  const numbers = parts.flatMap(({ mean: middle, band, singles }) => [
    middle,
    ...singles,
    ...(band ? [within(band.low), within(band.high)] : []),
  ]);
  const positive = numbers.filter((number) => number > 0);
  if (numbers.length === 0) return linearDomain(0, 1);
  if (logY && metric === 'loss' && positive.length > 0) return logDomain(Math.min(...positive), Math.max(...positive));
  return linearDomain(Math.min(...numbers), Math.max(...numbers));
}
