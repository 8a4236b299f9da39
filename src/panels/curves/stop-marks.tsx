// Where early stopping ended trainings: on the charts, and in the words that stand for a chart.

import type { Strings } from '../../strings/strings';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { runColor } from '../../ui/run-mark';
import { xOf } from './axes';
import type { Curve } from './derive';

interface Props {
  curve: Curve;
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
}

const side = 7;
const tickHeight = 6;

/** A square at the end of a line; of several trainings, which end where their mean does not, a tick on the axis each. */
export function StopMarks({ curve, domain, lastEpoch, plot }: Props) {
  const { run, stops, singles, points } = curve;
  const end = points.at(-1);
  if (stops.length === 0 || !end) return null;
  if (singles.length > 0) {
    const ticks = stops.map((epoch) => `M${xOf(epoch, lastEpoch, plot)} ${plot.bottom}v${-tickHeight}`);
    return <path d={ticks.join('')} stroke={runColor(run)} strokeWidth={1.6} data-stop />;
  }
  return (
    <rect
      x={xOf(end.epoch, lastEpoch, plot) - side / 2}
      y={yOf(end.validation, domain, plot) - side / 2}
      width={side}
      height={side}
      fill="var(--ground)"
      stroke={runColor(run)}
      strokeWidth={1.8}
      data-stop
    />
  );
}

/** A chart's label with where its trainings were stopped. */
export function withStops(label: string, curves: readonly Curve[], { curves: words }: Strings): string {
  const stopped = curves.filter(({ stops }) => stops.length > 0);
  const sentences = stopped.map(({ run, stops }) => words.stopsLong(run, Math.min(...stops), Math.max(...stops)));
  return [label, ...sentences].join(' ');
}
