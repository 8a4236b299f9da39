// What the test texts say of a run: accuracy with its interval, loss, each seed, and which label it takes for which.

import { useState } from 'react';
import type { RunId } from '../../experiment/experiment';
import type { TestedTraining } from '../../runs/tester';
import { formatLossLong, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { ConfusionTable } from './confusion-table';
import { confusionRows, reportOf } from './derive';
import { SeedTable } from './seed-table';
import styles from './test-result.module.css';
import { useFocusAfter } from './use-focus-after';
import { useTestingStrings } from './use-testing-strings';

interface Props {
  id: RunId;
  trainings: readonly TestedTraining[];
  /** How many different ones the trainings have. */
  testSets: number;
  labels: readonly string[];
}

export function TestResult({ id, trainings, testSets, labels }: Props) {
  const testing = useTestingStrings();
  const { results } = useStrings();
  const section = useFocusAfter<HTMLElement>();
  /** The place of the seed whose confusion is shown; null for the mean of all. */
  const [place, setPlace] = useState<number | null>(null);
  const { accuracy, loss, interval, intervalOf, texts, validation } = reportOf(trainings, testSets);
  const several = trainings.length > 1;
  const other = trainings.find(({ shown }) => shown !== null);
  const counted = place === null ? trainings : [trainings[place]!];
  return (
    <section ref={section} tabIndex={-1} className={styles.result} aria-label={testing.accuracy}>
      <dl className={styles.figures}>
        <Figure
          label={testing.accuracy}
          value={results.percent(formatPercent(accuracy.mean))}
          spread={accuracy.deviation === null ? null : results.percent(formatPercent(accuracy.deviation))}
        />
        {interval && (
          <Figure
            label={testing.interval}
            value={results.percent(testing.to(formatPercent(interval.low), formatPercent(interval.high)))}
          />
        )}
        <Figure
          label={testing.loss}
          value={testing.nats(formatLossLong(loss.mean))}
          spread={loss.deviation === null ? null : formatLossLong(loss.deviation)}
        />
      </dl>
      <div className={styles.remarks}>
        {several && <p>{testing.seeds(trainings.length)}</p>}
        <p>{intervalOf === 'ownTexts' ? testing.intervalOf.ownTexts : testing.intervalOf[intervalOf](texts)}</p>
        <p>
          {testing.validation(results.percent(formatPercent(validation.accuracy)), formatLossLong(validation.loss))}
        </p>
      </div>
      {other && (
        <p className={styles.differs} role="status">
          {testing.differs(other.isExact, other.validation.loss.toFixed(6), other.shown!.loss.toFixed(6))}
        </p>
      )}
      {several && <SeedTable trainings={trainings} />}
      <div className={styles.confusionHead}>
        <h3>{testing.confusion}</h3>
        {several && (
          <select
            aria-label={testing.confusionOf}
            value={place ?? ''}
            onChange={({ currentTarget: { value } }) => setPlace(value === '' ? null : Number(value))}
          >
            <option value="">{testing.meanOf(trainings.length)}</option>
            {trainings.map(({ seed }, index) => (
              <option key={seed} value={index}>
                {testing.oneSeed(seed)}
              </option>
            ))}
          </select>
        )}
      </div>
      <ConfusionTable rows={confusionRows(counted, labels)} trainings={counted.length} color={runColor(id)} />
    </section>
  );
}

function Figure({ label, value, spread = null }: { label: string; value: string; spread?: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {spread !== null && <span className={styles.spread}> ± {spread}</span>}
      </dd>
    </div>
  );
}
