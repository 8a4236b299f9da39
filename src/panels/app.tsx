// The page: bar, settings at the left, curves and results at the right; one column with sheets where narrow.

import { lazy, Suspense } from 'react';
import { useStrings } from '../ui/preferences';
import { useNarrow } from '../ui/use-narrow';
import { Announcements } from './announcements';
import styles from './app.module.css';
import { Bar, NarrowBar } from './bar/bar';
import { ImportProvider } from './import/import-provider';
import { OpenKeys } from './keys/open-keys';
import { useShortcuts } from './keys/use-shortcuts';
import { MessagesPanel } from './messages/messages-panel';
import { NotesPanel } from './notes/notes-panel';
import { useView } from './playground';
import { ResultsPanel } from './results/results-panel';
import { ResultsFileProvider } from './results-file/results-file-provider';
import { RunsPanel } from './runs/runs-panel';
import { SharedSettingsPanel } from './shared-settings/shared-settings';
import { TestingProvider } from './testing/testing-provider';

/** Half of the page's code draws charts: the settings are there before it is. */
const CurvesPanel = lazy(() => import('./curves/curves-panel').then((module) => ({ default: module.CurvesPanel })));

/** Its sheets are for narrow screens alone. */
const BottomBar = lazy(() => import('./bottom-bar').then((module) => ({ default: module.BottomBar })));

/** Most never open it. */
const DataPanel = lazy(() => import('./data/data-panel').then((module) => ({ default: module.DataPanel })));

/** Nor this. */
const SweepPanel = lazy(() => import('./sweep/sweep-panel').then((module) => ({ default: module.SweepPanel })));

export function App() {
  const strings = useStrings();
  useShortcuts();
  const narrow = useNarrow();
  const area = useView((view) => view.area);
  return (
    <ResultsFileProvider>
      <ImportProvider>
        <TestingProvider>
          <div className={styles.app}>
            <button type="button" className={styles.skip} onClick={focusCurves}>
              {strings.skipToCurves}
            </button>
            {narrow ? <NarrowBar /> : <Bar />}
            {!narrow && (
              <aside className={styles.side} aria-label={strings.bar.settings}>
                <RunsPanel />
                <SharedSettingsPanel />
                <NotesPanel />
                <div id="side-end" className={styles.sideEnd} />
              </aside>
            )}
            <main className={styles.main} id="curves-area" tabIndex={-1}>
              <MessagesPanel />
              {area === 'data' ? (
                <Suspense>
                  <DataPanel />
                </Suspense>
              ) : area === 'sweep' ? (
                <Suspense>
                  <SweepPanel />
                </Suspense>
              ) : (
                <>
                  <div className={styles.curves}>
                    <Suspense>
                      <CurvesPanel />
                    </Suspense>
                  </div>
                  <ResultsPanel />
                  {narrow && <NotesPanel />}
                </>
              )}
              <div id="menus" className={styles.menus} />
            </main>
            {narrow && (
              <Suspense>
                <BottomBar />
              </Suspense>
            )}
            <OpenKeys />
            <Announcements />
          </div>
        </TestingProvider>
      </ImportProvider>
    </ResultsFileProvider>
  );
}

const focusCurves = () => document.getElementById('curves-area')?.focus();
