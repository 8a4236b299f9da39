// What became of the file of results that was opened last.

import { useStore } from 'zustand';
import { openLink } from '../../experiment/link';
import type { OpenedResults } from '../../runs/result-opener';
import type { Strings } from '../../strings/strings';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import { useResultOpener } from '../results-file/results-file-context';
import { DismissButton } from './dismiss-button';
import styles from './messages-panel.module.css';

export function ResultsFileMessage() {
  const words = useStrings().messages.resultsFile;
  const session = useSession();
  const opener = useResultOpener();
  const opened = useStore(opener.state);
  if (!opened) return null;
  const isCalm = opened.kind === 'reading' || (opened.kind === 'opened' && opened.problems.length === 0);
  return (
    <div className={styles.message} data-kind={isCalm ? 'resultsFile' : 'resultsFileProblem'}>
      <p>
        {sentence(opened, words)}{' '}
        {opened.kind === 'otherVersion' && (
          <button
            type="button"
            className={styles.more}
            onClick={() => {
              session.open(() => openLink(opened.link).experiment);
              opener.dismiss();
            }}
          >
            {words.openExperiment}
          </button>
        )}
      </p>
      {opened.kind !== 'reading' && <DismissButton onClick={opener.dismiss} />}
    </div>
  );
}

function sentence(opened: OpenedResults, words: Strings['messages']['resultsFile']): string {
  const { kind, name } = opened;
  switch (kind) {
    case 'reading':
      return words.reading(name, Math.floor(100 * opened.share));
    case 'opened': {
      const { trainings, of, problems, isAnother } = opened;
      return words.opened(name, trainings, of, problems, isAnother);
    }
    case 'noResults':
      return words.noResults(name);
    case 'otherVersion':
      return words.otherVersion(name);
    case 'unreadable':
      return words.unreadable(name, opened.reason);
    default:
      return kind satisfies never;
  }
}
