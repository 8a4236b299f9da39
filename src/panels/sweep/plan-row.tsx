// What the sweep will train, start and pause, and how far it is.

import type { Experiment, Sweep } from '../../experiment/experiment';
import { runIdsOf } from '../../experiment/experiment';
import { epochsToTrain, expectedMs } from '../../runs/sweep-cost';
import { PauseIcon, PlayIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useRuns, useSession } from '../playground';
import { timeInWords } from '../progress-words';
import { removeSweep } from './edits';
import styles from './plan-row.module.css';
import { TrainElsewhere } from './train-elsewhere';
import { useSweep, useSweepStrings } from './use-sweep';

export function PlanRow({ experiment, sweep }: { experiment: Experiment; sweep: Sweep }) {
  const { bar } = useStrings();
  const { plan, setup } = useSweepStrings();
  const session = useSession();
  const { points, rungs, activity, progress } = useSweep();
  const runs = useRuns();
  const { seeds } = experiment.shared;
  const trainings = points.length * seeds;
  const epochs = epochsToTrain(points.length, seeds, rungs, sweep.halving);
  const swept = runs.find(({ id }) => id === runIdsOf(experiment.runs).find((each) => each === sweep.run));
  const expected = expectedMs(swept, { epochs, trainings, cores: navigator.hardwareConcurrency || 2 });
  const isBegun = activity !== 'idle' || progress.done > 0;
  const label = { idle: plan.start, active: plan.pause, paused: plan.resume, finished: plan.again }[activity];
  const words = [
    plan.done(progress.done, progress.of),
    ...(activity === 'active' && progress.leftMs !== null ? [bar.left(timeInWords(progress.leftMs, bar))] : []),
    ...(activity === 'paused' ? [plan.paused] : []),
  ].join(', ');
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={styles.start}
        disabled={activity === 'finished'}
        onClick={() => (activity === 'active' ? session.pauseSweep() : session.trainSweep())}
      >
        {activity === 'active' ? <PauseIcon /> : activity === 'finished' ? null : <PlayIcon />}
        {label}
      </button>
      <div className={styles.plan}>
        <p>
          {plan.points(points.length, seeds)}{' '}
          <span className={styles.soft}>
            {isBegun
              ? words
              : `${plan.trainings(trainings)}${expected === null ? '' : plan.about(timeInWords(expected, bar))}`}
          </span>
        </p>
        <div
          className={styles.track}
          role="progressbar"
          aria-label={plan.progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(progress.share * 100)}
          aria-valuetext={words}
        >
          <div style={{ transform: `scaleX(${progress.share})` }} />
        </div>
      </div>
      <span className={styles.actions}>
        <button type="button" disabled={!isBegun} onClick={() => session.forgetSweep()}>
          {plan.forget}
        </button>
        <TrainElsewhere experiment={experiment} />
        <button type="button" onClick={() => session.edit(removeSweep)}>
          {setup.remove}
        </button>
      </span>
    </div>
  );
}
