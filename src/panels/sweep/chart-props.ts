// What every chart of a sweep is given.

import type { Sweep } from '../../experiment/experiment';
import type { SweptMetric } from '../../runs/swept-look';
import type { PointRow, SweepVerdict } from '../../runs/swept-points';

export interface ChartProps {
  sweep: Sweep;
  rows: readonly PointRow[];
  verdict: SweepVerdict | null;
  metric: SweptMetric;
  /** The point that is read, by its index. */
  current: number | null;
  /** The sentence on the chart. */
  sentence: string;
  onHover: (index: number | null) => void;
  onChoose: (index: number) => void;
}
