// The crosshair of one chart, and what moves it: pointer or arrow keys. Only this redraws while it moves.

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { RunId } from '../../experiment/experiment';
import type { Strings } from '../../strings/strings';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { formatLoss, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import type { Size } from '../../ui/use-size';
import { usePlayground, useView } from '../playground';
import { epochAt, xOf } from './axes';
import styles from './chart.module.css';
import type { Curve } from './derive';
import type { CurvePoint, Metric } from './points';

interface Props {
  name: string;
  curves: readonly Curve[];
  metric: Metric;
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
  size: Size;
}

export function Crosshair({ name, curves, metric, domain, lastEpoch, plot, size }: Props) {
  const strings = useStrings();
  const { view } = usePlayground();
  const epoch = useView((state) => state.hover?.epoch ?? null);
  const area = useRef<HTMLDivElement>(null);

  const moveTo = (next: number) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return;
    const hover = { epoch: next, x: box.left + xOf(next, lastEpoch, plot), y: box.top + plot.top };
    const old = view.getState().hover;
    if (old?.epoch !== next || old.x !== hover.x || old.y !== hover.y) view.setState({ hover });
  };
  const leave = () => view.setState({ hover: null });
  const onPointerMove = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (box) moveTo(epochAt(event.clientX - box.left, lastEpoch, plot));
  };
  const reached = Math.max(1, ...curves.map((curve) => curve.points.at(-1)?.epoch ?? 1));
  const current = Math.min(epoch ?? reached, lastEpoch);
  const onKeyDown = (event: KeyboardEvent) => {
    const jump = event.shiftKey ? 10 : 1;
    const targets: Record<string, number> = {
      ArrowLeft: current - jump,
      ArrowDown: current - jump,
      ArrowRight: current + jump,
      ArrowUp: current + jump,
      PageDown: current - 10,
      PageUp: current + 10,
      Home: 1,
      End: reached,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') leave();
    if (target === undefined) return;
    event.preventDefault();
    moveTo(Math.min(lastEpoch, Math.max(1, target)));
  };

  const format = (value: number) => (metric === 'loss' ? formatLoss(value) : `${formatPercent(value)} %`);
  const values = curves.flatMap((curve) => {
    const point = pointOf(curve, current);
    if (!point) return [];
    const name = nameAt(curve, current, strings.curves);
    return [strings.curves.runValues(name, format(point.rawTrain), format(point.rawValidation))];
  });
  const valueText = values.length > 0 ? values.join('; ') : strings.curves.noValues;

  return (
    <div
      ref={area}
      className={styles.pointer}
      role="slider"
      tabIndex={0}
      aria-label={strings.curves.crosshair(name, strings.curves.metrics[metric])}
      aria-valuemin={1}
      aria-valuemax={lastEpoch}
      aria-valuenow={current}
      aria-valuetext={strings.curves.crosshairValue(current, valueText)}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      // A finger that is lifted leaves too, and what it showed is to be read.
      onPointerLeave={(event) => event.pointerType !== 'touch' && leave()}
      onBlur={leave}
      onKeyDown={onKeyDown}
    >
      {epoch !== null && epoch <= lastEpoch && (
        <svg className={styles.overlay} width={size.width} height={size.height} aria-hidden="true">
          <path
            d={`M${xOf(epoch, lastEpoch, plot)} ${plot.top}V${plot.bottom}`}
            stroke="var(--faint)"
            strokeWidth={1}
            shapeRendering="crispEdges"
          />
          {curves.map((curve) => (
            <Dots key={curve.run} run={curve.run} point={pointOf(curve, epoch)} {...{ domain, lastEpoch, plot }} />
          ))}
        </svg>
      )}
    </div>
  );
}

interface DotsProps {
  run: RunId;
  point: CurvePoint | undefined;
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
}

function Dots({ run, point, domain, lastEpoch, plot }: DotsProps) {
  if (!point) return null;
  const x = xOf(point.epoch, lastEpoch, plot);
  // The measured values, which are also those in words.
  return [point.rawTrain, point.rawValidation].map((value, index) => (
    <circle
      // Always train, then validation.
      key={index}
      cx={x}
      cy={yOf(value, domain, plot)}
      r={3.2}
      fill={runColor(run)}
      stroke="var(--ground)"
      strokeWidth={1.4}
    />
  ));
}

/** As it is drawn: past the end of some of the trainings without stopping, where that is shown. */
const pointOf = ({ points, beyond, until }: Curve, epoch: number): CurvePoint | undefined =>
  (epoch > until ? beyond.find((point) => point.epoch === epoch) : undefined) ?? pointAt(points, epoch);

/** The run, and of what its values are where they are not of all its trainings as they went. */
function nameAt({ run, beyond, singles, until }: Curve, epoch: number, curves: Strings['curves']): string {
  if (epoch <= until) return run;
  if (beyond.some((point) => point.epoch === epoch)) return `${run}, ${curves.goingOn}`;
  const there = singles.filter((points) => points.some((point) => point.epoch === epoch));
  return there.length === 0 ? run : `${run}, ${curves.seedsThere(there.length)}`;
}

/** Epochs follow one another, so that the place is nearly always known. */
function pointAt(points: readonly CurvePoint[], epoch: number): CurvePoint | undefined {
  const expected = points[epoch - 1];
  return expected?.epoch === epoch ? expected : points.find((point) => point.epoch === epoch);
}
