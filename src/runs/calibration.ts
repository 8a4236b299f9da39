// Measures how fast each backend trains the experiment at hand, while the page has nothing else to do: one
// worker after another, each for one backend. What is found counts from the next start of a training on.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Backend, backends, type Experiment } from '../experiment/experiment';
import type { BackendReport, CalibrationAnswer } from '../training/protocol';
import { type WatchLock, webLockWatch } from '../workers/watch-lock';
import { heaviestRun, type Measurement, type Measurements, shapeOf } from './backend-choice';
import { measureBackend } from './measure-backend';
import type { WorkerLike } from './pool-worker';
import { createSpeedMemory, type SpeedStorage } from './speed-memory';

export interface CalibrationState {
  /** On the shapes of the present experiment; a backend that was not measured on them yet is missing. */
  measurements: Measurements;
  measuring: Backend | null;
}

/** `training`: it would disturb both. `background`: nobody looks, so that nobody is served and numbers are low. */
export type Hold = 'training' | 'background';

export interface Calibration {
  state: StoreApi<CalibrationState>;
  /** The experiment to measure, as soon as it was left as it is for a moment. */
  show(experiment: Experiment): void;
  /** While anything holds it nothing is measured; what was under way is measured later, from its start. */
  hold(reason: Hold, held: boolean): void;
  /** Measures everything again, now, unless something trains. */
  again(): void;
  /** Takes in what a training found out: a backend that did not start, or was lost, is unavailable on this page. */
  learn(report: BackendReport): void;
  dispose(): void;
}

export interface CalibrationOptions {
  spawn: () => WorkerLike;
  /** May throw. */
  storage: () => SpeedStorage;
  /** Null where there are no Web Locks; by default the browser's. */
  watchLock?: WatchLock | null;
}

/** How long everything must have been at rest. */
const restMs = 1500;

/** Creates a calibration; it starts no worker before `show`. */
export function createCalibration({ spawn, storage, watchLock = webLockWatch() }: CalibrationOptions): Calibration {
  const memory = createSpeedMemory(storage);
  const store = createStore<CalibrationState>(() => ({ measurements: {}, measuring: null }));
  const holds = new Set<Hold>();
  /** Shape and backend of what this page measured itself: what was only remembered as unavailable is tried again. */
  const checked = new Set<string>();
  /** What trainings told of, on whatever shape. */
  const failed = new Map<Backend, string>();
  let subject: { shape: string; experiment: Experiment } | null = null;
  /** To be measured whatever is known. */
  let wished: readonly Backend[] = [];
  /** Its texts cannot be prepared, or no worker be loaded. */
  let hopeless: Experiment | null = null;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let stopMeasuring: (() => void) | null = null;

  const checkOf = (backend: Backend) => `${subject?.shape} ${backend}`;
  const isDue = (backend: Backend, remembered: Measurements) =>
    !failed.has(backend) && !checked.has(checkOf(backend)) && remembered[backend]?.kind !== 'measured';

  function nextBackend(): Backend | undefined {
    if (!subject || subject.experiment === hopeless) return undefined;
    const remembered = memory.get(subject.shape);
    return backends.find((backend) => wished.includes(backend) || isDue(backend, remembered));
  }

  const isHeld = () => holds.has('training') || (holds.has('background') && wished.length === 0);

  function publish(measuring: Backend | null) {
    const lost = [...failed].map(([backend, reason]): [Backend, Measurement] => [
      backend,
      { kind: 'unavailable', reason },
    ]);
    const measurements = { ...(subject && memory.get(subject.shape)), ...Object.fromEntries(lost) };
    store.setState({ measurements, measuring });
  }

  function stop() {
    clearTimeout(restTimer);
    stopMeasuring?.();
    stopMeasuring = null;
  }

  /** Starts to measure once nothing has happened for a while. What is under way goes on. */
  function rest() {
    clearTimeout(restTimer);
    if (stopMeasuring || isHeld() || !nextBackend()) return;
    restTimer = setTimeout(measureNext, restMs);
  }

  function measureNext() {
    stop();
    const backend = isHeld() ? undefined : nextBackend();
    if (!subject || backend === undefined) return publish(null);
    const { shape, experiment } = subject;
    const request = { type: 'calibrate', backend, shared: experiment.shared, run: heaviestRun(experiment) } as const;
    stopMeasuring = measureBackend(request, { spawn, watchLock }, (answer) => {
      if (answer.type === 'unmeasured') {
        hopeless = experiment;
        wished = [];
      } else {
        failed.delete(backend);
        checked.add(checkOf(backend));
        wished = wished.filter((other) => other !== backend);
        memory.set(shape, { ...memory.get(shape), [backend]: measurementOf(answer) });
      }
      measureNext();
    });
    publish(backend);
  }

  return {
    state: store,
    show(experiment) {
      const shape = shapeOf(experiment);
      if (shape !== subject?.shape) {
        stop();
        wished = [];
      }
      subject = { shape, experiment };
      publish(stopMeasuring ? store.getState().measuring : null);
      rest();
    },
    hold(reason, held) {
      if (held === holds.has(reason)) return;
      if (held) holds.add(reason);
      else holds.delete(reason);
      if (isHeld()) {
        stop();
        publish(null);
      } else {
        // What was missing may be there by now.
        hopeless = null;
        rest();
      }
    },
    again() {
      wished = backends;
      hopeless = null;
      if (!isHeld()) measureNext();
    },
    learn({ insteadOf, lost }) {
      for (const fault of [insteadOf, lost]) if (fault) failed.set(fault.backend, fault.reason);
      if (insteadOf || lost) publish(store.getState().measuring);
    },
    dispose: stop,
  };
}

function measurementOf(answer: Exclude<CalibrationAnswer, { type: 'unmeasured' }>): Measurement {
  if (answer.type === 'unavailable') return { kind: 'unavailable', reason: answer.reason };
  const { tokensPerSecond, adapter } = answer;
  return { kind: 'measured', tokensPerSecond, ...(adapter !== undefined && { adapter }) };
}
