// The page: bar, settings at the left, curves and results at the right; one column with sheets where narrow.

import { useStrings } from '../ui/preferences';
import { useNarrow } from '../ui/use-narrow';
import styles from './app.module.css';
import { Bar, NarrowBar } from './bar/bar';
import { useShortcuts } from './bar/shortcuts';
import { BottomBar } from './bottom-bar';
import { CurvesPanel } from './curves/curves-panel';
import { MessagesPanel } from './messages/messages-panel';
import { NotesPanel } from './notes/notes-panel';
import { useSession } from './playground';
import { ResultsPanel } from './results/results-panel';
import { RunsPanel } from './runs/runs-panel';
import { SharedSettingsPanel } from './shared-settings/shared-settings';

export function App() {
  const strings = useStrings();
  useShortcuts(useSession());
  const narrow = useNarrow();
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#curves-area" onClick={focusCurves}>
        {strings.skipToCurves}
      </a>
      {narrow ? <NarrowBar /> : <Bar />}
      {!narrow && (
        <aside className={styles.side} aria-label={strings.bar.settings}>
          <RunsPanel />
          <SharedSettingsPanel />
          <NotesPanel />
        </aside>
      )}
      <main className={styles.main} id="curves-area" tabIndex={-1}>
        <MessagesPanel />
        <CurvesPanel />
        <ResultsPanel />
        {narrow && <NotesPanel />}
      </main>
      {narrow && <BottomBar />}
    </div>
  );
}

/** The address holds the experiment, so that a link within the page must not replace it. */
function focusCurves(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('curves-area')?.focus();
}
