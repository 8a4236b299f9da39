// The best possible accuracies as thin labelled lines: of any classifier, and of any that sees bags of words.

import type { Strings } from '../../strings/strings';
import { useStrings } from '../../ui/preferences';
import { type Domain, type Plot, yOf } from './axes';
import {
  type Box,
  type CeilingId,
  type Ceilings,
  ceilingIds,
  estimateWidth,
  type Point,
  placeCeilingLabels,
} from './ceilings';
import styles from './chart.module.css';
import { ceilingDashes } from './dashes';
import type { Metric } from './derive';

interface Props {
  ceilings: Ceilings;
  domain: Domain;
  plot: Plot;
  /** Where the labels at the line ends are. */
  taken: readonly Box[];
  /** The runs' lines, in pixels. */
  curves: readonly (readonly Point[])[];
}

/** In a narrower plot the labels are short. */
const roomy = 260;

export function CeilingLines({ ceilings, domain, plot, taken, curves }: Props) {
  const strings = useStrings();
  const short = plot.right - plot.left < roomy;
  const lines = ceilingIds.map((id) => {
    const text = ceilingLabel(id, ceilings, strings, short);
    return { id, text, y: yOf(ceilings[id], domain, plot), width: estimateWidth(text) };
  });
  const placed = placeCeilingLabels(lines, plot, taken, curves);
  return lines.map(({ id, text, y }, index) => {
    const label = placed[index];
    return (
      <g key={id}>
        <path d={`M${plot.left} ${y}H${plot.right}`} className={styles.ceiling} strokeDasharray={ceilingDashes[id]} />
        {label && (
          <text x={label.x} y={label.y} textAnchor={label.anchor}>
            {text}
          </text>
        )}
      </g>
    );
  });
}

function ceilingLabel(id: CeilingId, ceilings: Ceilings, { curves }: Strings, short: boolean): string {
  return (short ? curves.ceilingsShort : curves.ceilings)[id](ceilings[id].toFixed(2));
}

/** What a chart shows, for those who cannot see it. */
export function chartLabel(label: string, metric: Metric, ceilings: Ceilings | null, strings: Strings): string {
  if (metric === 'loss' || ceilings === null) return label;
  const words = ceilingIds.map((id) => ceilingLabel(id, ceilings, strings, false));
  return [label, ...words].join(strings.difference.separator);
}
