// How far training is, in words and as a bar.

import { type Progress, progressOf } from '../../runs/progress';
import type { Strings } from '../../strings/strings';
import { useStrings } from '../../ui/preferences';
import { useExperiment, useRuns } from '../playground';
import { epochDigits, epochsInWords, timeInWords } from '../progress-words';
import styles from './bar.module.css';

export function EpochProgress() {
  const { bar } = useStrings();
  const progress = progressOf(useRuns(), useExperiment().shared.epochs);
  const [main, more] = wordsOf(progress, bar);
  return (
    <div className={styles.progress}>
      <div className={styles.epoch} title={main === null ? undefined : `${main} ${more}`}>
        {main !== null && (
          <b>
            <span className={styles.roomy}>{main}</span>
            <span className={styles.tight} data-digits={epochDigits(progress)} aria-hidden="true" />
          </b>
        )}{' '}
        <span className={styles.soft}>{more}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={bar.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress.share * 100)}
        aria-valuetext={main === null ? more : `${main} ${more}`}
      >
        <div style={{ transform: `scaleX(${progress.share})` }} />
      </div>
    </div>
  );
}

/** The epochs, and what is said of them more softly. */
function wordsOf(progress: Progress, bar: Strings['bar']): [string | null, string] {
  const { phase, ofEpochs, elapsedMs, leftMs } = progress;
  switch (phase) {
    case 'none':
      return [null, bar.notStarted];
    case 'failed':
      return [null, bar.failed];
    case 'preparing':
      return [null, bar.preparing];
    case 'running':
      return [
        epochsInWords(progress, bar),
        bar.ofEpochs(ofEpochs, leftMs === null ? null : bar.left(timeInWords(leftMs, bar))),
      ];
    case 'resting':
      return [
        epochsInWords(progress, bar),
        bar.ofEpochs(ofEpochs, bar.seconds((elapsedMs / 1000).toFixed(elapsedMs < 99_950 ? 1 : 0))),
      ];
    default:
      return phase satisfies never;
  }
}
