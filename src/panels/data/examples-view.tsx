// The texts, a page at a time: searched, filtered, and marked with the runs that got them wrong.

import { useEffect, useRef, useState } from 'react';
import { type RunId, runIds } from '../../experiment/experiment';
import { datasetKey } from '../../experiment/keys';
import type { DataBrowser } from '../../library/browse/browse-client';
import type { ExampleQuery, RunMistakes } from '../../library/browse/browse-protocol';
import { partNames } from '../../library/browse/part-names';
import { SearchBox } from '../../ui/search-box';
import { useExperiment } from '../playground';
import { Choice } from './choice';
import { ExampleRow } from './example-row';
import styles from './list.module.css';
import { FailureNotice, Notice } from './notice';
import { Pager } from './pager';
import { useAnswer } from './use-browser';
import { useDataStrings } from './use-data-strings';

interface Props {
  browser: DataBrowser;
  labels: readonly string[];
  /** Whether any text has a label that is not its own. */
  hasReplaced: boolean;
  mistakes: readonly RunMistakes[];
  /** Tells one set of mistakes from another. */
  mistakesKey: string;
}

/** A label that a narrow column would break. */
const isLong = (label: string) => label.length > 12;

const everything: ExampleQuery = { search: '', label: null, part: null, only: null, page: 0 };

export function ExamplesView({ browser, labels, hasReplaced, mistakes, mistakesKey }: Props) {
  const strings = useDataStrings();
  const { filters, examples } = strings;
  const { shared } = useExperiment();
  const [wanted, setWanted] = useState<ExampleQuery>(everything);
  const query = possible(wanted, labels, mistakes);
  const { answer, failure, waiting, retry } = useAnswer(
    browser,
    { type: 'examples', shared, query, mistakes },
    `${datasetKey(shared)}${JSON.stringify(query)}${mistakesKey}`,
  );
  const list = useRef<HTMLElement>(null);
  const top = answer && `${answer.page} ${answer.total}`;
  useEffect(() => {
    if (top) list.current?.scrollTo(0, 0);
  }, [top]);

  const change = (patch: Partial<ExampleQuery>) => setWanted({ ...wanted, page: 0, ...patch });
  const isTrained = mistakes.length > 0;
  return (
    <div className={styles.view}>
      <div className={styles.filters}>
        <SearchBox label={filters.searchTexts} value={query.search} onChange={(search) => change({ search })} />
        <Choice
          label={filters.label}
          value={query.label ?? ''}
          options={[{ value: '', label: filters.allLabels }, ...labels.map((label) => ({ value: label, label }))]}
          onChange={(label) => change({ label: label || null })}
        />
        <Choice
          label={filters.part}
          value={query.part ?? ''}
          options={[
            { value: '', label: filters.allParts },
            ...partNames.map((part) => ({ value: part, label: strings.parts[part] })),
          ]}
          onChange={(part) => change({ part: partNames.find((name) => name === part) ?? null })}
        />
        {(isTrained || hasReplaced || query.only) && (
          <Choice
            label={filters.only}
            value={query.only ?? ''}
            options={[
              { value: '', label: filters.everything },
              ...(hasReplaced || query.only === 'replaced' ? [{ value: 'replaced', label: filters.replaced }] : []),
              ...mistakes.map(({ id }) => ({ value: id, label: filters.wrongIn(id) })),
              ...(mistakes.length > 1 ? [{ value: 'all', label: filters.wrongInAll }] : []),
            ]}
            onChange={(only) => change({ only: (only || null) as ExampleQuery['only'] })}
          />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={list} className={styles.scroll} tabIndex={0} aria-label={examples.caption} aria-busy={waiting}>
        {failure && <FailureNotice failure={failure} onRetry={retry} />}
        {!answer && !failure && <Notice>{strings.loading}</Notice>}
        {answer?.total === 0 && (
          <Notice action={{ label: examples.clear, onClick: () => setWanted(everything) }}>{examples.none}</Notice>
        )}
        {answer && answer.total > 0 && (
          <table className={styles.table} data-long-labels={labels.some(isLong) || undefined}>
            <caption className="visually-hidden">{examples.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{examples.label}</th>
                <th scope="col" className={styles.part}>
                  {examples.part}
                </th>
                <th scope="col">{examples.text}</th>
                {isTrained && <th scope="col">{examples.wrongIn}</th>}
              </tr>
            </thead>
            <tbody>
              {answer.examples.map((example) => (
                <ExampleRow
                  key={`${example.part}${example.position}`}
                  example={example}
                  search={query.search}
                  read={shared.sequenceLength}
                  withMarks={isTrained}
                />
              ))}
            </tbody>
          </table>
        )}
      </section>
      <div className={styles.foot}>
        {!isTrained && answer && <p className={styles.hint}>{examples.untrained}</p>}
        {answer && <Pager page={answer} shown={answer.examples.length} onChange={(page) => change({ page })} />}
      </div>
    </div>
  );
}

/** What was wanted of another text, or of a run that is no more, is not asked of this one. */
function possible(query: ExampleQuery, labels: readonly string[], mistakes: readonly RunMistakes[]): ExampleQuery {
  const isRun = (only: ExampleQuery['only']): only is RunId => runIds.some((id) => id === only);
  const runGone = isRun(query.only) && !mistakes.some(({ id }) => id === query.only);
  const noneLeft = query.only === 'all' && mistakes.length === 0;
  return {
    ...query,
    label: query.label !== null && labels.includes(query.label) ? query.label : null,
    only: runGone || noneLeft ? null : query.only,
  };
}
