// The lines of a chart and the shaded gap between them: paths of our own, drawn anew with every epoch in a fraction
// of the time that a chart library takes.

import { memo } from 'react';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { runColor } from '../../ui/run-mark';
import type { Size } from '../../ui/use-size';
import styles from './chart.module.css';
import { validationDash } from './dashes';
import type { Curve, CurvePoint } from './derive';
import { bandPath, gapPath, linePath, type Placement } from './paths';
import { downsample } from './smoothing';

/** More points a line cost time and show nothing more. */
const mostPoints = 300;

interface Props {
  curves: readonly Curve[];
  domain: Domain;
  lastEpoch: number;
  plot: Plot;
  size: Size;
  /** Raw lines behind smoothed ones. */
  smoothed: boolean;
  withGap: boolean;
  /** Each training's own lines behind their mean. */
  withSingles: boolean;
}

export const Lines = memo(function Lines(props: Props) {
  const { curves, domain, lastEpoch, plot, size, smoothed, withGap, withSingles } = props;
  const placement = { domain, lastEpoch, plot };
  const strokeWidth = curves.length > 3 ? 1.6 : 1.9;
  return (
    <svg className={styles.overlay} width={size.width} height={size.height} aria-hidden="true">
      {domain.low < 0 && domain.high > 0 && (
        <path d={`M${plot.left} ${yOf(0, domain, plot)}H${plot.right}`} stroke="var(--soft)" strokeWidth={1} />
      )}
      {curves.map((curve) => (
        <CurveLines key={curve.run} {...{ curve, placement, strokeWidth, smoothed, withGap, withSingles }} />
      ))}
    </svg>
  );
});

interface CurveProps {
  curve: Curve;
  placement: Placement;
  strokeWidth: number;
  smoothed: boolean;
  withGap: boolean;
  withSingles: boolean;
}

function CurveLines({ curve, placement, strokeWidth, smoothed, withGap, withSingles }: CurveProps) {
  const color = runColor(curve.run);
  const points = thinned(curve.points);
  const ghost = thinned(curve.ghost);
  const pair = (
    shown: readonly CurvePoint[],
    train: 'train' | 'rawTrain',
    validation: 'validation' | 'rawValidation',
  ) => (
    <>
      <path d={linePath(shown, train, placement)} />
      <path d={linePath(shown, validation, placement)} strokeDasharray={validationDash} />
    </>
  );
  return (
    <g fill="none" stroke={color} strokeLinejoin="round">
      {withGap && curve.singles.length === 0 && (
        <path d={gapPath(points, placement)} fill={color} fillOpacity={0.09} stroke="none" />
      )}
      {curve.singles.length > 0 && (
        <g fill={color} stroke="none">
          <path d={bandPath(points, 'trainBand', placement)} fillOpacity={0.16} />
          <path d={bandPath(points, 'validationBand', placement)} fillOpacity={0.16} />
        </g>
      )}
      {withSingles &&
        curve.singles.map((single, index) => (
          // Always in the order of the seeds.
          <g key={index} strokeWidth={0.8} strokeOpacity={0.35}>
            {pair(thinned(single), 'train', 'validation')}
          </g>
        ))}
      {ghost.length > 0 && (
        <g strokeWidth={1.2} strokeOpacity={0.32}>
          {pair(ghost, 'train', 'validation')}
        </g>
      )}
      {smoothed && (
        <g strokeWidth={1} strokeOpacity={0.25}>
          {pair(points, 'rawTrain', 'rawValidation')}
        </g>
      )}
      <g strokeWidth={strokeWidth}>{pair(points, 'train', 'validation')}</g>
    </g>
  );
}

const thinned = (points: readonly CurvePoint[]) => downsample(points, mostPoints, ({ validation }) => validation);
