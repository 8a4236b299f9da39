// The trainings behind the runs, one for each training key: runs with equal settings share one a seed, and a run
// that only moves to another letter keeps its own.

import type { Backend, SharedSettings } from '../experiment/experiment';
import { datasetKey } from '../experiment/keys';
import type { PlannedTraining } from '../experiment/plan';
import type { BackendReport, Ticket } from '../training/protocol';
import { broughtIn } from './brought-in';
import type { KeptResults } from './kept-results';
import { createLookup } from './lookup';
import type { Pool, PoolEvent, PoolOptions } from './pool';
import { createResultCache, type FinishedTraining } from './result-cache';
import type { TrainingLine } from './result-lines';
import { type TrainingState, untrained } from './store';

export interface Trainings {
  stateOf(key: string): TrainingState;
  /**
   * Makes these, in this order, the trainings there are: others are closed, and new ones start with the cached
   * results of their key, if it was ever finished. Returns the keys of the new ones without results; of those, what
   * is kept comes a moment later, and their starts wait for it.
   */
  replace(requests: readonly PlannedTraining[]): string[];
  /** The most workers at once. */
  resize(size: number): void;
  /** Trains to the end, after a delay if one is given. What is finished, stopped or failed starts over. */
  train(key: string, delayMs?: number): void;
  /** Trains one epoch more. */
  step(key: string): void;
  pause(key: string): void;
  /** Ends a training under way or paused; its results stay. */
  stop(key: string): void;
  /** Forgets everything that was trained or shown, also where it is kept, but for these keys. */
  clear(but?: ReadonlySet<string>): void;
  /** Forgets what is not of a training there is, and nothing that is kept. */
  clearCache(): void;
  /** What of these keys is finished, as far as this page knows. */
  known(keys: readonly string[]): ReadonlyMap<string, FinishedTraining>;
  /** A training that was finished elsewhere is known, and kept, like these, and shown where it has not begun. */
  remember(key: string, training: FinishedTraining): void;
  /** What was trained elsewhere, as far as it came, is shown where nothing is known; what is finished is kept. */
  bringIn(lines: readonly TrainingLine[]): void;
  /** Forgets these, also where they are kept, but for those that are shown. */
  forget(keys: readonly string[]): void;
  dispose(): void;
}

export interface TrainingsOptions {
  createPool: (onEvent: PoolOptions['onEvent']) => Pool;
  /** What to open a training with that leaves its backend to the page. */
  chooseBackend: () => Backend | 'auto';
  /** Where finished trainings outlive the page; null where they do not. */
  kept: Pick<KeptResults, 'getMany' | 'put' | 'forget'> | null;
  /** Told what a training really runs on. */
  onBackend: (report: BackendReport) => void;
  /** Called after every change; `urgent` where a training came to rest. */
  onChange: (urgent: boolean) => void;
}

interface HeldTraining extends PlannedTraining {
  dataset: string;
  /** Null where the pool knows nothing of it. */
  ticket: Ticket | null;
  state: TrainingState;
  /** Takes back a delayed start. */
  cancelStart: (() => void) | null;
  /** What is kept of it: while that is awaited, it does not start; what is overdue is shown if it has not started. */
  answer: 'awaited' | 'overdue' | null;
  /** How far to train if nothing is kept of it; null where it was not asked to. */
  heldUntil: number | null;
}

/** Whether a worker trains it, or will without being asked again. */
export const isUnderWay = ({ status }: TrainingState): boolean =>
  status === 'waiting' || status === 'starting' || status === 'training';

/** Keeps a report until the next one, which comes soon, unless that will be another. */
function stillTrue(report: BackendReport | null, wanted: Backend | 'auto'): BackendReport | null {
  if (!report || report.lost) return null;
  const before = report.insteadOf?.backend ?? report.backend;
  return before === (wanted === 'auto' ? 'wasm' : wanted) ? report : null;
}

/** Connects training keys to tickets of a pool, and collects what the pool tells of them. */
export function createTrainings({ createPool, chooseBackend, kept, onBackend, onChange }: TrainingsOptions): Trainings {
  const trainings = new Map<string, HeldTraining>();
  const cache = createResultCache();
  const lookUp = createLookup(kept);
  const pool: Pool = createPool(receive);

  function get(key: string): HeldTraining {
    const training = trainings.get(key);
    if (!training) throw new Error(`key must be one of the trainings there are, got ${key}`);
    return training;
  }

  function set(training: HeldTraining, change: Partial<TrainingState>, urgent = false) {
    training.state = { ...training.state, ...change };
    onChange(urgent);
  }

  function receive(ticket: Ticket, event: PoolEvent) {
    const training = [...trainings.values()].find((candidate) => candidate.ticket === ticket);
    if (!training) return;
    switch (event.type) {
      case 'status':
        return set(training, { status: event.status }, event.status === 'paused');
      case 'opened':
        onBackend(event.backend);
        return set(training, { backend: event.backend, data: event.data });
      case 'moved':
        onBackend(event.backend);
        return set(training, { backend: event.backend });
      case 'epoch':
        return set(training, {
          results: [...training.state.results, event.result],
          fingerprint: event.fingerprint,
        });
      case 'finished': {
        training.ticket = null;
        const { fingerprint, mistakes, ending } = event;
        set(training, { status: 'finished', fingerprint, mistakes, ending }, true);
        const { results, backend, data } = training.state;
        return remember(training.key, { results, fingerprint, backend, data, mistakes, ending });
      }
      case 'failed':
        training.ticket = null;
        return set(training, { status: 'failed', failure: event.failure }, true);
      default:
        event satisfies never;
    }
  }

  function remember(key: string, finished: FinishedTraining) {
    cache.set(key, finished);
    kept?.put(key, finished);
  }

  const wantedBy = ({ backend }: SharedSettings) => (backend === 'auto' ? chooseBackend() : backend);

  function create(request: PlannedTraining): HeldTraining {
    const finished = cache.get(request.key);
    // The same text on the same backend is reported again soon; until then the old report is as true.
    const dataset = datasetKey(request.shared);
    const akin = [...trainings.values()].find(
      (other) => other.dataset === dataset && other.shared.backend === request.shared.backend,
    );
    const known = akin
      ? { backend: stillTrue(akin.state.backend, wantedBy(request.shared)), data: akin.state.data }
      : {};
    const state: TrainingState = finished
      ? { ...untrained, ...finished, status: 'finished' }
      : { ...untrained, ...known };
    return { ...request, dataset, ticket: null, state, cancelStart: null, answer: null, heldUntil: null };
  }

  function ask(keys: readonly string[]) {
    const asks = lookUp(keys, (found) => bringBack(keys, found));
    if (asks) for (const key of keys) get(key).answer = 'awaited';
  }

  /** Shows what is found of trainings that have not started, and lets the others start. */
  function bringBack(keys: readonly string[], found: ReadonlyMap<string, FinishedTraining>) {
    const held = keys.flatMap((key) => trainings.get(key) ?? []);
    for (const training of held) {
      const finished = found.get(training.key);
      if (!finished || training.answer === null) continue;
      cache.set(training.key, finished);
      show(training, { ...untrained, ...finished, status: 'finished' });
    }
    for (const training of held) {
      if (training.answer === 'awaited') training.answer = 'overdue';
      if (training.heldUntil !== null) advance(training, training.heldUntil);
    }
    onChange(true);
  }

  /** Shows what came from elsewhere, in the place of what the pool would do. */
  function show(training: HeldTraining, state: TrainingState) {
    close(training);
    training.answer = null;
    training.state = state;
  }

  function close(training: HeldTraining) {
    takeBackStart(training);
    if (training.ticket !== null) pool.close(training.ticket);
    training.ticket = null;
  }

  function takeBackStart(training: HeldTraining) {
    training.cancelStart?.();
    training.cancelStart = null;
    training.heldUntil = null;
  }

  function advance(training: HeldTraining, untilEpoch: number) {
    takeBackStart(training);
    if (training.answer === 'awaited') {
      training.heldUntil = untilEpoch;
      return set(training, { status: 'starting' });
    }
    training.answer = null;
    if (training.ticket === null) {
      const { backend, data } = training.state;
      const wanted = wantedBy(training.shared);
      cache.delete(training.key);
      set(training, { ...untrained, backend: stillTrue(backend, wanted), data, status: 'starting' });
      const { shared, run } = training;
      training.ticket = pool.open({ ...shared, backend: wanted }, run);
      pool.setOrder([...trainings.values()].flatMap(({ ticket }) => ticket ?? []));
    }
    pool.advance(training.ticket, untilEpoch);
  }

  return {
    stateOf: (key) => get(key).state,
    replace(requests) {
      const next = new Map(requests.map((request) => [request.key, trainings.get(request.key) ?? create(request)]));
      const added = [...next.keys()].filter((key) => !trainings.has(key));
      const dropped = [...trainings.values()].filter(({ key }) => !next.has(key));
      trainings.clear();
      for (const [key, training] of next) trainings.set(key, training);
      for (const training of dropped) close(training);
      pool.setOrder([...trainings.values()].flatMap(({ ticket }) => ticket ?? []));
      const unknown = added.filter((key) => get(key).state.status === 'idle');
      ask(unknown);
      return unknown;
    },
    resize: pool.resize,
    train(key, delayMs = 0) {
      const training = get(key);
      const toTheEnd = () => advance(training, Number.POSITIVE_INFINITY);
      if (delayMs <= 0) return toTheEnd();
      training.cancelStart?.();
      const timer = setTimeout(toTheEnd, delayMs);
      training.cancelStart = () => clearTimeout(timer);
      set(training, { status: 'starting' });
    },
    step(key) {
      const training = get(key);
      const done = training.ticket === null ? 0 : training.state.results.length;
      advance(training, done + 1);
    },
    pause(key) {
      const training = get(key);
      if (training.cancelStart || training.heldUntil !== null) {
        close(training);
        set(training, { status: 'paused' }, true);
      } else if (training.ticket !== null) {
        pool.pause(training.ticket);
      }
    },
    stop(key) {
      const training = get(key);
      if (!isUnderWay(training.state) && training.state.status !== 'paused') return;
      close(training);
      set(training, { status: 'stopped' }, true);
    },
    clear(but = new Set()) {
      const forgotten = [...cache.keys(), ...trainings.keys()].filter((key) => !but.has(key));
      kept?.forget([...new Set(forgotten)]);
      for (const key of forgotten) cache.delete(key);
      for (const training of trainings.values()) {
        close(training);
        training.answer = null;
        set(training, untrained, true);
      }
    },
    clearCache: cache.clear,
    known(keys) {
      const found = new Map<string, FinishedTraining>();
      for (const key of keys) {
        const state = trainings.get(key)?.state;
        const finished = state?.status === 'finished' ? state : cache.get(key);
        if (finished) found.set(key, finished);
      }
      return found;
    },
    remember(key, finished) {
      remember(key, finished);
      const training = trainings.get(key);
      if (training?.state.status !== 'idle') return;
      show(training, { ...untrained, ...finished, status: 'finished' });
      onChange(true);
    },
    bringIn(lines) {
      for (const line of lines) {
        const { key, failure = null } = line;
        const training = trainings.get(key);
        const finished = broughtIn(line);
        if (finished && !cache.get(key)) remember(key, finished);
        if (!training || training.state.status === 'finished') continue;
        if (!finished && !(failure && training.state.status === 'idle')) continue;
        const { results, fingerprint, backend, data } = line;
        show(
          training,
          finished
            ? { ...untrained, ...finished, status: 'finished' }
            : { ...untrained, results, fingerprint, backend, data, failure, status: 'failed', isBroughtIn: true },
        );
      }
      onChange(true);
    },
    forget(keys) {
      const forgotten = keys.filter((key) => !trainings.has(key));
      kept?.forget(forgotten);
      for (const key of forgotten) cache.delete(key);
    },
    dispose() {
      for (const training of trainings.values()) training.cancelStart?.();
      trainings.clear();
      pool.dispose();
    },
  };
}
