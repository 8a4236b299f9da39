// The recharts part of a chart: axes and grid. They change now and then; the lines inside change with every epoch.

import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { formatTick } from '../../ui/format';
import { ticksFromOne } from '../../ui/ticks-from-one';
import type { Size } from '../../ui/use-size';

const xAxisHeight = 20;
/** The axes know their ends without being shown any point. */
const noRows: object[] = [];

interface Props {
  domain: Domain;
  lastEpoch: number;
  size: Size;
  plot: Plot;
  withYTicks: boolean;
}

export const Frame = memo(function Frame({ domain, lastEpoch, size, plot, withYTicks }: Props) {
  const text = { fontSize: 11, fill: 'var(--soft)' };
  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      data={noRows}
      margin={{
        top: plot.top,
        right: size.width - plot.right,
        bottom: size.height - plot.bottom - xAxisHeight,
        left: 0,
      }}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      {/* Told where, because an axis without numbers tells it nothing. */}
      <CartesianGrid
        vertical={false}
        horizontalPoints={domain.ticks.map((tick) => yOf(tick, domain, plot))}
        stroke="var(--grid)"
      />
      <XAxis
        dataKey="epoch"
        type="number"
        domain={[1, lastEpoch]}
        ticks={ticksFromOne(lastEpoch, size.width < 240 ? 3 : 6)}
        height={xAxisHeight}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={text}
        tickMargin={3}
        interval={0}
        niceTicks="none"
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
        niceTicks="none"
        allowDataOverflow
      />
    </ComposedChart>
  );
});
