// The page's session: the experiment with its undo history, kept in step with the address, and the trainings of its
// runs, which the pool trains. Panels call it and draw its two stores.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { shallow } from 'zustand/vanilla/shallow';
import { type Experiment, runIdAt, type SharedSettings } from '../experiment/experiment';
import { type History, push, redo, startHistory, undo } from '../experiment/history';
import { trainingKey } from '../experiment/keys';
import { type LinkProblem, type OpenedLink, openLink } from '../experiment/link';
import { seedsOf, trainingId } from '../experiment/seeds';
import type { EpochResult } from '../training/protocol';
import type { WatchLock } from '../workers/watch-lock';
import type { Address } from './address';
import { createAddressKeeper } from './address-keeper';
import { chosenBackend } from './backend-choice';
import type { Calibration, CalibrationState } from './calibration';
import { matchRuns } from './match-runs';
import { createPool, poolSize, startsAtOnce } from './pool';
import type { WorkerLike } from './pool-worker';
import { createRunStore, type RunState, type RunStore, type TrainingState, trainingsOf } from './store';
import { createThrottle } from './throttle';
import { createTrainings, isUnderWay, type TrainingRequest } from './trainings';

export interface ExperimentState {
  experiment: Experiment;
  /** What the opened link held that was not understood or not allowed, until dismissed. */
  problems: readonly LinkProblem[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface Session {
  experiment: StoreApi<ExperimentState>;
  runs: RunStore;
  /** How fast each backend trains this experiment, as far as it is known. */
  calibration: StoreApi<CalibrationState>;
  /**
   * Replaces the experiment and trains only what has another training key than before (while train() is in
   * effect; otherwise it becomes idle). Edits with the same `gesture` (one drag of one slider) undo as one.
   */
  edit(change: (experiment: Experiment) => Experiment, gesture?: string): void;
  undo(): void;
  redo(): void;
  dismissProblems(): void;
  /** Starts or resumes all trainings of all runs, and pushes the address. Once all are finished, trains them all again. */
  train(): void;
  pause(): void;
  /** One more epoch of every training that is not finished or failed, then pause. */
  oneEpoch(): void;
  /** Ends training where it is; a stopped run starts over. */
  stop(): void;
  /** Back to no results. */
  reset(): void;
  /** Measures all backends again, once nothing trains. */
  measureAgain(): void;
  dispose(): void;
}

export interface SessionOptions {
  initial: OpenedLink;
  spawn: () => WorkerLike;
  /** Logical processors, as of navigator.hardwareConcurrency. */
  cores: number;
  address: Address;
  calibration: Calibration;
  /** Null where there are no Web Locks; by default the browser's. */
  watchLock?: WatchLock | null;
  /** The seeds of every run; by default those that the experiment says. */
  seeds?: (shared: SharedSettings) => readonly number[];
}

/** Least time between two starts of one run: a drag must not pile up work. */
const startEveryMs = 120;
/** Least time between two writes of the run store that no one waits for. */
const publishEveryMs = 50;

interface Run {
  /** Its trainings, in the order of its seeds. */
  trainings: readonly Pick<TrainingRequest, 'key' | 'seed'>[];
  /** Of all its trainings; equal for runs with the same curves. */
  key: string;
  /** The last curves worth comparing with, and the key of the run that they belong to; stays when settings change. */
  ghost: { key: string; curves: readonly (readonly EpochResult[])[] } | null;
  /** When it was last started after an edit, or is about to be. */
  startAt: number;
}

/** Whether a curve may become a ghost of its run; one cut off by a drag may not, so that the older ghost stays. */
function isWorthComparing({ status, results }: TrainingState): boolean {
  return status === 'finished' || ((status === 'stopped' || status === 'paused') && results.length >= 2);
}

const keyOfRun = (trainings: Run['trainings']): string => trainings.map(({ key }) => key).join();

/** The same object for what did not change, so that nothing is drawn again for it. */
const unlessSame = <Value extends object>(before: Value | undefined, now: Value): Value =>
  before && shallow(before, now) ? before : now;

/** Opens a session on a link. Nothing trains before `train`. */
export function createSession(options: SessionOptions): Session {
  const { initial, spawn, cores, address, calibration, watchLock, seeds = seedsOf } = options;
  let history = startHistory(initial.experiment);
  let runs: readonly Run[] = [];
  /** Whether train() is in effect, so that an edited run is trained at once. */
  let live = false;
  let acting = false;

  const experimentStore = createStore<ExperimentState>(() => ({
    experiment: initial.experiment,
    problems: initial.problems,
    canUndo: false,
    canRedo: false,
  }));
  const runStore = createRunStore();
  const publishing = createThrottle(publishEveryMs, 'both', publish);
  const keeper = createAddressKeeper(address, initial, () => history.present);
  const trainings = createTrainings({
    createPool: (onEvent) =>
      createPool({
        spawn,
        size: 1,
        startingAtOnce: startsAtOnce(cores),
        onEvent,
        ...(watchLock !== undefined && { watchLock }),
      }),
    chooseBackend: () => chosenBackend(calibration.state.getState().measurements),
    onBackend: calibration.learn,
    onChange(urgent) {
      if (acting) return;
      if (urgent) publishing.flush();
      else publishing.request();
    },
  });

  /** Does what the user asked for, and shows it at once and as a whole. */
  function act(action: () => void) {
    acting = true;
    try {
      action();
    } finally {
      acting = false;
      publishing.flush();
    }
  }

  function publish() {
    const previous = runStore.getState().runs;
    const next = runs.map((run, index): RunState => {
      const id = runIdAt(index);
      const before = previous[index];
      const own = run.trainings.map(({ key, seed }, place) =>
        unlessSame(before?.trainings[place], {
          id: trainingId(id, seed),
          run: id,
          seed,
          key,
          ...trainings.stateOf(key),
        }),
      );
      const ghost = run.ghost?.curves ?? null;
      return unlessSame(before, { id, trainings: unlessSame(before?.trainings, own), ghost });
    });
    if (!shallow(previous, next)) runStore.setState({ runs: next });
    calibration.hold('training', trainingsOf(next).some(isUnderWay));
  }

  /** Makes a history's present the experiment, trains what changed, and brings back what is known. */
  function show(next: History<Experiment>, problems = experimentStore.getState().problems) {
    history = next;
    const experiment = history.present;
    const { shared } = experiment;
    const requests = experiment.runs.map((run) =>
      seeds(shared).map((seed): TrainingRequest => ({ key: trainingKey(shared, run, seed), shared, run, seed })),
    );
    const keys = requests.map(keyOfRun);
    const left = new Map(runs.map((run) => [run.key, run.trainings.map(({ key }) => trainings.stateOf(key))]));

    // First, as what starts now is to run on what is best for the shapes of now.
    calibration.show(experiment);
    act(() => {
      trainings.resize(poolSize(requests.flat().length, cores));
      const unknown = new Set(trainings.replace(requests.flat()));
      const continued = matchRuns(
        runs.map(({ key }) => key),
        keys,
      ).map((index) => runs[index]);
      runs = requests.map((own, index): Run => {
        const run = { trainings: own, key: keyOfRun(own) };
        const before = continued[index];
        if (!before) return { ...run, ghost: null, startAt: Number.NEGATIVE_INFINITY };
        // With a training in common it is the same run, be it with more seeds or fewer.
        const goesOn = own.some(({ key }) => before.trainings.some((training) => training.key === key));
        if (goesOn) return { ...before, ...run };
        const states = left.get(before.key)!;
        const ghost = states.every(isWorthComparing)
          ? { key: before.key, curves: states.map(({ results }) => results) }
          : before.ghost;
        // Curves that are back are no ghosts of themselves.
        const areBack = ghost?.key === run.key && !own.some(({ key }) => unknown.has(key));
        return { ...run, ghost: areBack ? null : ghost, startAt: before.startAt };
      });
      if (live) runs = runs.map((run) => startSoon(run, (key) => unknown.delete(key)));
      experimentStore.setState({
        experiment,
        problems,
        canUndo: history.past.length > 0,
        canRedo: history.future.length > 0,
      });
    });
  }

  /** Starts an edited run's new trainings, at once if it was not started lately; a start still ahead keeps its time. */
  function startSoon(run: Run, isNew: (key: string) => boolean): Run {
    const keys = run.trainings.flatMap(({ key }) => (isNew(key) ? [key] : []));
    if (keys.length === 0) return run;
    const now = performance.now();
    const startAt = run.startAt > now ? run.startAt : Math.max(now, run.startAt + startEveryMs);
    for (const key of keys) trainings.train(key, startAt - now);
    return { ...run, startAt };
  }

  const keysInUse = () => [...new Set(runs.flatMap((run) => run.trainings.map(({ key }) => key)))];
  const statusOf = (key: string) => trainings.stateOf(key).status;

  function travel(next: History<Experiment>) {
    if (next === history) return;
    show(next);
    keeper.draft();
  }

  const stopListening = keeper.onOpen((hash) => {
    const opened = openLink(hash);
    keeper.opened(opened, hash);
    show(push(history, opened.experiment), opened.problems);
  });

  show(history);

  return {
    experiment: experimentStore,
    runs: runStore,
    calibration: calibration.state,
    edit: (change, gesture) => travel(push(history, change(history.present), gesture)),
    undo: () => travel(undo(history)),
    redo: () => travel(redo(history)),
    dismissProblems: () => experimentStore.setState({ problems: [] }),
    train() {
      live = true;
      keeper.commit();
      act(() => {
        const keys = keysInUse();
        const unfinished = keys.filter((key) => statusOf(key) !== 'finished');
        for (const key of unfinished.length > 0 ? unfinished : keys) trainings.train(key);
      });
    },
    pause() {
      const underWay = keysInUse().filter((key) => isUnderWay(trainings.stateOf(key)));
      if (underWay.length === 0) return;
      live = false;
      act(() => underWay.forEach(trainings.pause));
    },
    oneEpoch() {
      const unfinished = keysInUse().filter((key) => statusOf(key) !== 'finished' && statusOf(key) !== 'failed');
      if (unfinished.length === 0) return;
      live = false;
      act(() => unfinished.forEach(trainings.step));
    },
    stop() {
      const stoppable = keysInUse().filter((key) => isUnderWay(trainings.stateOf(key)) || statusOf(key) === 'paused');
      if (stoppable.length === 0) return;
      live = false;
      act(() => stoppable.forEach(trainings.stop));
    },
    reset() {
      live = false;
      act(() => {
        trainings.clear();
        runs = runs.map((run) => ({ ...run, ghost: null }));
      });
    },
    measureAgain: calibration.again,
    dispose() {
      stopListening();
      calibration.dispose();
      keeper.dispose();
      publishing.cancel();
      trainings.dispose();
      live = false;
      runs = [];
    },
  };
}
