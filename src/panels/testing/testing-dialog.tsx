// The dialog in which a finished run is evaluated on the test texts.

import { useCallback, useEffect } from 'react';
import type { RunId } from '../../experiment/experiment';
import { Dialog } from '../../ui/dialog';
import { RunMark } from '../../ui/run-mark';
import { useExperiment, usePlayground, useRun } from '../playground';
import { useRunName } from '../run-name';
import { standingOf } from './derive';
import { TestFlow } from './test-flow';
import { useTester } from './tester-context';
import styles from './testing-dialog.module.css';
import { useTestingStrings } from './use-testing-strings';

export function TestingDialog({ id, opened }: { id: RunId; opened: boolean }) {
  const testing = useTestingStrings();
  const { view } = usePlayground();
  const tester = useTester();
  const close = useCallback(() => {
    tester.cancel();
    view.setState({ testing: null });
    // The menu's item, which had the focus, is gone.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-column-head="${id}"]`)?.focus());
  }, [tester, view, id]);
  useEffect(() => {
    if (opened) tester.refresh();
  }, [opened, tester]);
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={testing.title(id)}
      closeLabel={testing.close}
      width={680}
      returnFocus={false}
    >
      <RunLine id={id} />
      <Content key={id} id={id} />
    </Dialog>
  );
}

function RunLine({ id }: { id: RunId }) {
  return (
    <p className={styles.run}>
      <RunMark id={id} /> {useRunName(id)}
    </p>
  );
}

function Content({ id }: { id: RunId }) {
  const testing = useTestingStrings();
  const experiment = useExperiment();
  const run = useRun(id);
  const standing = run ? standingOf(experiment, run) : null;
  if (standing?.kind === 'ready') return <TestFlow id={id} standing={standing} />;
  return <p>{standing?.kind === 'empty' ? testing.empty : testing.unfinished}</p>;
}
