// The trainings behind the runs, one for each training key: runs with equal settings share one a seed, and a run
// that only moves to another letter keeps its own.

import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import { datasetKey } from '../experiment/keys';
import type { BackendReport, Ticket } from '../training/protocol';
import type { Pool, PoolEvent, PoolOptions } from './pool';
import { createResultCache } from './result-cache';
import { type TrainingState, untrained } from './store';

/** What has to be known to train. */
export interface TrainingRequest {
  key: string;
  /** Of this training alone: with its own draw of the seeds. */
  shared: SharedSettings;
  run: RunSettings;
  /** What its seed is called. */
  seed: number;
}

export interface Trainings {
  stateOf(key: string): TrainingState;
  /**
   * Makes these, in this order, the trainings there are: others are closed, and new ones start with the cached
   * results of their key, if it was ever finished. Returns the keys of the new ones without results.
   */
  replace(requests: readonly TrainingRequest[]): string[];
  /** The most workers at once. */
  resize(size: number): void;
  /** Trains to the end, after a delay if one is given. What is finished, stopped or failed starts over. */
  train(key: string, delayMs?: number): void;
  /** Trains one epoch more. */
  step(key: string): void;
  pause(key: string): void;
  /** Ends a training under way or paused; its results stay. */
  stop(key: string): void;
  /** Forgets everything that was ever trained. */
  clear(): void;
  dispose(): void;
}

export interface TrainingsOptions {
  createPool: (onEvent: PoolOptions['onEvent']) => Pool;
  /** What to open a training with that leaves its backend to the page. */
  chooseBackend: () => Backend | 'auto';
  /** Told what a training really runs on. */
  onBackend: (report: BackendReport) => void;
  /** Called after every change; `urgent` where a training came to rest. */
  onChange: (urgent: boolean) => void;
}

interface HeldTraining extends TrainingRequest {
  dataset: string;
  /** Null where the pool knows nothing of it. */
  ticket: Ticket | null;
  state: TrainingState;
  /** Takes back a delayed start. */
  cancelStart: (() => void) | null;
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
export function createTrainings({ createPool, chooseBackend, onBackend, onChange }: TrainingsOptions): Trainings {
  const trainings = new Map<string, HeldTraining>();
  const cache = createResultCache();
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
        return cache.set(training.key, { results, fingerprint, backend, data, mistakes, ending });
      }
      case 'failed':
        training.ticket = null;
        return set(training, { status: 'failed', failure: event.failure }, true);
      default:
        event satisfies never;
    }
  }

  const wantedBy = ({ backend }: SharedSettings) => (backend === 'auto' ? chooseBackend() : backend);

  function create(request: TrainingRequest): HeldTraining {
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
    return { ...request, dataset, ticket: null, state, cancelStart: null };
  }

  function close(training: HeldTraining) {
    training.cancelStart?.();
    training.cancelStart = null;
    if (training.ticket !== null) pool.close(training.ticket);
    training.ticket = null;
  }

  function advance(training: HeldTraining, untilEpoch: number) {
    training.cancelStart?.();
    training.cancelStart = null;
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
      return added.filter((key) => get(key).state.status === 'idle');
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
      if (training.cancelStart) {
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
    clear() {
      cache.clear();
      for (const training of trainings.values()) {
        close(training);
        set(training, untrained, true);
      }
    },
    dispose() {
      for (const training of trainings.values()) training.cancelStart?.();
      trainings.clear();
      pool.dispose();
    },
  };
}
