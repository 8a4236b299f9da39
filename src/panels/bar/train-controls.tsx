// Train or pause, one epoch, stop, reset.

import { activityOf } from '../../runs/activity';
import { trainingsOf } from '../../runs/store';
import { PauseIcon, PlayIcon, StepIcon, StopIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { toggleTraining, useSession, useStatus } from '../playground';
import styles from './bar.module.css';

export function TrainButton() {
  const { bar } = useStrings();
  const session = useSession();
  const activity = useStatus(activityOf);
  const label = { idle: bar.train, active: bar.pause, paused: bar.resume }[activity];
  return (
    <button type="button" className={styles.train} title={bar.trainHint} onClick={() => toggleTraining(session)}>
      {activity === 'active' ? <PauseIcon /> : <PlayIcon />}
      {label}
    </button>
  );
}

export function OneEpochButton() {
  const { bar } = useStrings();
  const session = useSession();
  const active = useStatus((runs) => activityOf(runs) === 'active');
  return (
    <button
      type="button"
      className={styles.button}
      title={bar.oneEpochHint}
      aria-label={bar.oneEpoch}
      disabled={active}
      onClick={() => session.oneEpoch()}
    >
      <span className={styles.narrowOnly}>
        <StepIcon />
      </span>
      <span className={styles.wide}>{bar.oneEpoch}</span>
    </button>
  );
}

export function StopButton() {
  const { bar } = useStrings();
  const session = useSession();
  const idle = useStatus((runs) => activityOf(runs) === 'idle');
  return (
    <button
      type="button"
      className={styles.quiet}
      title={bar.stopHint}
      aria-label={bar.stop}
      disabled={idle}
      onClick={() => session.stop()}
    >
      <StopIcon />
    </button>
  );
}

export function ResetButton() {
  const { bar } = useStrings();
  const session = useSession();
  const empty = useStatus((runs) => trainingsOf(runs).every(({ status }) => status === 'idle'));
  return (
    <button
      type="button"
      className={styles.quiet}
      title={bar.resetHint}
      disabled={empty}
      onClick={() => session.reset()}
    >
      {bar.reset}
    </button>
  );
}
