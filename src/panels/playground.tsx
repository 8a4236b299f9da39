// The session and the view, handed down to every panel, and the hooks that read them.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type Experiment, type RunId, runIds } from '../experiment/experiment';
import { activityOf } from '../runs/activity';
import type { CalibrationState } from '../runs/calibration';
import type { Session } from '../runs/session';
import type { RunState, RunsState } from '../runs/store';
import { createThrottle } from '../runs/throttle';
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

/** Between the charts of two runs, so that one task never draws them all. */
export const staggerMs = 25;

/**
 * A part of the runs' state, `delayMs` after it changed and at most five times a second, or three for many runs.
 * A change of `urgency` (a status) does not wait for its turn.
 */
function useThrottled<Selected>(
  select: (state: RunsState) => Selected,
  urgency: (state: RunsState) => string,
  delayMs = 0,
): Selected {
  const { runs } = useSession();
  const [selected, setSelected] = useState(() => select(runs.getState()));
  const intervalMs = useStore(runs, (state) =>
    state.runs.length > mostFewRuns ? updateIntervalMs.many : updateIntervalMs.few,
  );
  // The selectors are constant for a component's life.
  useEffect(() => {
    const show = createThrottle(intervalMs, 'both', () => setSelected(() => select(runs.getState())));
    let delay: ReturnType<typeof setTimeout> | undefined;
    let shownUrgency = '';
    const showDelayed = () => {
      delay = undefined;
      const nextUrgency = urgency(runs.getState());
      if (nextUrgency === shownUrgency) show.request();
      else show.flush();
      shownUrgency = nextUrgency;
    };
    const update = () => {
      if (delayMs === 0) showDelayed();
      else delay ??= setTimeout(showDelayed, delayMs);
    };
    showDelayed();
    const unsubscribe = runs.subscribe(update);
    return () => {
      unsubscribe();
      clearTimeout(delay);
      show.cancel();
    };
  }, [runs, intervalMs]);
  return selected;
}

const statusOf = ({ id, trainings }: RunState) =>
  [id, ...trainings.map(({ seed, status, key }) => `${seed}${status}${key}`)].join();

/** One run, throttled. Mount a new component for another id. */
export const useRun = (id: RunId): RunState | undefined =>
  useThrottled(
    (state) => state.runs.find((run) => run.id === id),
    (state) =>
      state.runs
        .filter((run) => run.id === id)
        .map(statusOf)
        .join(),
    runIds.indexOf(id) * staggerMs,
  );

/** All runs, throttled. */
export const useRuns = (): readonly RunState[] =>
  useThrottled(
    (state) => state.runs,
    (state) => state.runs.map(statusOf).join(),
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
