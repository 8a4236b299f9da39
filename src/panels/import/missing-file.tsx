// Says, where the curves would be, that the experiment's text is not in this browser, and takes its file.

import { useRef } from 'react';
import { useStore } from 'zustand';
import { useStrings } from '../../ui/preferences';
import { useExperiment, useSession } from '../playground';
import styles from './missing-file.module.css';
import { useImporting } from './state/importing';

export function MissingFile() {
  const strings = useStrings().ownTexts;
  const { store } = useImporting();
  const { importedName, importedRows, importedChecksum } = useExperiment().shared;
  const waits = useStore(useSession().experiment, (state) => state.waitsForText);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.missing}>
      <p className={styles.what}>{strings.missing(importedName, importedRows)}</p>
      {waits && <p>{strings.waitsForFile}</p>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) store.open(files, { importedName, importedRows, importedChecksum });
        }}
      />
      <button type="button" className={styles.choose} onClick={() => input.current?.click()}>
        {strings.chooseTheFile}
      </button>
    </div>
  );
}
