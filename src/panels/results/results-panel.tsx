// The results table under the curves. A run's button hides or shows its curves.

import type { RunId } from '../../experiment/experiment';
import { formatLoss, formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import type { Strings } from '../../ui/strings/strings';
import { useExperiment, usePlayground, useRuns, useView } from '../playground';
import { useRunName } from '../run-name';
import { isVisible, toggleRun } from '../view';
import { bestValues, type Column, columns, type ResultRow, resultRow } from './derive';
import styles from './results-panel.module.css';

export function ResultsPanel() {
  const { results } = useStrings();
  const settings = useExperiment().runs;
  const rows = useRuns().flatMap((run, index) => (settings[index] ? [resultRow(run, settings[index])] : []));
  const best = bestValues(rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls sideways
    <section className={styles.panel} tabIndex={0} aria-label={results.heading}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{results.run}</th>
            {columns.map((column) => (
              <th key={column} scope="col" title={results.columnHelp[column]}>
                {results.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResultLine key={row.id} row={row} best={best} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ResultLine({ row, best }: { row: ResultRow; best: Partial<Record<Column, number>> }) {
  const strings = useStrings();
  const run = useRuns().find(({ id }) => id === row.id);
  return (
    <tr
      data-run={row.id}
      data-status={run?.status}
      data-fingerprint={run?.fingerprint ?? undefined}
      data-backend={run?.backend?.backend}
    >
      <th scope="row">
        <RunToggle id={row.id} />
      </th>
      {columns.map((column) => {
        const value = row[column];
        const isBest = value !== null && value === best[column];
        return (
          <td key={column} className={isBest ? styles.best : undefined}>
            {value === null ? <span className={styles.none}>–</span> : formatResult(column, value, strings)}
          </td>
        );
      })}
    </tr>
  );
}

function RunToggle({ id }: { id: RunId }) {
  const { results } = useStrings();
  const { view } = usePlayground();
  const visible = useView((state) => isVisible(state, id));
  const name = useRunName(id);
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={visible}
      title={results.toggle(id)}
      onClick={() => view.setState(toggleRun(view.getState(), id))}
    >
      <RunMark id={id} hollow={!visible} />
      <b>{id}</b> <span className={styles.name}>{name}</span>
    </button>
  );
}

function formatResult(column: Column, value: number, { results }: Strings): string {
  switch (column) {
    case 'bestEpoch':
      return String(value);
    case 'bestValidationAccuracy':
      return results.percent(formatPercent(value));
    case 'nearZero':
      return results.percent(formatPercent(value, value < 0.1 ? 1 : 0));
    case 'elapsed':
      return String(Math.round(value));
    case 'spectralNorm':
      return formatLoss(value);
    case 'bestValidationLoss':
    case 'finalValidationLoss':
    case 'trainLoss':
    case 'gap':
    case 'penalty':
      return formatLossLong(value);
    default:
      return column satisfies never;
  }
}
