// The lines of a chart and the shaded gap between them: paths of our own, drawn anew with every epoch in a fraction
// of the time that a chart library takes.

import { memo } from 'react';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { runColor } from '../../ui/run-mark';
import type { Size } from '../../ui/use-size';
import { xOf } from './axes';
import styles from './chart.module.css';
import { validationDash } from './dashes';
import { branchOf, type Curve, leavesOneOf } from './derive';
import { bandPath, gapPath, linePath, type Placement } from './paths';
import type { CurvePoint } from './points';
import { downsample } from './smoothing';

/** More points a line cost time and show nothing more. */
const mostPoints = 300;
/** Of all trainings' own lines together: they are faint, and there may be a hundred. */
const mostSinglePoints = 6000;
const fewestPoints = 40;

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
  const singlesInChart = curves.reduce((count, { singles }) => count + singles.length, 0);
  return (
    <svg className={styles.overlay} width={size.width} height={size.height} aria-hidden="true">
      {domain.low < 0 && domain.high > 0 && (
        <path d={`M${plot.left} ${yOf(0, domain, plot)}H${plot.right}`} stroke="var(--soft)" strokeWidth={1} />
      )}
      {curves.map((curve) => (
        <CurveLines
          key={curve.run}
          withTrunk={!leavesOneOf(curve, curves)}
          {...{ curve, placement, strokeWidth, smoothed, withGap, withSingles, singlesInChart }}
        />
      ))}
    </svg>
  );
});

interface CurveProps {
  curve: Curve;
  placement: Placement;
  strokeWidth: number;
  /** Whether a fork's line is drawn before it leaves its parent's. */
  withTrunk: boolean;
  smoothed: boolean;
  withGap: boolean;
  withSingles: boolean;
  /** How many trainings' lines the chart has. */
  singlesInChart: number;
}

function CurveLines(props: CurveProps) {
  const { curve, placement, strokeWidth, withTrunk, smoothed, withGap, withSingles, singlesInChart } = props;
  const color = runColor(curve.run);
  const { trunk, own } = branchOf(curve);
  const points = thinned(own.filter(({ epoch }) => epoch <= curve.until));
  // From the last epoch of all of them on.
  const fewer = thinned(own.filter(({ epoch }) => epoch >= curve.until));
  const ghost = thinned(curve.ghost);
  const pointsOfSingles = Math.max(fewestPoints, Math.min(mostPoints, mostSinglePoints / singlesInChart));
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
            {pair(thinned(single, pointsOfSingles), 'train', 'validation')}
          </g>
        ))}
      {ghost.length > 0 && (
        <g strokeWidth={1.2} strokeOpacity={0.32}>
          {pair(ghost, 'train', 'validation')}
        </g>
      )}
      {curve.beyond.length > 1 && (
        <g strokeWidth={1.2} strokeOpacity={0.5} data-beyond>
          {pair(thinned(curve.beyond), 'train', 'validation')}
        </g>
      )}
      {fewer.length > 1 && curve.beyond.length < 2 && (
        <g strokeWidth={1} strokeOpacity={0.4} data-fewer>
          {pair(fewer, 'train', 'validation')}
        </g>
      )}
      {smoothed && (
        <g strokeWidth={1} strokeOpacity={0.25}>
          {pair(points, 'rawTrain', 'rawValidation')}
        </g>
      )}
      {withTrunk && trunk.length > 0 && (
        <g strokeWidth={1.2} strokeOpacity={0.45}>
          {pair(thinned(trunk), 'train', 'validation')}
        </g>
      )}
      <g strokeWidth={strokeWidth}>{pair(points, 'train', 'validation')}</g>
      <Leaving at={trunk.at(-1)} isReached={trunk.at(-1)?.epoch === curve.forkEpoch} {...{ color, placement }} />
    </g>
  );
}

/** A diamond on each line where a fork leaves its parent. */
function Leaving({ at, isReached, color, placement: { domain, lastEpoch, plot } }: LeavingProps) {
  if (!at || !isReached) return null;
  const x = xOf(at.epoch, lastEpoch, plot);
  return [at.train, at.validation].map((value) => {
    const y = yOf(value, domain, plot);
    const diamond = `M${x} ${y - 4.5}L${x + 4.5} ${y}L${x} ${y + 4.5}L${x - 4.5} ${y}Z`;
    return <path key={value} d={diamond} fill="var(--ground)" stroke={color} strokeWidth={1.6} />;
  });
}

interface LeavingProps {
  at: CurvePoint | undefined;
  isReached: boolean;
  color: string;
  placement: Placement;
}

const thinned = (points: readonly CurvePoint[], most = mostPoints) =>
  downsample(points, most, ({ validation }) => validation);
