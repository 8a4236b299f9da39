// How far training is, in words and as a bar.

import { progressOf } from '../../runs/activity';
import { trainingsOf } from '../../runs/store';
import { useStrings } from '../../ui/preferences';
import { useExperiment, useRuns } from '../playground';
import styles from './bar.module.css';

export function EpochProgress() {
  const { bar } = useStrings();
  const { epochs } = useExperiment().shared;
  const runs = useRuns();
  const { epoch, ofEpochs, share, elapsedMs } = progressOf(runs, epochs);
  const failed = runs.length > 0 && trainingsOf(runs).every(({ status }) => status === 'failed');
  const seconds = elapsedMs > 0 ? (elapsedMs / 1000).toFixed(elapsedMs < 99_950 ? 1 : 0) : null;
  return (
    <div className={styles.progress}>
      <div className={styles.epoch}>
        {epoch === 0 ? (
          <span className={styles.soft}>{failed ? bar.failed : bar.notStarted}</span>
        ) : (
          <>
            <b>{bar.epoch(epoch)}</b> <span className={styles.soft}>{bar.ofEpochs(ofEpochs, seconds)}</span>
          </>
        )}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={bar.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}
