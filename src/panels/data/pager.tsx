// Which items of a list are shown, and the way to the pages before and after.

import type { Page } from '../../library/browse/browse-protocol';
import styles from './list.module.css';
import { useDataStrings } from './use-data-strings';

interface Props {
  page: Page;
  /** Items on this page. */
  shown: number;
  onChange: (page: number) => void;
}

export function Pager({ page: { total, page, pages, first }, shown, onChange }: Props) {
  const { pager } = useDataStrings();
  return (
    <nav className={styles.pager} aria-label={pager.label}>
      <span role="status">{total > 0 && pager.range(first + 1, first + shown, total)}</span>
      <button type="button" className={styles.turn} disabled={page === 0} onClick={() => onChange(page - 1)}>
        {pager.previous}
      </button>
      <button type="button" className={styles.turn} disabled={page >= pages - 1} onClick={() => onChange(page + 1)}>
        {pager.next}
      </button>
    </nav>
  );
}
