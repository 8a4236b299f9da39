// All backends with their measured speed, to choose from; what is not available says why.

import { useId } from 'react';
import type { Backend } from '../../experiment/experiment';
import { activityOf } from '../../runs/activity';
import { automaticBackend, heaviestRun } from '../../runs/backend-choice';
import { networkWords } from '../../strings/describe-run';
import { formatCount } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { changeShared } from '../edits';
import { useCalibration, useExperiment, useSession, useStatus } from '../playground';
import styles from './backend-choices.module.css';
import { type BackendRow, backendRows } from './derive';
import { KeptResults } from './kept-results';

export function BackendChoices() {
  const strings = useStrings();
  const { backend: words } = strings;
  const session = useSession();
  const experiment = useExperiment();
  const calibration = useCalibration();
  const training = useStatus((runs) => activityOf(runs) === 'active');
  const group = useId();
  const wanted = experiment.shared.backend;
  const heaviest = heaviestRun(experiment);
  // Walking through the choices with the arrow keys is undone as one.
  const choose = (backend: Backend | 'auto') => session.edit(changeShared({ backend }), group);
  return (
    <div className={styles.choices}>
      <fieldset>
        <legend className="visually-hidden">{words.label}</legend>
        <label className={styles.choice} data-state="automatic">
          <input
            type="radio"
            name={group}
            value="auto"
            checked={wanted === 'auto'}
            data-autofocus={wanted === 'auto' || undefined}
            onChange={() => choose('auto')}
          />
          <span className={styles.name}>{words.automatic(automaticBackend(calibration.measurements))}</span>
          <span className={styles.detail}>{words.automaticHelp}</span>
        </label>
        <div className={styles.measured}>
          <span>{words.measuredOn(networkWords(heaviest, strings))}</span>
          <button
            type="button"
            disabled={training || calibration.measuring !== null}
            onClick={() => session.measureAgain()}
          >
            {words.measureAgain}
          </button>
        </div>
        {backendRows(calibration).map((row) => (
          <Choice
            key={row.backend}
            row={row}
            group={group}
            chosen={wanted === row.backend}
            onChoose={() => choose(row.backend)}
          />
        ))}
      </fieldset>
      <p className={styles.exactness}>{words.exactness}</p>
      <KeptResults />
    </div>
  );
}

interface ChoiceProps {
  row: BackendRow;
  group: string;
  chosen: boolean;
  onChoose: () => void;
}

function Choice({ row: { backend, exact, state }, group, chosen, onChoose }: ChoiceProps) {
  const { backend: words } = useStrings();
  return (
    <label className={styles.choice} data-state={state.kind}>
      <input
        type="radio"
        name={group}
        value={backend}
        checked={chosen}
        data-autofocus={chosen || undefined}
        // What a link forces stays chosen, available or not.
        disabled={state.kind === 'unavailable' && !chosen}
        onChange={onChoose}
      />
      <span className={styles.name}>{backend}</span>
      <span className={styles.exact}>{exact ? words.exact : words.approximate}</span>
      {state.kind === 'measured' && (
        <span className={styles.track} aria-hidden="true">
          <i style={{ width: `${Math.max(1.5, 100 * state.share)}%` }} />
        </span>
      )}
      <span className={styles.speed}>
        {
          {
            measured: state.kind === 'measured' ? words.speed(formatCount(state.tokensPerSecond)) : '',
            unavailable: words.unavailable,
            measuring: words.measuring,
            unknown: words.notMeasured,
          }[state.kind]
        }
      </span>
      <span className={styles.detail}>{detailOf(backend, state, words)}</span>
    </label>
  );
}

function detailOf(
  backend: Backend,
  state: BackendRow['state'],
  words: ReturnType<typeof useStrings>['backend'],
): string {
  if (state.kind === 'unavailable') return words.reason(state.reason);
  if (state.kind !== 'measured' || !state.adapter) return words.about[backend];
  return state.software ? words.software(state.adapter) : state.adapter;
}
