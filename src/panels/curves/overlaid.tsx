// All runs in one chart of loss and one of accuracy.

import { useStrings } from '../../ui/preferences';
import { useView } from '../playground';
import type { Domains } from './axes';
import { Chart } from './chart';
import styles from './curves-panel.module.css';
import type { Curve } from './derive';
import { chartLabel } from './landmark-lines';
import type { Landmarks } from './landmarks';
import type { Metric } from './points';
import { withStops } from './stop-marks';
import { useArrived } from './use-turn';

interface Props {
  curves: Record<Metric, readonly Curve[]>;
  domains: Domains;
  lastEpoch: number;
  landmarks: Landmarks | null;
}

export function Overlaid({ curves, domains, lastEpoch, landmarks }: Props) {
  const strings = useStrings();
  const withPenalty = useView((view) => view.withPenalty);
  const smoothed = useView((view) => view.smoothing > 0);
  const { metrics, lossWithPenalty, allRuns, chart } = strings.curves;
  const arrived = { loss: true, accuracy: useArrived(false) };
  return (
    <div className={styles.overlaid}>
      {(['loss', 'accuracy'] as const).map((metric) => {
        const title = metric === 'loss' && withPenalty ? lossWithPenalty : metrics[metric];
        return (
          <figure className={styles.figure} key={metric}>
            <figcaption className={styles.caption}>
              <span className={styles.metric}>{title}</span>
            </figcaption>
            {arrived[metric] && (
              <Chart
                name={allRuns}
                label={withStops(
                  chartLabel(chart(allRuns, title), metric, landmarks, strings),
                  curves[metric],
                  strings,
                )}
                landmarks={landmarks}
                curves={curves[metric]}
                metric={metric}
                domain={domains[metric]}
                lastEpoch={lastEpoch}
                smoothed={smoothed}
                overlaid
                withYTicks
              />
            )}
          </figure>
        );
      })}
    </div>
  );
}
