// What went wrong, and the rows that were left out on the way.

import type { RejectedRows } from '../../../library/protocol';
import type { Problem } from '../state/use-import';
import { RejectedList } from './rejected-list';
import styles from './stage.module.css';
import { useImportStrings } from './use-import-strings';

interface Props {
  problem: Problem;
  onEachFileOneLabel?: () => void;
  onKeepFrequent?: (labels: number) => void;
  onTakeEvery?: (every: number) => void;
}

/** Few enough to tell apart in a picture. */
const fewLabels = 20;

export function ProblemNote({ problem, onEachFileOneLabel, onKeepFrequent, onTakeEvery }: Props) {
  const strings = useImportStrings();
  const failure = problem.kind === 'failure' ? problem.failure : null;
  const every = failure?.kind === 'tooManyRows' || failure?.kind === 'tooLarge' ? failure.every : null;
  const rejected: RejectedRows | null = problem.kind === 'failure' ? problem.rejected : null;
  return (
    <>
      <div role="alert" className={styles.note} data-kind={failure?.kind === 'cancelled' ? 'plain' : 'error'}>
        <p>{problem.kind === 'fault' ? strings.fault(problem.detail) : strings.failure(problem.failure)}</p>
        {failure?.kind === 'tooManyClasses' &&
          onKeepFrequent &&
          [fewLabels, failure.maxClasses].map((labels) => (
            <button key={labels} type="button" className={styles.button} onClick={() => onKeepFrequent(labels)}>
              {strings.offers.keepFrequent(labels)}
            </button>
          ))}
        {every !== null && onTakeEvery && (
          <button type="button" className={styles.button} onClick={() => onTakeEvery(every)}>
            {strings.offers.takeEvery(every)}
          </button>
        )}
        {(failure?.kind === 'tablesAndTexts' || failure?.kind === 'otherColumns') && onEachFileOneLabel && (
          <button type="button" className={styles.button} onClick={onEachFileOneLabel}>
            {strings.eachFileOneLabel}
          </button>
        )}
      </div>
      {rejected && rejected.total > 0 && <RejectedList rejected={rejected} />}
    </>
  );
}
