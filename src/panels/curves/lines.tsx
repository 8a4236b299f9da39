// The recharts part of a chart: axes, grid, lines and the shaded gap. Everything else is drawn over it.

import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import type { RunId } from '../../experiment/experiment';
import { formatTick } from '../../ui/format';
import { runColor } from '../../ui/run-mark';
import { type Domain, epochTicks, type Plot } from './axes';
import { validationDash } from './dashes';
import { type Row, rowKeys } from './derive';
import type { Size } from './use-size';

const xAxisHeight = 20;

export interface LinesProps {
  rows: Row[];
  ids: readonly RunId[];
  /** Those with a previous curve. */
  ghosts: readonly RunId[];
  domain: Domain;
  lastEpoch: number;
  size: Size;
  plot: Plot;
  /** Raw lines behind smoothed ones. */
  smoothed: boolean;
  withGap: boolean;
  withYTicks: boolean;
}

const still = { isAnimationActive: false, dot: false, activeDot: false, legendType: 'none' } as const;

export const Lines = memo(function Lines(props: LinesProps) {
  const { rows, ids, ghosts, domain, lastEpoch, size, plot, smoothed, withGap, withYTicks } = props;
  const strokeWidth = ids.length > 3 ? 1.6 : 1.9;
  const text = { fontSize: 11, fill: 'var(--soft)' };
  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      data={rows}
      margin={{
        top: plot.top,
        right: size.width - plot.right,
        bottom: size.height - plot.bottom - xAxisHeight,
        left: 0,
      }}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis
        dataKey="epoch"
        type="number"
        domain={[1, lastEpoch]}
        ticks={epochTicks(lastEpoch, size.width < 240 ? 3 : 6)}
        height={xAxisHeight}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={text}
        tickMargin={3}
        interval={0}
        allowDataOverflow
      />
      <YAxis
        width={plot.left}
        type="number"
        scale={domain.log ? 'log' : 'linear'}
        domain={[domain.low, domain.high]}
        ticks={domain.ticks as number[]}
        tickFormatter={formatTick}
        tickLine={false}
        axisLine={false}
        tick={withYTicks ? text : false}
        tickMargin={6}
        tickSize={0}
        interval={0}
        allowDataOverflow
      />
      {withGap &&
        ids.map((id) => (
          <Area
            key={`gap${id}`}
            {...still}
            dataKey={rowKeys(id).gap}
            stroke="none"
            fill={runColor(id)}
            fillOpacity={0.09}
            connectNulls
          />
        ))}
      {ids.flatMap((id) => {
        const keys = rowKeys(id);
        const hasGhost = ghosts.includes(id);
        const color = runColor(id);
        const ghost = { ...still, stroke: color, strokeWidth: 1.2, strokeOpacity: 0.32, connectNulls: true };
        const raw = { ...still, stroke: color, strokeWidth: 1, strokeOpacity: 0.25, connectNulls: true };
        const line = { ...still, stroke: color, strokeWidth, connectNulls: true };
        return [
          hasGhost && <Line key={keys.ghostTrain} {...ghost} dataKey={keys.ghostTrain} />,
          hasGhost && (
            <Line
              key={keys.ghostValidation}
              {...ghost}
              dataKey={keys.ghostValidation}
              strokeDasharray={validationDash}
            />
          ),
          smoothed && <Line key={keys.rawTrain} {...raw} dataKey={keys.rawTrain} />,
          smoothed && <Line key={keys.rawValidation} {...raw} dataKey={keys.rawValidation} />,
          <Line key={keys.train} {...line} dataKey={keys.train} />,
          <Line key={keys.validation} {...line} dataKey={keys.validation} strokeDasharray={validationDash} />,
        ];
      })}
    </ComposedChart>
  );
});
