// Says that the experiment's text is not in this browser, and takes its file.

import { useRef } from 'react';
import { useStrings } from '../../ui/preferences';
import { useExperiment } from '../playground';
import styles from './missing-file.module.css';
import { useImporting } from './state/importing';

export function MissingFile() {
  const strings = useStrings().import;
  const { store } = useImporting();
  const { importedName, importedRows, importedChecksum } = useExperiment().shared;
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.missing}>
      <span>{strings.missing(importedName, importedRows)}</span>
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
