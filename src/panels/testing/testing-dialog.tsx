// The dialog in which a finished run is evaluated on the test texts.

import { Modal } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import type { RunId } from '../../experiment/experiment';
import { RunMark } from '../../ui/run-mark';
import { useEscape } from '../../ui/use-escape';
import { useNarrow } from '../../ui/use-narrow';
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
  const narrow = useNarrow();
  const close = useCallback(() => {
    tester.cancel();
    view.setState({ testing: null });
    // The menu's item, which had the focus, is gone.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-column-head="${id}"]`)?.focus());
  }, [tester, view, id]);
  const layer = useEscape(opened, close);
  useEffect(() => {
    if (opened) tester.refresh();
  }, [opened, tester]);
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      closeOnEscape={false}
      returnFocus={false}
      size={680}
      fullScreen={narrow}
      closeOnClickOutside={false}
      padding={0}
      transitionProps={{ duration: 100 }}
      classNames={{ content: styles.content, body: styles.body }}
    >
      <Modal.Overlay backgroundOpacity={0.2} />
      <Modal.Content {...layer}>
        <div className={styles.header}>
          <Modal.Title className={styles.title}>{testing.title(id)}</Modal.Title>
          <Modal.CloseButton aria-label={testing.close} />
        </div>
        <Modal.Body>
          <RunLine id={id} />
          <Content key={id} id={id} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
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
