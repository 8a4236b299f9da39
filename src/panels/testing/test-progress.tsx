// How far the training for an evaluation is, and the way out of it.

import styles from './test-flow.module.css';
import { useFocusAfter } from './use-focus-after';
import { useTestingStrings } from './use-testing-strings';

export function TestProgress({ done, total, onCancel }: { done: number; total: number; onCancel: () => void }) {
  const testing = useTestingStrings();
  const button = useFocusAfter<HTMLButtonElement>();
  const words = testing.working(done, total);
  return (
    <div className={styles.ask}>
      <button ref={button} type="button" className={styles.button} onClick={onCancel}>
        {testing.cancel}
      </button>
      <div className={styles.progress}>
        <p className={styles.soft}>{words}</p>
        <div
          className={styles.track}
          role="progressbar"
          aria-label={words}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
        >
          <div style={{ transform: `scaleX(${done / total})` }} />
        </div>
      </div>
    </div>
  );
}
