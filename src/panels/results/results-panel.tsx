// The results table under the curves. A run's button hides or shows its curves.

import type { RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import { summaryOf } from '../../runs/summary';
import { Explained } from '../../ui/explained';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { usePlayground, useRuns, useView } from '../playground';
import { useRunName } from '../run-name';
import { TestedMark } from '../testing/tested-mark';
import { isVisible, toggleRun } from '../view';
import { type BestValues, bestValues, type ResultRow, resultRow, shownColumns } from './derive';
import styles from './results-panel.module.css';

type Columns = ReturnType<typeof shownColumns>;

export function ResultsPanel() {
  const { results } = useStrings();
  const rows = useRuns().map(resultRow);
  const columns = shownColumns(rows);
  const best = bestValues(rows);
  const most = Math.max(1, ...rows.map(({ begun }) => begun));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls sideways
    <section className={styles.panel} tabIndex={0} aria-label={results.heading}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              {results.run}
              {most > 1 && <span className={styles.count}>{results.meanOf(most)}</span>}
            </th>
            {columns.map(({ id }) => (
              <th key={id} scope="col">
                <Explained help={results.columnHelp[id]}>{results.columns[id]}</Explained>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResultLine key={row.run.id} {...{ row, columns, best, most }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps {
  row: ResultRow;
  columns: Columns;
  best: BestValues;
  /** Trainings that have begun of the run with the most. */
  most: number;
}

function ResultLine({ row, columns, best, most }: LineProps) {
  const { view } = usePlayground();
  const { results } = useStrings();
  const { id: run, trainings } = row.run;
  const { status } = summaryOf(trainings);
  const fingerprints = trainings.flatMap(({ fingerprint }) => fingerprint ?? []).join(' ');
  const [backend] = trainings.flatMap((training) => training.backend ?? []);
  return (
    <tr
      onClick={() => view.setState(toggleRun(view.getState(), run))}
      data-run={run}
      data-status={status}
      data-fingerprint={fingerprints || undefined}
      data-backend={backend?.backend}
    >
      <th scope="row">
        <RunToggle id={run} />
        {row.begun < most && row.begun > 0 && <span className={styles.fewer}>n = {row.begun}</span>}
        <TestedMark run={row.run} />
        <BroughtInMark trainings={trainings} />
      </th>
      {columns.map(({ id, format }) => {
        const value = row[id];
        const isBest = value !== null && value === best[id];
        return (
          <td key={id} className={isBest ? styles.best : undefined}>
            {value === null ? <span className={styles.none}>–</span> : format(value, results.percent)}
            {row.spread && row.spread[id] !== null && (
              <span className={styles.spread}>± {format(row.spread[id], results.percent)}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Where some of a run's trainings came from a file. */
function BroughtInMark({ trainings }: Pick<RunState, 'trainings'>) {
  const { results } = useStrings();
  const count = trainings.filter(({ isBroughtIn }) => isBroughtIn).length;
  return count > 0 ? <span className={styles.broughtIn}>{results.broughtIn(count, trainings.length)}</span> : null;
}

function RunToggle({ id }: { id: RunId }) {
  const { results } = useStrings();
  const visible = useView((state) => isVisible(state, id));
  const name = useRunName(id);
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={visible}
      aria-label={`${id} ${name}. ${results.toggle(id)}`}
    >
      <RunMark id={id} hollow={!visible} />
      <b>{id}</b> <span className={styles.name}>{name}</span>
    </button>
  );
}
