// The rows that were left out: how many for which reason, and the first ones by number.

import type { RejectedRows } from '../../../library/protocol';
import styles from './rejected-list.module.css';
import { useImportStrings } from './use-import-strings';

export function RejectedList({ rejected: { total, byReason, first } }: { rejected: RejectedRows }) {
  const strings = useImportStrings();
  const withFile = new Set(first.map(({ file }) => file)).size > 1;
  return (
    <section className={styles.section} aria-label={strings.rejected(total)}>
      <h4 className={styles.heading}>
        {strings.rejected(total)}
        {byReason.map(({ reason, count }) => (
          <span key={reason} className={styles.reason}>
            {strings.reason[reason]} {count.toLocaleString('en')}
          </span>
        ))}
      </h4>
      {total > first.length && <p className={styles.soft}>{strings.rejectedFirst(first.length)}</p>}
      {/* It scrolls: the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys once it has the focus */}
      <ul className={styles.rows} tabIndex={0} aria-label={strings.rejected(total)}>
        {first.map((row) => (
          <li key={`${row.file}:${row.row}`}>{strings.rejectedRow(row, withFile)}</li>
        ))}
      </ul>
    </section>
  );
}
