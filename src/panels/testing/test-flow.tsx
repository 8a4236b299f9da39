// From the choice of weights to what the test texts say of them, with a warning before any look but the first.

import { useState } from 'react';
import type { RunId } from '../../experiment/experiment';
import { type WeightChoice, weightChoices } from '../../runs/look-memory';
import { Segments } from '../../ui/segments';
import { useRunName } from '../run-name';
import { epochRange, foundOf, lookAhead, type Standing } from './derive';
import { LookList } from './look-list';
import { SecondLook } from './second-look';
import styles from './test-flow.module.css';
import { TestProgress } from './test-progress';
import { TestResult } from './test-result';
import { useTester, useTesterState } from './tester-context';
import { useTestingStrings } from './use-testing-strings';

export function TestFlow({ id, standing }: { id: RunId; standing: Standing & { kind: 'ready' } }) {
  const testing = useTestingStrings();
  const tester = useTester();
  const { looks, tested, work, failure } = useTesterState((state) => state);
  const [weights, setWeights] = useState<WeightChoice>('final');
  const [isWarned, setWarned] = useState(false);
  const name = useRunName(id);
  const { labels, testSets, texts, requests } = standing;
  const asked = requests[weights];
  const found = foundOf(asked, tested);
  const { before, place } = lookAhead(looks, testSets, asked);

  const look = () => {
    setWarned(false);
    tester.evaluate(asked, { testSets, run: id, name, weights });
  };
  const choose = (choice: WeightChoice) => {
    setWarned(false);
    setWeights(choice);
    tester.cancel();
    tester.refresh();
  };

  return (
    <div className={styles.flow}>
      <p>{testing.purpose(texts)}</p>
      <Segments
        label={testing.weights}
        options={weightChoices.map((choice) => ({
          value: choice,
          label: `${testing.weight[choice]} · ${testing.epoch(...epochRange(requests[choice]))}`,
        }))}
        value={weights}
        onChange={choose}
      />
      {work ? (
        <TestProgress {...work} onCancel={tester.cancel} />
      ) : found ? (
        <TestResult key={weights} id={id} trainings={found} testSets={testSets.length} labels={labels} />
      ) : isWarned && place !== null ? (
        <SecondLook place={place} onLook={look} onBack={() => setWarned(false)} />
      ) : (
        <div className={styles.ask}>
          {failure && (
            <p className={styles.failure} role="alert">
              {testing.failed(failure)}
            </p>
          )}
          <button
            type="button"
            className={styles.primary}
            onClick={() => (place === null || place === 1 ? look() : setWarned(true))}
          >
            {testing.evaluate}
          </button>
          <p className={styles.soft}>
            {place === null && `${testing.seenBefore} `}
            {testing.trainsAgain(testing.epoch(...epochRange(asked)))}
          </p>
        </div>
      )}
      <LookList looks={before} />
    </div>
  );
}
