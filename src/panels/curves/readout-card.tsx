// Beside the crosshair: every visible run at that epoch, the lowest validation loss first.

import { useEffect } from 'react';
import type { RunState } from '../../runs/store';
import { formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { usePlayground, useView } from '../playground';
import { readoutRows } from './readout';
import styles from './readout-card.module.css';

const cardWidth = 252;

export function Readout({ runs }: { runs: readonly RunState[] }) {
  const { curves, results } = useStrings();
  const hover = useView((view) => view.hover);
  const { view } = usePlayground();
  const shown = hover !== null;
  // Its place is the screen's, and the chart that it belongs to moves.
  useEffect(() => {
    if (!shown) return;
    const hide = () => view.setState({ hover: null });
    window.addEventListener('scroll', hide, { capture: true });
    return () => window.removeEventListener('scroll', hide, { capture: true });
  }, [shown, view]);
  if (!hover) return null;
  const rows = readoutRows(runs, hover.epoch);
  const flips = hover.x + cardWidth + 24 > window.innerWidth;
  const left = flips ? Math.max(4, hover.x - cardWidth - 12) : hover.x + 12;
  return (
    <div className={styles.card} style={{ left, top: hover.y, width: cardWidth }} aria-hidden="true">
      <table>
        <thead>
          <tr>
            <th className={styles.epoch}>{curves.readout(hover.epoch)}</th>
            <th>{curves.validationShort}</th>
            <th>{curves.train}</th>
            <th>{curves.validationAccuracyShort}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.run} data-beyond={row.beyond || undefined}>
              <th>
                <span className={styles.run}>
                  <RunMark id={row.run} hollow={row.beyond} /> {row.run}
                  {row.fewer !== null && <span className={styles.none}>{curves.seedsThere(row.fewer)}</span>}
                  {row.beyond && <span className={styles.none}>{curves.goingOn}</span>}
                </span>
              </th>
              <td className={styles.main}>{formatLossLong(row.validationLoss)}</td>
              <td>{formatLossLong(row.trainLoss)}</td>
              <td>{results.percent(formatPercent(row.validationAccuracy))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.none}>{curves.noValues}</p>}
    </div>
  );
}
