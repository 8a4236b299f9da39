// Files dropped anywhere on the page are read: results that were trained elsewhere, else texts.

import { useEffect, useEffectEvent, useState } from 'react';
import { useStrings } from '../../ui/preferences';
import { useOpenResults } from '../results-file/results-file-context';
import styles from './page-drop.module.css';
import { useImporting } from './state/importing';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function PageDrop() {
  const strings = useStrings().ownTexts;
  const { store } = useImporting();
  const [over, setOver] = useState(false);

  const openResults = useOpenResults();
  const take = useEffectEvent(async (files: readonly File[]) => {
    const { isResultFile } = await import('../../runs/read-result-file');
    for (const file of files) if (await isResultFile(file)) return openResults(file);
    if (files.length > 0) store.open([...files], store.getState().dialog?.wanted ?? null);
  });

  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (!hasFiles(event)) return;
          // Otherwise the browser would open the file in the page's place.
          event.preventDefault();
          act(event);
        },
        { signal: listening.signal },
      );
    listen('dragenter', () => setOver(true));
    listen('dragover', () => setOver(true));
    // Leaving an element for another inside the page goes nowhere.
    listen('dragleave', (event) => event.relatedTarget === null && setOver(false));
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      const files = [...(dataTransfer?.files ?? [])];
      void take(files);
    });
    return () => listening.abort();
  }, [store]);

  if (!over) return null;
  return (
    <div className={styles.veil}>
      <div className={styles.card}>
        <strong>{strings.dropAnywhere}</strong>
        <p>{strings.dropAnywhereMore}</p>
      </div>
    </div>
  );
}
