// A word on a run that was seen on the test texts. The numbers are in its dialog alone, where they are not compared.

import { useMemo } from 'react';
import type { RunState } from '../../runs/store';
import { useStrings } from '../../ui/preferences';
import { useExperiment } from '../playground';
import { standingOf, wasTested } from './derive';
import styles from './tested-mark.module.css';
import { useTesterState } from './tester-context';

export function TestedMark({ run }: { run: RunState }) {
  const { testing } = useStrings();
  const experiment = useExperiment();
  const looks = useTesterState((state) => state.looks);
  const isTested = useMemo(() => wasTested(standingOf(experiment, run), looks), [experiment, run, looks]);
  return isTested ? <span className={styles.tested}>{testing.tested}</span> : null;
}
