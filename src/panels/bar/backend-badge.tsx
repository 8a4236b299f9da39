// What computes, how fast, and whether exactly; pressing it says so in words.

import { Popover } from '@mantine/core';
import { formatCount } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { useRuns } from '../playground';
import styles from './bar.module.css';
import { backendOf } from './derive';

export function BackendBadge() {
  const { backend: words } = useStrings();
  const summary = backendOf(useRuns());
  if (!summary) return null;
  const { backend, insteadOf, tokensPerSecond } = summary;
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus={false} returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.badge}
          title={words.exactLong}
          data-fallback={insteadOf !== undefined || undefined}
        >
          <i />
          {tokensPerSecond > 0 ? words.speed(backend, formatCount(tokensPerSecond)) : backend}
          <span className={styles.exact}>{words.exact}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.explanation} aria-label={words.label}>
        <p>
          <b>{backend}.</b> {words.names[backend]}
        </p>
        {insteadOf && <p>{words.insteadOf(backend, insteadOf.backend, insteadOf.reason)}</p>}
        <p>{words.exactLong}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
