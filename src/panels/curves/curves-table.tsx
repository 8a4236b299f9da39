// The curves as numbers: one row an epoch, loss and accuracy of every visible run, in the mean over its seeds.

import { byEpoch } from '../../runs/series';
import { mean, standardDeviation } from '../../runs/statistics';
import { type RunState, trainingsOf } from '../../runs/store';
import { commonEnd } from '../../runs/summary';
import type { Strings } from '../../strings/strings';
import type { EpochResult } from '../../training/protocol';
import { formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import styles from './curves-table.module.css';
import type { Landmarks } from './landmarks';
import { useRevealed } from './use-turn';

/** A screenful; more would hold up the page while it lays them out. */
const rowsAtOnce = 25;

export function CurvesTable({ runs, landmarks }: { runs: readonly RunState[]; landmarks: Landmarks | null }) {
  const strings = useStrings();
  const { curves } = strings;
  const reached = trainingsOf(runs).flatMap(({ results }) => results.map(({ epoch }) => epoch));
  const epochs = [...new Set(reached)].sort((a, b) => a - b);
  const revealed = useRevealed(epochs.length, rowsAtOnce);
  if (epochs.length === 0) return <p className={styles.empty}>{curves.tableEmpty}</p>;
  const percentOf = (share: number) => strings.results.percent(formatPercent(share));
  const ofRuns = runs.map(
    ({ trainings }) => new Map(byEpoch(trainings.map(({ results }) => results)).map((all) => [all[0]!.epoch, all])),
  );
  const cell = (
    results: readonly EpochResult[],
    measure: (result: EpochResult) => number,
    format: (value: number) => string,
  ) => {
    const values = results.map(measure);
    return `${format(mean(values))}${values.length > 1 ? ` ± ${format(standardDeviation(values))}` : ''}`;
  };
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
            {runs.map(({ id, trainings }) => (
              <th key={id} scope="colgroup" colSpan={4} className={`${styles.group} ${styles.top}`}>
                <span className={styles.run}>
                  <RunMark id={id} /> {id}
                  {trainings.length > 1 && <span>{strings.results.meanOf(trainings.length)}</span>}
                </span>
              </th>
            ))}
          </tr>
          <tr>
            {runs.flatMap(({ id }) => [
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
          {epochs.slice(0, revealed).map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              {runs.flatMap(({ id, trainings }, index) => {
                const all = ofRuns[index]?.get(epoch);
                const count = all && epoch > commonEnd(trainings) ? `${curves.seedsThere(all.length)}: ` : '';
                const cells = all
                  ? [
                      count + cell(all, ({ train }) => train.loss, formatLossLong),
                      cell(all, ({ validation }) => validation.loss, formatLossLong),
                      cell(all, ({ train }) => train.accuracy, percentOf),
                      cell(all, ({ validation }) => validation.accuracy, percentOf),
                    ]
                  : ['', '', '', ''];
                return cells.map((text, column) => (
                  // The columns never change places.
                  <td key={`${id}${column}`} className={column === 0 ? styles.first : undefined}>
                    {text}
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
  { any, bagOfWords, oneLabel, guess }: Landmarks,
  curves: Strings['curves'],
  percentOf: (share: number) => string,
): string {
  const ceilings =
    any !== undefined && bagOfWords !== undefined
      ? [curves.landmarksLong.ceilings(percentOf(any), percentOf(bagOfWords))]
      : [];
  const oneAnswer = oneLabel === undefined ? [] : [curves.landmarksLong.oneLabel(percentOf(oneLabel))];
  const guessed = guess === undefined ? [] : [curves.landmarksLong.guess(formatLossLong(guess))];
  return [...ceilings, ...oneAnswer, ...guessed].join(' ');
}
