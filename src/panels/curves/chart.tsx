// One chart: lines, what is written on them, and the crosshair over all.

import { memo, type ReactNode, useMemo } from 'react';
import type { Domain, Plot } from '../../ui/domain';
import { useSize } from '../../ui/use-size';
import { useView } from '../playground';
import { Annotations } from './annotations';
import styles from './chart.module.css';
import { Crosshair } from './crosshair';
import type { Curve } from './derive';
import { Frame } from './frame';
import type { Landmarks } from './landmarks';
import { Lines } from './lines';
import type { Metric } from './points';
import { useInTurn } from './use-turn';

interface Props {
  /** What the chart shows, for those who cannot see it. */
  name: string;
  label: string;
  curves: readonly Curve[];
  metric: Metric;
  domain: Domain;
  lastEpoch: number;
  smoothed: boolean;
  /** Several runs in one chart: letters at the line ends, no shaded gaps. */
  overlaid: boolean;
  withYTicks: boolean;
  /** What to hold the runs' values against. */
  landmarks: Landmarks | null;
  /** What to say where there are no lines yet. */
  note?: ReactNode;
}

export const Chart = memo(function Chart(props: Props) {
  const { name, label, curves, metric, lastEpoch, smoothed, overlaid, withYTicks, landmarks, note } = props;
  // New axes cost more than new lines, and all charts have the same.
  const domain = useInTurn(props.domain);
  const singles = useView((view) => view.singles);
  const withSingles = useInTurn(singles);
  const [ref, size] = useSize<HTMLDivElement>();
  const plot = useMemo<Plot | null>(() => {
    if (!size) return null;
    // A sign takes room.
    const labels = overlaid ? 58 : domain.low < 0 ? 44 : 36;
    return { left: withYTicks ? 30 : 6, right: size.width - labels, top: 10, bottom: size.height - 20 };
  }, [size, overlaid, withYTicks, domain.low]);

  return (
    <div ref={ref} className={styles.chart}>
      {size && plot && size.width > 60 && size.height > 50 && (
        <>
          <div role="img" aria-label={label} className={styles.picture}>
            <Frame {...{ domain, lastEpoch, size, plot, withYTicks }} />
            <Lines
              {...{ curves, domain, lastEpoch, size, plot, smoothed }}
              withGap={!overlaid}
              withSingles={withSingles}
            />
            <Annotations {...{ curves, metric, domain, lastEpoch, plot, size, landmarks }} withLetters={overlaid} />
          </div>
          <Crosshair {...{ name, curves, metric, domain, lastEpoch, plot, size }} />
          {note && (
            <div className={styles.note} style={{ left: plot.left, right: size.width - plot.right }}>
              {note}
            </div>
          )}
        </>
      )}
    </div>
  );
});
