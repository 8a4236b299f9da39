// Each seed's own accuracy, interval and loss, in the order of the seeds.

import type { TestedTraining } from '../../runs/tester';
import { formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { intervalOf } from './derive';
import styles from './test-result.module.css';
import { useTestingStrings } from './use-testing-strings';

export function SeedTable({ trainings }: { trainings: readonly TestedTraining[] }) {
  const testing = useTestingStrings();
  const { results } = useStrings();
  return (
    <table className={styles.seeds}>
      <caption>{testing.bySeed}</caption>
      <thead>
        <tr>
          <th scope="col">{testing.seed}</th>
          <th scope="col">{testing.accuracy}</th>
          <th scope="col">{testing.interval}</th>
          <th scope="col">{testing.loss}</th>
        </tr>
      </thead>
      <tbody>
        {trainings.map((training) => {
          const { low, high } = intervalOf(training);
          return (
            <tr key={training.seed}>
              <th scope="row">{training.seed}</th>
              <td>{results.percent(formatPercent(training.accuracy))}</td>
              <td>{results.percent(testing.to(formatPercent(low), formatPercent(high)))}</td>
              <td>{formatLossLong(training.loss)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
