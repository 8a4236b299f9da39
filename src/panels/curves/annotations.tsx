// What is written on a chart: values at the line ends, the best epoch, where overfitting starts.

import { memo } from 'react';
import type { RunId } from '../../experiment/experiment';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { formatLoss } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunGlyph, runColor } from '../../ui/run-mark';
import type { Size } from '../../ui/use-size';
import { spreadLabels, xOf } from './axes';
import styles from './chart.module.css';
import type { Curve } from './derive';
import { LandmarkLines } from './landmark-lines';
import { type Box, estimateWidth, type Landmarks } from './landmarks';
import type { Metric } from './points';
import { StopMarks } from './stop-marks';

interface Props {
  curves: readonly Curve[];
  metric: Metric;
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
  size: Size;
  /** Letters and shapes at the line ends, where a chart holds several runs. */
  withLetters: boolean;
  /** What to hold the runs' values against. */
  landmarks: Landmarks | null;
}

const labelHeight = 13;

export const Annotations = memo(function Annotations(props: Props) {
  const { curves, metric, domain, plot, size, landmarks } = props;
  const endLabels = endLabelsOf(props);
  return (
    <svg className={styles.overlay} width={size.width} height={size.height} aria-hidden="true">
      {landmarks && (
        <LandmarkLines
          {...{ landmarks, metric, domain, plot }}
          taken={endLabels.map(({ box }) => box)}
          curves={linesOf(props)}
        />
      )}
      {curves.map((curve) => (
        <StopMarks key={curve.run} {...{ curve, domain, plot }} lastEpoch={props.lastEpoch} />
      ))}
      {metric === 'loss' && curves.map((curve) => <BestEpoch key={curve.run} curve={curve} {...props} />)}
      {curves.map((curve) => (
        <SinglePoint key={curve.run} curve={curve} {...props} />
      ))}
      <EndLabels labels={endLabels} withLetters={props.withLetters} />
    </svg>
  );
});

function BestEpoch({ curve, domain, lastEpoch, plot, withLetters, size }: Props & { curve: Curve }) {
  const strings = useStrings();
  const { run, best, overfitsFrom, turns, singles } = curve;
  if (!best || curve.points.length < 2) return null;
  const x = xOf(best.epoch, lastEpoch, plot);
  const y = yOf(best.validation.loss, domain, plot);
  const short = overfitsFrom === null ? null : strings.curves.overfitsFrom(overfitsFrom);
  const turn = overfitsFrom === null ? x : xOf(overfitsFrom, lastEpoch, plot);
  const spread =
    turns.length > 0 &&
    strings.curves.overfitsSpread(Math.min(...turns), Math.max(...turns), turns.length, singles.length);
  const long = short && spread ? short + spread : short;
  const text = long && hasRoom(turn, long, plot.left, size.width) ? long : short;
  const place = placeOf(turn, text ?? '', plot.left, size.width);
  return (
    <g>
      {text && !withLetters && (
        <>
          <path d={`M${turn} ${plot.bottom}V${plot.top - 2}`} className={styles.turn} />
          <text x={place.x} y={plot.top + 7} textAnchor={place.anchor}>
            {text}
          </text>
        </>
      )}
      <circle cx={x} cy={y} r={3.5} fill="var(--ground)" stroke={runColor(run)} strokeWidth={1.8} />
    </g>
  );
}

/** Whether a text can stand at one side of a line. */
const hasRoom = (line: number, text: string, left: number, right: number) =>
  Math.max(right - line, line - left) >= estimateWidth(text) + 5;

/** Where a text stands beside a line: right of it, left of it, or across it where neither has room. */
function placeOf(line: number, text: string, left: number, right: number): { x: number; anchor: 'start' | 'end' } {
  const length = estimateWidth(text);
  if (line + 5 + length <= right) return { x: line + 5, anchor: 'start' };
  if (line - 5 - length >= left) return { x: line - 5, anchor: 'end' };
  return { x: Math.max(0, Math.min(left + 3, right - length)), anchor: 'start' };
}

/** One epoch makes no line. */
function SinglePoint({ curve, domain, lastEpoch, plot }: Props & { curve: Curve }) {
  const [point, second] = curve.points;
  if (!point || second) return null;
  const x = xOf(point.epoch, lastEpoch, plot);
  return (
    <g fill={runColor(curve.run)}>
      <circle cx={x} cy={yOf(point.train, domain, plot)} r={3} />
      <circle
        cx={x}
        cy={yOf(point.validation, domain, plot)}
        r={2.4}
        fill="var(--ground)"
        stroke={runColor(curve.run)}
      />
    </g>
  );
}

/** On a logarithmic axis small losses differ, and must not all read 0.00. */
const formatEnd = (value: number, log: boolean) =>
  log && value > 0 && value < 0.01 ? value.toExponential(0) : withoutSign(formatLoss(value));

/** Zero has none. */
const withoutSign = (number: string) => number.replace(/^-(0\.0+)$/, '$1');

/** Train and validation of every curve, in pixels. */
const linesOf = ({ curves, domain, lastEpoch, plot }: Props) =>
  curves.flatMap(({ points }) =>
    (['train', 'validation'] as const).map((part) =>
      points.map((point) => ({ x: xOf(point.epoch, lastEpoch, plot), y: yOf(point[part], domain, plot) })),
    ),
  );

interface EndLabel {
  key: string;
  run: RunId;
  x: number;
  /** Of its middle. */
  y: number;
  /** Of the line's end. */
  end: number;
  text: string;
  strong: boolean;
  box: Box;
}

/** Measured train and validation at each line's last epoch, where the line ends, moved apart where they would touch. */
function endLabelsOf({ curves, metric, domain, lastEpoch, plot, withLetters }: Props): EndLabel[] {
  const labels = curves.flatMap(({ run, points, until, stops }) => {
    const last = points.findLast(({ epoch }) => epoch <= until);
    if (!last) return [];
    // A stop's square takes room.
    const x = xOf(last.epoch, lastEpoch, plot) + (stops.length > 0 ? 9 : 6);
    return [
      { key: `${run}validation`, run, x, value: last.validation, measured: last.rawValidation, strong: true },
      { key: `${run}train`, run, x, value: last.train, measured: last.rawTrain, strong: false },
    ];
  });
  const ideal = labels.map(({ value }) => yOf(value, domain, plot));
  const placed = spreadLabels(ideal, labelHeight, plot.top, plot.bottom - 2);
  return labels.map(({ key, run, x, measured, strong }, index) => {
    const number = metric === 'loss' ? formatEnd(measured, domain.log) : withoutSign(measured.toFixed(2));
    const text = withLetters ? `${run} ${number}` : number;
    const y = placed[index]!;
    const width = estimateWidth(text) + (withLetters ? 11 : 0);
    // The dot at the line's end belongs to it.
    const box = { left: x - 8, right: x + width, top: y - labelHeight / 2, bottom: y + labelHeight / 2 };
    return { key, run, x, y, end: ideal[index]!, text, strong, box };
  });
}

function EndLabels({ labels, withLetters }: { labels: readonly EndLabel[]; withLetters: boolean }) {
  return labels.map(({ key, run, x, y, end, text, strong }) => (
    <g key={key}>
      {Math.abs(end - y) > 5 && (
        <path d={`M${x - 5} ${end}L${x - 1} ${y}`} fill="none" stroke={runColor(run)} strokeOpacity={0.55} />
      )}
      {withLetters && strong && <RunGlyph id={run} x={x + 4} y={y} size={8} />}
      <text
        x={withLetters ? x + 11 : x}
        y={y + 4}
        style={{ fill: runColor(run) }}
        className={strong ? styles.strong : undefined}
      >
        {text}
      </text>
    </g>
  ));
}
