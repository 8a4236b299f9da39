// The confusion of labels: a row for each true label, shaded by its shares in the run's colour. It scrolls inside, under heads that stay.

import { formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import styles from './confusion-table.module.css';
import { type ConfusionRow, formatCountOf } from './derive';
import { useTestingStrings } from './use-testing-strings';

/** With more labels their names stand upright above the columns. */
const mostLying = 6;

/** The shade of a share of 1, as a percentage of the colour: numbers stay readable on it. */
const darkest = 42;

interface Props {
  rows: readonly ConfusionRow[];
  /** Whose mean the counts are. */
  trainings: number;
  color: string;
}

export function ConfusionTable({ rows, trainings, color }: Props) {
  const testing = useTestingStrings();
  const { results } = useStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: with many labels it scrolls
    <section className={styles.scroll} tabIndex={0} aria-label={testing.confusionTable}>
      <table className={styles.table} data-upright={rows.length > mostLying || undefined}>
        <caption className="visually-hidden">{testing.confusionTable}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {testing.trueLabel} ↓ <span>{testing.predicted} →</span>
            </th>
            {rows.map(({ label }) => (
              <th key={label} scope="col" title={label}>
                <span>{label}</span>
              </th>
            ))}
            <th scope="col" className={styles.right}>
              <span>{testing.right}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, right, cells }) => (
            <tr key={label}>
              <th scope="row" title={label}>
                {label}
              </th>
              {cells.map(({ count, share, isRight }, column) => (
                <td
                  key={rows[column]!.label}
                  className={count === 0 ? styles.none : undefined}
                  data-right={isRight || undefined}
                  style={{
                    background: `color-mix(in srgb, ${color} ${(share * darkest).toFixed(1)}%, var(--panel))`,
                  }}
                >
                  {formatCountOf(count, trainings)}
                </td>
              ))}
              <td className={styles.right}>{right === null ? '–' : results.percent(formatPercent(right, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
