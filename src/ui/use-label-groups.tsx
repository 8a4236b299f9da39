// The labels that a table shows, with a box to search many by and a button for those that share the last line.

import { type ReactNode, useState } from 'react';
import styles from './buttons.module.css';
import { areMany, groupLabels, type LabelGroups } from './labels';
import { useStrings } from './preferences';
import { SearchBox } from './search-box';

interface ShownLabels extends LabelGroups {
  /** Null where there are few. */
  searchBox: ReactNode;
  /** Says how many share the last line, and gives each a line of its own. */
  othersButton: ReactNode;
}

/** @param counts rows by label */
export function useLabelGroups(labels: readonly string[], counts: readonly number[]): ShownLabels {
  const strings = useStrings().labels;
  const [search, setSearch] = useState('');
  const [isOpen, setOpen] = useState(false);
  const groups = groupLabels(labels, counts, { search, isOpen });
  return {
    ...groups,
    searchBox: areMany(labels) ? <SearchBox label={strings.search} value={search} onChange={setSearch} /> : null,
    othersButton: (
      <button type="button" className={styles.inText} onClick={() => setOpen(true)}>
        {strings.others(groups.others.length)}
      </button>
    ),
  };
}
