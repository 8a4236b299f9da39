// The curves as numbers: one row an epoch, loss and accuracy of every training of the visible runs.

import { type RunState, trainingsOf } from '../../runs/store';
import type { Strings } from '../../strings/strings';
import { formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import styles from './curves-table.module.css';
import type { Landmarks } from './landmarks';

export function CurvesTable({ runs, landmarks }: { runs: readonly RunState[]; landmarks: Landmarks | null }) {
  const strings = useStrings();
  const { curves } = strings;
  const trainings = trainingsOf(runs);
  const reached = trainings.flatMap(({ results }) => results.map(({ epoch }) => epoch));
  const epochs = [...new Set(reached)].sort((a, b) => a - b);
  if (epochs.length === 0) return <p className={styles.empty}>{curves.tableEmpty}</p>;
  const percentOf = (share: number) => strings.results.percent(formatPercent(share));
  const byEpoch = trainings.map(({ results }) => new Map(results.map((result) => [result.epoch, result])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={curves.tableCaption}>
      {landmarks && <p className={styles.landmarks}>{landmarkSentences(landmarks, curves, percentOf)}</p>}
      <table className={styles.table}>
        <caption className="visually-hidden">{curves.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={styles.top}>
              {curves.epoch}
            </th>
            {trainings.map(({ id, run }) => (
              <th key={id} scope="colgroup" colSpan={4} className={`${styles.group} ${styles.top}`}>
                <span className={styles.run}>
                  <RunMark id={run} /> {run}
                </span>
              </th>
            ))}
          </tr>
          <tr>
            {trainings.flatMap(({ id }) => [
              <th key={`${id}1`} scope="col" className={styles.first}>{`${curves.metrics.loss}, ${curves.train}`}</th>,
              <th key={`${id}2`} scope="col">
                {curves.validationShort}
              </th>,
              <th key={`${id}3`} scope="col">{`${curves.metrics.accuracy}, ${curves.train}`}</th>,
              <th key={`${id}4`} scope="col">
                {curves.validationShort}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              {trainings.flatMap(({ id }, index) => {
                const result = byEpoch[index]?.get(epoch);
                const cells = result
                  ? [
                      formatLossLong(result.train.loss),
                      formatLossLong(result.validation.loss),
                      strings.results.percent(formatPercent(result.train.accuracy)),
                      strings.results.percent(formatPercent(result.validation.accuracy)),
                    ]
                  : ['', '', '', ''];
                return cells.map((cell, column) => (
                  // The columns never change places.
                  <td key={`${id}${column}`} className={column === 0 ? styles.first : undefined}>
                    {cell}
                  </td>
                ));
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function landmarkSentences(
  { any, bagOfWords, oneLabel }: Landmarks,
  curves: Strings['curves'],
  percentOf: (share: number) => string,
): string {
  const ceilings =
    any !== undefined && bagOfWords !== undefined
      ? [curves.landmarksLong.ceilings(percentOf(any), percentOf(bagOfWords))]
      : [];
  const oneAnswer = oneLabel === undefined ? [] : [curves.landmarksLong.oneLabel(percentOf(oneLabel))];
  return [...ceilings, ...oneAnswer].join(' ');
}
