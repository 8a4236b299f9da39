// All points as a table, sorted by any number in it.

import { useState } from 'react';
import { type Experiment, maxRuns, type Sweep } from '../../experiment/experiment';
import type { PointRow, SweepVerdict } from '../../runs/swept-points';
import { PlusIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import { addRunAt } from './edits';
import styles from './points-table.module.css';
import { type Sorting, type SortKey, sortedRows } from './table-rows';
import { useSweepStrings } from './use-sweep';
import { measureWords, placeWords, settingName, statusWords, valueName } from './words';

interface Props {
  experiment: Experiment;
  sweep: Sweep;
  rows: readonly PointRow[];
  verdict: SweepVerdict | null;
}

export function PointsTable({ experiment, sweep, rows, verdict }: Props) {
  const strings = useStrings();
  const words = useSweepStrings();
  const session = useSession();
  const { table } = words;
  const [sorting, setSorting] = useState<Sorting>({ key: 'point', descending: false });
  const isFull = experiment.runs.length >= maxRuns;
  const columns: { key: SortKey; name: string }[] = [
    { key: 'point', name: table.trial },
    ...sweep.axes.map(({ setting }, axis) => ({ key: axis, name: settingName(setting, strings) })),
    { key: 'validationLoss', name: table.validationLoss },
    { key: 'validationAccuracy', name: table.validationAccuracy },
    { key: 'trainLoss', name: table.trainLoss },
    { key: 'epochs', name: table.epochs },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={table.caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, name }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sorting.key === key ? (sorting.descending ? 'descending' : 'ascending') : undefined}
              >
                <button
                  type="button"
                  title={table.sortBy(name)}
                  onClick={() =>
                    setSorting({
                      key,
                      descending: sorting.key === key ? !sorting.descending : key === 'validationAccuracy',
                    })
                  }
                >
                  {name}
                  <span aria-hidden="true">{sorting.key === key ? (sorting.descending ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
            <th scope="col">{table.seeds}</th>
            <th scope="col" className={styles.left}>
              {table.status}
            </th>
            <th scope="col">
              <span className="visually-hidden">{table.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sortedRows(rows, sorting).map((row) => {
            const where = placeWords(sweep, row, { strings, words });
            return (
              <tr key={row.index} data-best={row === verdict?.best || undefined}>
                <th scope="row">{row.index + 1}</th>
                {sweep.axes.map(({ setting }, axis) => (
                  <td key={setting}>{valueName(setting, row.values[axis]!, strings)}</td>
                ))}
                <td>{measureWords(row, 'validation', 'loss', strings) ?? '–'}</td>
                <td>{measureWords(row, 'validation', 'accuracy', strings) ?? '–'}</td>
                <td>{measureWords(row, 'train', 'loss', strings) ?? '–'}</td>
                <td>{row.epochsSpent.toLocaleString('en')}</td>
                <td>{row.measured.length === row.seeds ? row.seeds : `${row.measured.length} / ${row.seeds}`}</td>
                <td className={styles.left}>
                  {statusWords(row, words)}
                  {row === verdict?.best && `${words.point.separator}${words.chart.best}`}
                </td>
                <td>
                  <button
                    type="button"
                    className={styles.add}
                    aria-label={table.makeRun(where)}
                    title={isFull ? words.point.full : words.point.thisRun}
                    disabled={isFull}
                    onClick={() => session.edit(addRunAt(row.values))}
                  >
                    <PlusIcon />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
