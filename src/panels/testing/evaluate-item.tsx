// The item of a run's menu that leads to the test texts.

import { Menu } from '@mantine/core';
import type { RunId } from '../../experiment/experiment';
import type { TrainingStatus } from '../../runs/store';
import { useStrings } from '../../ui/preferences';
import { usePlayground } from '../playground';
import styles from './evaluate-item.module.css';

export function EvaluateItem({ id, status }: { id: RunId; status: TrainingStatus }) {
  const { testing } = useStrings();
  const { view } = usePlayground();
  return (
    <Menu.Item disabled={status !== 'finished'} onClick={() => view.setState({ testing: id })}>
      {testing.menu}
      {status !== 'finished' && <span className={styles.why}>{testing.menuWhy(status)}</span>}
    </Menu.Item>
  );
}
