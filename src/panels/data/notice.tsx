// What stands in the place of a list: that it is being read, that nothing matches, or why there is none.

import type { ReactNode } from 'react';
import type { BrowseFailure } from '../../library/browse/browse-protocol';
import { MissingFile } from '../import/missing-file';
import styles from './list.module.css';
import { useDataStrings } from './use-data-strings';

interface Props {
  children: ReactNode;
  action?: { label: string; onClick: () => void };
  alert?: boolean;
}

export function Notice({ children, action, alert = false }: Props) {
  return (
    <div className={styles.notice} role={alert ? 'alert' : undefined}>
      <p>{children}</p>
      {action && (
        <button type="button" className={styles.link} onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}

export function FailureNotice({ failure, onRetry }: { failure: BrowseFailure; onRetry: () => void }) {
  const { failures, tryAgain } = useDataStrings();
  if (failure.kind === 'missing') {
    return (
      <div className={styles.notice} role="alert">
        <MissingFile />
      </div>
    );
  }
  return (
    <Notice alert action={{ label: tryAgain, onClick: onRetry }}>
      <bdi>{failures[failure.kind](failure.detail)}</bdi>
    </Notice>
  );
}
