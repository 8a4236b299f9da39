// The data panel, in the place of the curves: what the text is, how it is split, and every text and word of it.

import { useMemo, useState } from 'react';
import { datasetKey } from '../../experiment/keys';
import { useStrings } from '../../ui/preferences';
import { Segments } from '../../ui/segments';
import { useNarrow } from '../../ui/use-narrow';
import { AreaPanel } from '../area-panel';
import { useExperiment, useRuns } from '../playground';
import { AboutSection } from './about-section';
import styles from './data-panel.module.css';
import { mistakesKey, mistakesOf } from './derive';
import { ExamplesView } from './examples-view';
import { LengthsSection } from './lengths-section';
import { FailureNotice, Notice } from './notice';
import overviewStyles from './overview.module.css';
import { SplitSection } from './split-section';
import { type Answer, useAnswer, useBrowser } from './use-browser';
import { useDataStrings } from './use-data-strings';
import { WordsView } from './words-view';

type ListName = 'examples' | 'words';

export function DataPanel() {
  const strings = useDataStrings();
  const { corpora } = useStrings();
  const narrow = useNarrow();
  const experiment = useExperiment();
  const { shared } = experiment;
  const runs = useRuns();
  const browser = useBrowser();
  const overview = useAnswer(browser, { type: 'overview', shared }, datasetKey(shared));
  const mistakes = useMemo(() => mistakesOf(runs, experiment), [runs, experiment]);
  const [shown, setShown] = useState<ListName | 'overview'>(narrow ? 'overview' : 'examples');
  // Where there is room, the overview stands beside the list.
  const list: ListName | null = shown !== 'overview' ? shown : narrow ? null : 'examples';
  const { answer } = overview;
  const name = shared.corpus === 'imported' ? shared.importedName : corpora[shared.corpus].name;
  return (
    <AreaPanel
      area="data"
      heading={strings.heading}
      closeLabel={strings.close}
      className={styles.panel}
      header={
        <>
          <p className={styles.corpus}>
            <bdi>{name}</bdi>
            {answer && <span>{strings.texts(answer.corpusCounts.reduce((sum, count) => sum + count, 0))}</span>}
          </p>
          <Segments
            label={strings.viewLabel}
            options={(narrow ? (['overview', 'examples', 'words'] as const) : (['examples', 'words'] as const)).map(
              (value) => ({ value, label: strings.views[value] }),
            )}
            value={list ?? 'overview'}
            onChange={setShown}
          />
        </>
      }
    >
      <div className={styles.columns}>
        {list === 'examples' && (
          <ExamplesView
            key={`${shared.corpus}${shared.importedChecksum}`}
            browser={browser}
            labels={answer?.labels ?? []}
            hasReplaced={answer !== null && Object.values(answer.replaced).some((count) => count > 0)}
            mistakes={mistakes}
            mistakesKey={mistakesKey(runs, mistakes)}
          />
        )}
        {list === 'words' && <WordsView key={`${shared.corpus}${shared.importedChecksum}`} browser={browser} />}
        {(!narrow || shown === 'overview') && <OverviewColumn overview={overview} saysFailure={narrow} />}
      </div>
    </AreaPanel>
  );
}

interface OverviewProps {
  overview: Answer<'overview'>;
  /** No list beside it says so. */
  saysFailure: boolean;
}

function OverviewColumn({ overview: { answer, failure, retry }, saysFailure }: OverviewProps) {
  const strings = useDataStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={overviewStyles.column} tabIndex={0} aria-label={strings.views.overview}>
      <AboutSection />
      {answer && <SplitSection overview={answer} />}
      {answer && <LengthsSection overview={answer} />}
      {failure && saysFailure && <FailureNotice failure={failure} onRetry={retry} />}
      {!answer && !failure && <Notice>{strings.loading}</Notice>}
    </section>
  );
}
