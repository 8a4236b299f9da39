// The page's session: the experiment with its undo history, kept in step with the address, and the trainings of its
// runs, which the pool trains. Panels call it and draw its two stores.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { shallow } from 'zustand/vanilla/shallow';
import type { Experiment, SharedSettings } from '../experiment/experiment';
import { type History, push, redo, startHistory, undo } from '../experiment/history';
import { type LinkProblem, type OpenedLink, openLink } from '../experiment/link';
import { type PlannedTraining, planOfRuns } from '../experiment/plan';
import type { WatchLock } from '../workers/watch-lock';
import type { Address } from './address';
import { createAddressKeeper } from './address-keeper';
import { chosenBackend } from './backend-choice';
import { withoutStopping } from './beyond';
import type { Calibration, CalibrationState } from './calibration';
import type { KeptResults } from './kept-results';
import { createLookup } from './lookup';
import { matchRuns } from './match-runs';
import { createPool, poolSize, startsAtOnce } from './pool';
import type { WorkerLike } from './pool-worker';
import type { TrainingLine } from './result-lines';
import { continueRun, keyOfRun, newRun, type SessionRun } from './session-run';
import { sharePool } from './shared-pool';
import { createShowRuns } from './shown-runs';
import { createRunStore, type RunStore, trainingsOf } from './store';
import { endedEarly } from './summary';
import { createSweepRunner } from './sweep-runner';
import type { SweepControl } from './sweep-state';
import { createThrottle } from './throttle';
import { createTrainings, isUnderWay } from './trainings';

export interface ExperimentState {
  experiment: Experiment;
  /** What the opened link held that was not understood or not allowed, until dismissed. */
  problems: readonly LinkProblem[];
  canUndo: boolean;
  canRedo: boolean;
  /** Training was asked for and begins as soon as the text is here. */
  waitsForText: boolean;
}

export interface Session extends SweepControl {
  experiment: StoreApi<ExperimentState>;
  runs: RunStore;
  /** How fast each backend trains this experiment, as far as it is known. */
  calibration: StoreApi<CalibrationState>;
  /** The version of the engine, which results of another one need not equal; null where that is not known. */
  engine: string | null;
  /** Results of finished trainings in this browser; null where none are kept. */
  kept: Pick<KeptResults, 'count' | 'forgetAll' | 'forgetTexts'> | null;
  /**
   * Replaces the experiment and trains only what has another training key than before (while train() is in
   * effect; otherwise it becomes idle). Edits with the same `gesture` (one drag of one slider) undo as one.
   */
  edit(change: (experiment: Experiment) => Experiment, gesture?: string): void;
  /**
   * Replaces the experiment by another that is not a variation of it: a preset, another text. What was there becomes
   * the history entry before it, and no curve of it stays as a ghost.
   */
  open(change: (experiment: Experiment) => Experiment): void;
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
  /** Back to no results: forgets what was trained or shown on this page, also where it is kept; not the sweep's. */
  reset(): void;
  /** Trains on, apart, what early stopping ended, and shows how it went on; or no longer. */
  showBeyond(shown: boolean): void;
  /** What was trained elsewhere is there as if trained here, and marked. */
  bringIn(lines: readonly TrainingLine[]): void;
  /** While the text is not here, nothing starts; what was asked for meanwhile starts when it is. */
  holdForText(missing: boolean): void;
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
  engine?: string | null;
  /** Where results outlive the page; by default nowhere. */
  kept?: KeptResults | null;
  /** Null where there are no Web Locks; by default the browser's. */
  watchLock?: WatchLock | null;
}

/** Least time between two starts of one run: a drag must not pile up work. */
const startEveryMs = 120;
/** Least time between two writes of the run store that no one waits for. */
const publishEveryMs = 50;

const isSameText = (one: SharedSettings, other: SharedSettings) =>
  one.corpus === other.corpus && one.importedChecksum === other.importedChecksum;

/** Opens a session on a link. Nothing trains before `train`. */
export function createSession(options: SessionOptions): Session {
  const { initial, spawn, cores, address, calibration, engine = null, kept = null, watchLock } = options;
  let history = startHistory(initial.experiment);
  let runs: readonly SessionRun[] = [];
  /** Whether train() is in effect, so that an edited run is trained at once. */
  let live = false;
  /** Whether the text is not here. */
  let held = false;
  let acting = false;
  let beyondShown = false;
  /** Of each run its trainings without early stopping, while they are to be shown. */
  let further: readonly (readonly PlannedTraining[])[] = [];

  const experimentStore = createStore<ExperimentState>(() => ({
    experiment: initial.experiment,
    problems: initial.problems,
    canUndo: false,
    canRedo: false,
    waitsForText: false,
  }));
  const runStore = createRunStore();
  const publishing = createThrottle(publishEveryMs, 'both', publish);
  const keeper = createAddressKeeper(address, initial, () => history.present);
  const pool = sharePool((onEvent) =>
    createPool({
      spawn,
      size: 1,
      startingAtOnce: startsAtOnce(cores),
      onEvent,
      ...(watchLock !== undefined && { watchLock }),
    }),
  );
  const chooseBackend = () => chosenBackend(calibration.state.getState().measurements);
  const trainings = createTrainings({
    createPool: pool.desk,
    chooseBackend,
    kept,
    onBackend: calibration.learn,
    onChange(urgent) {
      if (acting) return;
      if (urgent) act(goOn);
      else publishing.request();
    },
  });

  const sweep = createSweepRunner({
    createPool: pool.desk,
    width: workers,
    chooseBackend,
    onBackend: calibration.learn,
    known: trainings.known,
    recall: createLookup(kept),
    remember: trainings.remember,
    forget: trainings.forget,
    onActivity() {
      trainings.resize(workers());
      publishing.request();
    },
  });

  /** One pool trains the runs, what goes on beyond their ends, and the sweep. */
  function workers(): number {
    const trained = history.present.runs.length * history.present.shared.seeds;
    return poolSize(trained + sweep.demand(), cores);
  }

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

  const showRuns = createShowRuns(stateOf);

  function publish() {
    const previous = runStore.getState().runs;
    const next = showRuns(previous, { settings: history.present.runs, runs, further });
    if (!shallow(previous, next)) runStore.setState({ runs: next });
    const runsTrain = [...trainingsOf(next), ...further.flat().map(stateOf)].some(isUnderWay);
    calibration.hold('training', runsTrain || sweep.isActive());
  }

  /** Makes a history's present the experiment, trains what changed, and brings back what is known. */
  function show(next: History<Experiment>, { problems = experimentStore.getState().problems, anew = false } = {}) {
    const keepsGhosts = !anew && isSameText(history.present.shared, next.present.shared);
    history = next;
    const experiment = history.present;
    const requests = planOfRuns(experiment);
    const keys = requests.map(keyOfRun);
    const left = new Map(runs.map((run) => [run.key, run.trainings.map(({ key }) => trainings.stateOf(key))]));

    // First, as what starts now is to run on what is best for the shapes of now.
    calibration.show(experiment);
    act(() => {
      trainings.resize(workers());
      further = beyondShown ? experiment.runs.map((run) => withoutStopping(experiment.shared, run)) : [];
      const unknown = new Set(trainings.replace([...requests.flat(), ...further.flat()]));
      const continued = matchRuns(
        runs.map(({ key }) => key),
        keys,
      ).map((index) => runs[index]);
      runs = requests.map((own, index) => {
        const before = continued[index];
        return before
          ? continueRun(before, own, left.get(before.key)!, { isNew: (key) => unknown.has(key), keepsGhosts })
          : newRun(own);
      });
      if (live && !held) runs = runs.map((run) => startSoon(run, (key) => unknown.delete(key)));
      experimentStore.setState({
        experiment,
        problems,
        canUndo: history.past.length > 0,
        canRedo: history.future.length > 0,
        waitsForText: live && held,
      });
      goOn();
    });
    sweep.show(experiment);
  }

  function stateOf({ key }: Pick<PlannedTraining, 'key'>) {
    return trainings.stateOf(key);
  }

  /** Begins the trainings without early stopping of those that it has ended. */
  function goOn() {
    if (held) return;
    for (const [index, own] of further.entries()) {
      const { trainings: stopped } = runs[index]!;
      for (const [place, request] of own.entries()) {
        if (endedEarly(stateOf(stopped[place]!)) && stateOf(request).status === 'idle') trainings.train(request.key);
      }
    }
  }

  /** Starts an edited run's new trainings, at once if it was not started lately; a start still ahead keeps its time. */
  function startSoon(run: SessionRun, isNew: (key: string) => boolean): SessionRun {
    const keys = run.trainings.flatMap(({ key }) => (isNew(key) ? [key] : []));
    if (keys.length === 0) return run;
    const now = performance.now();
    const startAt = run.startAt > now ? run.startAt : Math.max(now, run.startAt + startEveryMs);
    for (const key of keys) trainings.train(key, startAt - now);
    return { ...run, startAt };
  }

  const keysInUse = () => [...new Set(runs.flatMap((run) => run.trainings.map(({ key }) => key)))];
  const allKeys = () => [...new Set([...keysInUse(), ...further.flat().map(({ key }) => key)])];
  const statusOf = (key: string) => trainings.stateOf(key).status;

  function trainAll() {
    const keys = keysInUse();
    const unfinished = keys.filter((key) => statusOf(key) !== 'finished');
    for (const key of unfinished.length > 0 ? unfinished : keys) trainings.train(key);
    for (const { key } of further.flat()) if (statusOf(key) === 'paused') trainings.train(key);
  }

  function setLive(next: boolean) {
    live = next;
    experimentStore.setState({ waitsForText: live && held });
  }

  function travel(next: History<Experiment>) {
    if (next === history) return;
    show(next);
    keeper.draft();
  }

  const stopListening = keeper.onOpen((hash) => {
    const opened = openLink(hash);
    keeper.opened(opened, hash);
    show(push(history, opened.experiment), { problems: opened.problems });
  });

  show(history);

  return {
    experiment: experimentStore,
    runs: runStore,
    calibration: calibration.state,
    sweep: sweep.sweep,
    engine,
    trainSweep() {
      keeper.commit();
      sweep.trainSweep();
    },
    pauseSweep: sweep.pauseSweep,
    forgetSweep: sweep.forgetSweep,
    kept: kept && {
      count: kept.count,
      forgetAll() {
        trainings.clearCache();
        return kept.forgetAll();
      },
      forgetTexts(checksums) {
        trainings.clearCache();
        return kept.forgetTexts(checksums);
      },
    },
    edit: (change, gesture) => travel(push(history, change(history.present), gesture)),
    open(change) {
      const next = push(history, change(history.present));
      if (next === history) return;
      keeper.leave();
      show(next, { anew: true });
      keeper.enter();
    },
    undo: () => travel(undo(history)),
    redo: () => travel(redo(history)),
    dismissProblems: () => experimentStore.setState({ problems: [] }),
    train() {
      setLive(true);
      keeper.commit();
      if (!held) act(trainAll);
    },
    pause() {
      const underWay = allKeys().filter((key) => isUnderWay(trainings.stateOf(key)));
      if (underWay.length === 0) return;
      setLive(false);
      act(() => underWay.forEach(trainings.pause));
    },
    oneEpoch() {
      const unfinished = keysInUse().filter((key) => statusOf(key) !== 'finished' && statusOf(key) !== 'failed');
      if (unfinished.length === 0) return;
      setLive(false);
      act(() => unfinished.forEach(trainings.step));
    },
    stop() {
      const stoppable = allKeys().filter((key) => isUnderWay(trainings.stateOf(key)) || statusOf(key) === 'paused');
      if (stoppable.length === 0) return;
      setLive(false);
      act(() => stoppable.forEach(trainings.stop));
    },
    reset() {
      setLive(false);
      act(() => {
        trainings.clear(new Set(sweep.keys()));
        runs = runs.map((run) => ({ ...run, ghost: null }));
      });
    },
    showBeyond(shown) {
      if (shown === beyondShown) return;
      beyondShown = shown;
      show(history);
    },
    bringIn(lines) {
      act(() => trainings.bringIn(lines));
      sweep.bringIn(lines);
    },
    holdForText(missing) {
      if (held === missing) return;
      held = missing;
      setLive(live);
      if (live && !held) act(trainAll);
      sweep.hold(missing);
    },
    measureAgain: calibration.again,
    dispose() {
      stopListening();
      calibration.dispose();
      keeper.dispose();
      publishing.cancel();
      sweep.dispose();
      trainings.dispose();
      live = false;
      runs = [];
      further = [];
    },
  };
}
