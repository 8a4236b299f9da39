// The point that is read, in words, and what can be made of it: a run, or a file of all points.

import { type Experiment, maxRuns, type Sweep } from '../../experiment/experiment';
import { isSharedSetting } from '../../experiment/sweep';
import { sweepCsv } from '../../exports/sweep-csv';
import type { PointRow, SweepVerdict } from '../../runs/swept-points';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import { addRunAt } from './edits';
import { saveFile } from './save-file';
import styles from './sweep-panel.module.css';
import { useSweepStrings } from './use-sweep';
import { placeWords, pointWords, settingName } from './words';

interface Props {
  experiment: Experiment;
  sweep: Sweep;
  rows: readonly PointRow[];
  verdict: SweepVerdict | null;
  /** The point that is read. */
  row: PointRow | null;
  /** The one that was clicked, or gone to by key. */
  chosen: PointRow | null;
}

export function PointLine({ experiment, sweep, rows, verdict, row, chosen }: Props) {
  const strings = useStrings();
  const words = useSweepStrings();
  const session = useSession();
  const isFull = experiment.runs.length >= maxRuns;
  const shared = sweep.axes.map(({ setting }) => setting).filter(isSharedSetting);
  const changesAll =
    shared.length > 0 ? words.point.changesAll(shared.map((setting) => settingName(setting, strings))) : undefined;
  const hint = isFull ? words.point.full : changesAll;
  const makeRun = (from: PointRow) => session.edit(addRunAt(from.values));
  return (
    <div className={styles.point}>
      <p className={styles.read}>
        {row && (
          <>
            <b>{placeWords(sweep, row, { strings, words })}</b>
            {words.point.colon}
            {pointWords(row, { strings, words }) || words.point.noValue}
          </>
        )}
      </p>
      <span className={styles.actions}>
        {chosen && chosen !== verdict?.best && (
          <button type="button" disabled={isFull} title={hint} onClick={() => makeRun(chosen)}>
            {words.point.thisRun}
          </button>
        )}
        <button
          type="button"
          disabled={isFull || !verdict}
          title={hint}
          onClick={() => verdict && makeRun(verdict.best)}
        >
          {words.point.bestRun}
        </button>
        <button
          type="button"
          disabled={rows.every(({ measured }) => measured.length === 0)}
          onClick={() => saveFile(words.point.fileName, 'text/csv', sweepCsv(sweep.axes, rows))}
        >
          {words.point.csv}
        </button>
        {verdict && hint && <small>{hint}</small>}
      </span>
    </div>
  );
}
