// The session and the view, handed down to every panel, and the hooks that read them.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Experiment, RunId } from '../experiment/experiment';
import { activityOf } from '../runs/activity';
import type { CalibrationState } from '../runs/calibration';
import type { Session } from '../runs/session';
import type { RunState, RunsState, TrainingStatus } from '../runs/store';
import { statusOf } from '../runs/summary';
import { createThrottle } from '../runs/throttle';
import { turns } from './turns';
import type { View, ViewStore } from './view';

interface Playground {
  session: Session;
  view: ViewStore;
}

const PlaygroundContext = createContext<Playground | null>(null);

export function PlaygroundProvider({ session, view, children }: Playground & { children: ReactNode }) {
  const [playground] = useState({ session, view });
  return <PlaygroundContext value={playground}>{children}</PlaygroundContext>;
}

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error('usePlayground needs a PlaygroundProvider above it');
  return playground;
}

export const useSession = () => usePlayground().session;
export const useExperiment = (): Experiment => useStore(useSession().experiment, (state) => state.experiment);
export const useCalibration = (): CalibrationState => useStore(useSession().calibration);
export const useView = <Selected,>(select: (view: View) => Selected): Selected =>
  useStore(usePlayground().view, select);

/** Time between two updates of one chart, for few runs and for many: drawing takes from the cores that train. */
const updateIntervalMs = { few: 200, many: 300 };
const mostFewRuns = 3;

/**
 * A part of the runs' state, at most five times a second, or three for many runs, and never in one task with another
 * part. A change of a run's status or settings is shown in the next turn, or, `atOnce`, without one.
 */
function useThrottled<Selected>(
  select: (state: RunsState) => Selected,
  isOf: (run: RunState) => boolean,
  atOnce: boolean,
): Selected {
  const { runs } = useSession();
  const [selected, setSelected] = useState(() => select(runs.getState()));
  const intervalMs = useStore(runs, (state) =>
    state.runs.length > mostFewRuns ? updateIntervalMs.many : updateIntervalMs.few,
  );
  // The selectors are constant for a component's life.
  useEffect(() => {
    const asker = {};
    const draw = () => setSelected(() => select(runs.getState()));
    const show = createThrottle(intervalMs, 'both', () => turns.take(asker, draw));
    let standing: readonly Standing[] = [];
    const update = () => {
      const next = runs.getState().runs.filter(isOf).map(standingOf);
      const isUrgent = next.length !== standing.length || next.some((each, i) => isOther(each, standing[i]!));
      standing = next;
      if (!isUrgent) return show.request();
      if (!atOnce) return show.flush();
      show.cancel();
      turns.leave(asker);
      draw();
    };
    update();
    const unsubscribe = runs.subscribe(update);
    return () => {
      unsubscribe();
      show.cancel();
      turns.leave(asker);
    };
  }, [runs, intervalMs]);
  return selected;
}

interface Standing {
  id: RunId;
  /** Of the run as a whole: of twenty trainings one ends every moment. */
  status: TrainingStatus;
  trainings: RunState['trainings'];
}

const standingOf = ({ id, trainings }: RunState): Standing => ({ id, status: statusOf(trainings), trainings });

/** Keys are long, and of a hundred trainings nearly all are the same objects as before. */
const isOther = (one: Standing, other: Standing): boolean =>
  one.id !== other.id ||
  one.status !== other.status ||
  (one.trainings !== other.trainings &&
    (one.trainings.length !== other.trainings.length ||
      one.trainings.some((each, i) => each !== other.trainings[i] && each.key !== other.trainings[i]!.key)));

/** One run, throttled, for its chart: all charts at once would take long. Mount a new component for another id. */
export const useRun = (id: RunId): RunState | undefined =>
  useThrottled(
    (state) => state.runs.find((run) => run.id === id),
    (run) => run.id === id,
    false,
  );

/** All runs, throttled. */
export const useRuns = (): readonly RunState[] =>
  useThrottled(
    (state) => state.runs,
    () => true,
    true,
  );

/** All runs' statuses, at once. */
export const useStatus = <Selected extends string | number | boolean>(
  select: (runs: readonly RunState[]) => Selected,
): Selected => useStore(useSession().runs, (state) => select(state.runs));

/** What the space bar and the Train button do. */
export function toggleTraining(session: Session): void {
  if (activityOf(session.runs.getState().runs) === 'active') session.pause();
  else session.train();
}
