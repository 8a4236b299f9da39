// The lines of a chart and the shaded gap between them: paths of our own, drawn anew with every epoch in a fraction
// of the time that a chart library takes.

import { memo } from 'react';
import { runColor } from '../../ui/run-mark';
import type { Size } from '../../ui/use-size';
import type { Domain, Plot } from './axes';
import styles from './chart.module.css';
import { validationDash } from './dashes';
import type { Curve, CurvePoint } from './derive';
import { gapPath, linePath, type Placement } from './paths';
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
}

export const Lines = memo(function Lines(props: Props) {
  const { curves, domain, lastEpoch, plot, size, smoothed, withGap } = props;
  const placement = { domain, lastEpoch, plot };
  const strokeWidth = curves.length > 3 ? 1.6 : 1.9;
  return (
    <svg className={styles.overlay} width={size.width} height={size.height} aria-hidden="true">
      {curves.map((curve) => (
        <CurveLines key={curve.id} {...{ curve, placement, strokeWidth, smoothed, withGap }} />
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
}

function CurveLines({ curve, placement, strokeWidth, smoothed, withGap }: CurveProps) {
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
      {withGap && <path d={gapPath(points, placement)} fill={color} fillOpacity={0.09} stroke="none" />}
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
