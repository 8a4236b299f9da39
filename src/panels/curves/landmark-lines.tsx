// Accuracies to hold a run's against, as thin labelled lines.

import type { Strings } from '../../strings/strings';
import { useStrings } from '../../ui/preferences';
import { type Domain, type Plot, yOf } from './axes';
import styles from './chart.module.css';
import { landmarkDashes } from './dashes';
import type { Metric } from './derive';
import {
  type Box,
  estimateWidth,
  type LandmarkId,
  type Landmarks,
  landmarkIds,
  type Point,
  placeLandmarkLabels,
} from './landmarks';

interface Props {
  landmarks: Landmarks;
  domain: Domain;
  plot: Plot;
  /** Where the labels at the line ends are. */
  taken: readonly Box[];
  /** The runs' lines, in pixels. */
  curves: readonly (readonly Point[])[];
}

/** In a narrower plot the labels are short. */
const roomy = 260;

export function LandmarkLines({ landmarks, domain, plot, taken, curves }: Props) {
  const strings = useStrings();
  const short = plot.right - plot.left < roomy;
  const lines = known(landmarks).map(([id, accuracy]) => {
    const text = landmarkLabel(id, accuracy, strings, short);
    return { id, text, y: yOf(accuracy, domain, plot), width: estimateWidth(text) };
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

const known = (landmarks: Landmarks): [LandmarkId, number][] =>
  landmarkIds.flatMap((id) => (landmarks[id] === undefined ? [] : [[id, landmarks[id]]]));

function landmarkLabel(id: LandmarkId, accuracy: number, { curves }: Strings, short: boolean): string {
  return (short ? curves.landmarksShort : curves.landmarks)[id](accuracy.toFixed(2));
}

/** What a chart shows, for those who cannot see it. */
export function chartLabel(label: string, metric: Metric, landmarks: Landmarks | null, strings: Strings): string {
  if (metric === 'loss' || landmarks === null) return label;
  const words = known(landmarks).map(([id, accuracy]) => landmarkLabel(id, accuracy, strings, false));
  return [label, ...words].join(strings.difference.separator);
}
