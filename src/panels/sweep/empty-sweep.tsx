// No sweep yet: what one is, and the first one by a click.

import type { Experiment } from '../../experiment/experiment';
import { PlayIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import { OpenResults } from '../results-file/open-results';
import { firstSeeds, firstSweep, firstSweepOf } from './edits';
import planStyles from './plan-row.module.css';
import styles from './sweep-panel.module.css';
import { useSweepStrings } from './use-sweep';
import { settingName } from './words';

export function EmptySweep({ experiment }: { experiment: Experiment }) {
  const strings = useStrings();
  const { empty } = useSweepStrings();
  const session = useSession();
  const { run, setting, values } = firstSweepOf(experiment);
  const { seeds } = experiment.shared;
  const begin = () => {
    session.edit(firstSweep);
    // What had the focus goes away.
    document.getElementById('sweep-heading')?.focus();
  };
  return (
    <div className={styles.empty}>
      <p>{empty.what}</p>
      <button
        type="button"
        className={planStyles.start}
        onClick={() => {
          begin();
          session.trainSweep();
        }}
      >
        <PlayIcon />
        {empty.start(run, settingName(setting, strings), values, Math.max(firstSeeds, seeds))}
      </button>
      <p className={styles.soft}>
        <button type="button" className={styles.inText} onClick={begin}>
          {empty.setUp}
        </button>
        <OpenResults className={styles.inText} />
        {seeds < firstSeeds && <span>{empty.seedsForAll(firstSeeds)}</span>}
      </p>
    </div>
  );
}
