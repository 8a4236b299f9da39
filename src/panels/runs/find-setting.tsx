// The box in which a setting is searched by any of its names; the table and the settings of all runs show what is found.

import { useStrings } from '../../ui/preferences';
import { SearchBox } from '../../ui/search-box';
import { findBoxId } from '../find-box';
import { useExperiment, usePlayground, useView } from '../playground';
import { sharedRowsCalled } from '../shared-settings/rows';
import { settingRows } from './rows';
import styles from './runs-panel.module.css';

export function FindSetting() {
  const { runs: words } = useStrings();
  const { view } = usePlayground();
  const { runs } = useExperiment();
  const find = useView((state) => state.find);
  const called = find.trim();
  const found = called === '' || settingRows(runs, { called }).length > 0 || sharedRowsCalled(called).length > 0;
  return (
    <search className={styles.find}>
      <SearchBox id={findBoxId} label={words.find} value={find} onChange={(next) => view.setState({ find: next })} />
      <p role="status" className={styles.notFound}>
        {found ? '' : words.notFound}
      </p>
    </search>
  );
}
