// The vocabulary, a page at a time: each word's count, by label, and the label it leans to.

import { useEffect, useRef, useState } from 'react';
import { datasetKey } from '../../experiment/keys';
import type { DataBrowser } from '../../library/browse/browse-client';
import type { Word, WordOrder, WordQuery } from '../../library/browse/browse-protocol';
import { formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { SearchBox } from '../../ui/search-box';
import { useNarrow } from '../../ui/use-narrow';
import { useExperiment } from '../playground';
import { FoundText } from './found-text';
import styles from './list.module.css';
import { FailureNotice, Notice } from './notice';
import { Pager } from './pager';
import { useAnswer } from './use-browser';
import { useDataStrings } from './use-data-strings';

/** With more labels than this, a column each takes more room than it is worth. */
const mostLabelColumns = 4;

/** Standard deviations from which a leaning is more than chance is likely to give. */
const notable = 2;

const all: WordQuery = { search: '', order: 'count', page: 0 };

export function WordsView({ browser }: { browser: DataBrowser }) {
  const strings = useDataStrings();
  const { words, filters } = strings;
  const narrow = useNarrow();
  const { shared } = useExperiment();
  const [query, setQuery] = useState<WordQuery>(all);
  const { answer, failure, waiting, retry } = useAnswer(
    browser,
    { type: 'words', shared, query },
    `${datasetKey(shared)}${JSON.stringify(query)}`,
  );
  const list = useRef<HTMLElement>(null);
  const top = `${query.order} ${query.page} ${query.search}`;
  useEffect(() => {
    if (top) list.current?.scrollTo(0, 0);
  }, [top]);

  const change = (patch: Partial<WordQuery>) => setQuery({ ...query, page: 0, ...patch });
  const columns = answer && !narrow && answer.labels.length <= mostLabelColumns ? answer.labels : [];
  const head = (order: WordOrder, label: string, help: string) => (
    <th scope="col" className={styles[order]} aria-sort={query.order === order ? 'descending' : undefined}>
      <button type="button" className={styles.sort} title={help} onClick={() => change({ order })}>
        {label}
        <span aria-hidden="true">{query.order === order ? ' ↓' : ''}</span>
      </button>
    </th>
  );
  return (
    <div className={styles.view}>
      <div className={styles.filters}>
        <SearchBox label={filters.searchWords} value={query.search} onChange={(search) => change({ search })} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={list} className={styles.scroll} tabIndex={0} aria-label={words.caption} aria-busy={waiting}>
        {failure && <FailureNotice failure={failure} onRetry={retry} />}
        {!answer && !failure && <Notice>{strings.loading}</Notice>}
        {answer?.total === 0 && (
          <Notice action={{ label: words.clear, onClick: () => setQuery(all) }}>{words.none}</Notice>
        )}
        {answer && answer.total > 0 && (
          <table className={`${styles.table} ${styles.wordTable}`}>
            <caption className="visually-hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.word}</th>
                {columns.map((label) => (
                  <th key={label} scope="col" className={styles.number}>
                    <bdi>{label}</bdi>
                  </th>
                ))}
                {head('count', words.count, words.countHelp)}
                {head('leaning', words.leaning, words.leaningHelp)}
              </tr>
            </thead>
            <tbody>
              {answer.words.map((word) => (
                <WordRow
                  key={word.token}
                  word={word}
                  labels={answer.labels}
                  withColumns={columns.length > 0}
                  search={query.search}
                />
              ))}
            </tbody>
          </table>
        )}
      </section>
      <div className={styles.foot}>
        {answer && <Pager page={answer} shown={answer.words.length} onChange={(page) => change({ page })} />}
      </div>
    </div>
  );
}

interface RowProps {
  word: Word;
  labels: readonly string[];
  withColumns: boolean;
  search: string;
}

function WordRow({ word, labels, withColumns, search }: RowProps) {
  const { results } = useStrings();
  const { count, words } = useDataStrings();
  const share = word.count === 0 ? 0 : word.byLabel[word.leansTo]! / word.count;
  return (
    <tr>
      <th scope="row">
        <FoundText text={word.token} search={search} />
      </th>
      {withColumns &&
        word.byLabel.map((inLabel, index) => (
          // Labels never change their order.
          <td key={index} className={styles.number}>
            {count(inLabel)}
          </td>
        ))}
      <td className={styles.number}>{count(word.count)}</td>
      <td className={styles.leaning}>
        {word.leaning < notable ? (
          <span className={styles.even}>{words.even}</span>
        ) : (
          <>
            <span className={styles.share} aria-hidden="true">
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span className={styles.percent}>{results.percent(formatPercent(share, 0))}</span>{' '}
            <bdi>{labels[word.leansTo]}</bdi>
          </>
        )}
      </td>
    </tr>
  );
}
