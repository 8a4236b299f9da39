// Accuracies and losses to hold a run's against, as thin labelled lines.

import type { Strings } from '../../strings/strings';
import { type Domain, type Plot, yOf } from '../../ui/domain';
import { useStrings } from '../../ui/preferences';
import styles from './chart.module.css';
import { landmarkDashes } from './dashes';
import {
  type Box,
  estimateWidth,
  type LandmarkId,
  type Landmarks,
  landmarksOn,
  type Point,
  placeLandmarkLabels,
} from './landmarks';
import type { Metric } from './points';

interface Props {
  landmarks: Landmarks;
  metric: Metric;
  domain: Domain;
  plot: Plot;
  /** Where the labels at the line ends are. */
  taken: readonly Box[];
  /** The runs' lines, in pixels. */
  curves: readonly (readonly Point[])[];
}

/** In a narrower plot the labels are short. */
const roomy = 260;

export function LandmarkLines({ landmarks, metric, domain, plot, taken, curves }: Props) {
  const strings = useStrings();
  const short = plot.right - plot.left < roomy;
  // At the edge of the axis a line would stand for another value.
  const within = landmarksOn(landmarks, metric).filter(([, value]) => value >= domain.low && value <= domain.high);
  const lines = within.map(([id, value]) => {
    const text = landmarkLabel(id, value, strings, short);
    return { id, text, y: yOf(value, domain, plot), width: estimateWidth(text) };
  });
  const placed = placeLandmarkLabels(lines, plot, taken, curves);
  return lines.map(({ id, text, y }, index) => {
    const label = placed[index];
    return (
      <g key={id}>
        <path d={`M${plot.left} ${y}H${plot.right}`} className={styles.landmark} strokeDasharray={landmarkDashes[id]} />
        {label && (
          <text x={label.x} y={label.y} textAnchor={label.anchor}>
            {text}
          </text>
        )}
      </g>
    );
  });
}

function landmarkLabel(id: LandmarkId, value: number, { curves }: Strings, short: boolean): string {
  return (short ? curves.landmarksShort : curves.landmarks)[id](value.toFixed(2));
}

/** What a chart shows, for those who cannot see it. */
export function chartLabel(label: string, metric: Metric, landmarks: Landmarks | null, strings: Strings): string {
  if (landmarks === null) return label;
  const words = landmarksOn(landmarks, metric).map(([id, value]) => landmarkLabel(id, value, strings, false));
  return [label, ...words].join(strings.difference.separator);
}
