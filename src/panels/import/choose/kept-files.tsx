// The texts that this browser keeps: train on one, forget one, forget all.

import { useEffect, useState } from 'react';
import { messageOf } from '../../../experiment/error-message';
import type { CorpusSummary } from '../../../library/protocol';
import { Sure } from '../../../ui/sure';
import { useExperiment, useSession } from '../../playground';
import { useImportStrings } from '../stage/use-import-strings';
import { withoutImported } from '../state/edits';
import { useImporting, useKept } from '../state/importing';
import styles from './kept-files.module.css';

type Asked = CorpusSummary | 'all' | null;

export function KeptFiles({ onUse }: { onUse: (corpus: CorpusSummary) => void }) {
  const strings = useImportStrings();
  const session = useSession();
  const { imports, store } = useImporting();
  const { corpus, importedChecksum } = useExperiment().shared;
  const kept = useKept();
  const [asked, setAsked] = useState<Asked>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => void store.refresh(), [store]);

  const inUse = (checksum: string) => corpus === 'imported' && checksum === importedChecksum;

  async function forget(forgotten: readonly CorpusSummary[]) {
    setAsked(null);
    setFailure(null);
    try {
      const checksums = forgotten.map(({ checksum }) => checksum);
      const answer = await (asked === 'all' ? imports.forgetAll() : imports.forget(checksums[0]!));
      if (answer.ok) {
        session.open(withoutImported(checksums));
        // Results name the labels of their text.
        await session.kept?.forgetTexts(checksums);
      } else setFailure(strings.storage(answer.failure));
    } catch (error) {
      setFailure(strings.fault(messageOf(error)));
    }
    await store.refresh();
  }

  if (kept.state === 'unknown') return <p className={styles.soft}>{strings.keptLoading}</p>;
  if (kept.state === 'failed') {
    return <p className={styles.failure}>{strings.keptFailed(strings.storage(kept.failure))}</p>;
  }
  if (kept.corpora.length === 0) return <p className={styles.soft}>{strings.keptNone}</p>;
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{strings.keptHeading}</h3>
        {kept.corpora.length > 1 && asked !== 'all' && (
          <button type="button" className={styles.quiet} onClick={() => setAsked('all')}>
            {strings.forgetAll}
          </button>
        )}
      </div>
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      {asked === 'all' && (
        <Sure
          question={strings.forgetAllSure(kept.corpora.length)}
          aside={kept.corpora.some(({ checksum }) => inUse(checksum)) ? strings.forgetInUse : null}
          words={strings}
          onForget={() => void forget(kept.corpora)}
          onKeep={() => setAsked(null)}
        />
      )}
      <ul className={styles.list}>
        {kept.corpora.map((summary) => (
          <li key={summary.checksum} className={styles.file}>
            {asked !== 'all' && asked?.checksum === summary.checksum ? (
              <Sure
                question={strings.forgetSure(summary.name)}
                aside={inUse(summary.checksum) ? strings.forgetInUse : null}
                words={strings}
                onForget={() => void forget([summary])}
                onKeep={() => setAsked(null)}
              />
            ) : (
              <>
                <div className={styles.name}>
                  <b>{summary.name}</b>
                  <span className={styles.soft}>
                    {strings.keptAbout(summary.rows, summary.labels.length)}
                    {inUse(summary.checksum) && <em>{strings.inUse}</em>}
                  </span>
                </div>
                <button
                  type="button"
                  className={styles.button}
                  aria-label={strings.useNamed(summary.name)}
                  onClick={() => onUse(summary)}
                >
                  {strings.use}
                </button>
                <button
                  type="button"
                  className={styles.quiet}
                  aria-label={strings.forgetNamed(summary.name)}
                  onClick={() => setAsked(summary)}
                >
                  {strings.forget}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
