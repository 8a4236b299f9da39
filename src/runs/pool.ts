// The worker pool: who trains where and when. A worker may hold several opened trainings, but trains one at a time.

import type { RunSettings, SharedSettings } from '../experiment/experiment';
import type {
  BackendReport,
  DataReport,
  Ending,
  EpochResult,
  Failure,
  FromWorker,
  Mistakes,
  TestEvaluation,
  Ticket,
} from '../training/protocol';
import { type WatchLock, webLockWatch } from '../workers/watch-lock';
import { createPoolWorker, type PoolWorker, type WorkerLike } from './pool-worker';

/** What becomes of a training. Nothing follows `finished` and `failed`: the ticket is forgotten with them. */
export type PoolEvent =
  /** `paused` means that no worker trains it: its worker said so, or never got to it. */
  | { type: 'status'; status: 'waiting' | 'starting' | 'training' | 'paused' }
  /** Comes again when a training is opened once more because its worker was lost. */
  | { type: 'opened'; backend: BackendReport; data: DataReport }
  /** Its backend was lost; it goes on on another. */
  | { type: 'moved'; backend: BackendReport }
  /** Each epoch once, in order. */
  | { type: 'epoch'; result: EpochResult; fingerprint: string }
  | { type: 'finished'; fingerprint: string; mistakes: Mistakes; ending: Ending; test?: TestEvaluation }
  | { type: 'failed'; failure: Failure };

export interface PoolOptions {
  spawn: () => WorkerLike;
  /** The most workers at once, see `poolSize`. */
  size: number;
  /** How many of them may be loaded at once; all unless given. */
  startingAtOnce?: number;
  onEvent: (ticket: Ticket, event: PoolEvent) => void;
  /** Null where there are no Web Locks: a silent worker is then given up after a minute. */
  watchLock?: WatchLock | null;
}

export interface Pool {
  /**
   * Registers a run's training with the seed of `shared`. No worker hears of it before `advance`. One with `testAt` ends
   * after this epoch, and is then evaluated on the test texts.
   */
  open(shared: SharedSettings, run: RunSettings, testAt?: number): Ticket;
  /** Trains up to this epoch, to the end if it is Infinity, as soon as a worker is free; replaces an earlier target. */
  advance(ticket: Ticket, untilEpoch: number): void;
  pause(ticket: Ticket): void;
  /** Ends and forgets a training. Its worker is replaced when it does not stop within 60 ms. */
  close(ticket: Ticket): void;
  /**
   * Who goes first when several wait. Those that make way come after all others, and where one of the others waits for
   * a worker, one of them pauses after its epoch and goes on later.
   */
  setOrder(tickets: readonly Ticket[], makingWay?: readonly Ticket[]): void;
  resize(size: number): void;
  dispose(): void;
}

/** How many workers to use: one a training, but leave a core to the page where there are more than two. */
export const poolSize = (trainings: number, cores: number): number =>
  Math.min(trainings, cores > 2 ? cores - 1 : cores);

/** How many workers to start together: with too few cores for them and the page, the first curve would come late. */
export const startsAtOnce = (cores: number): number => Math.max(1, cores - 1);

interface Training {
  ticket: Ticket;
  shared: SharedSettings;
  run: RunSettings;
  testAt: number | undefined;
  /** Where to train to; null rests. */
  untilEpoch: number | null;
  /** The worker that holds it. */
  worker: PoolWorker | null;
  /**
   * `posted`: its worker was asked to open it; `open`: and did; `running`: and was asked to advance to
   * `askedEpoch`; `pausing`: and to pause. Nothing but pause and close is ever sent to a running one.
   */
  phase: 'closed' | 'posted' | 'open' | 'running' | 'pausing';
  askedEpoch: number;
  /** Epochs behind its present worker; falls to 0 when it has to be opened again. */
  workerEpoch: number;
  /** Epochs told to the listener. Training is deterministic: epochs trained again are the same, and not told again. */
  reportedEpoch: number;
  lastStatus: (PoolEvent & { type: 'status' })['status'] | null;
  /** Whether a worker died over it before: the next death may be its own doing. */
  wasRetried: boolean;
  /** Whether it is to leave its worker to another after its epoch, and to wait. */
  makesWay: boolean;
}

/** Creates a pool; its workers start when something has to be trained. */
export function createPool(options: PoolOptions): Pool {
  const { spawn, onEvent, startingAtOnce = Number.POSITIVE_INFINITY, watchLock = webLockWatch() } = options;
  let { size } = options;
  const trainings = new Map<Ticket, Training>();
  const workers = new Set<PoolWorker>();
  let places: ReadonlyMap<Ticket, number> = new Map();
  let makingWay: ReadonlySet<Ticket> = new Set();
  let nextTicket: Ticket = 1;

  const heldBy = (worker: PoolWorker) => [...trainings.values()].filter((training) => training.worker === worker);
  const activeOf = (worker: PoolWorker) => (worker.active === null ? undefined : trainings.get(worker.active));
  const isActive = (training: Training) => training.worker?.active === training.ticket;
  const wantsToTrain = ({ untilEpoch, workerEpoch }: Training) => untilEpoch !== null && workerEpoch < untilEpoch;

  /** Lets an active training's worker turn to another one. */
  function release(training: Training) {
    training.makesWay = false;
    training.worker?.setActive(null);
    if (training.phase === 'closed') training.worker = null;
    if (!wantsToTrain(training)) training.untilEpoch = null;
  }

  /**
   * Ends a worker. What it held is opened elsewhere when next wanted; what it trained fails, if a failure is given, but
   * for a first death, after which it starts once more.
   */
  function retire(worker: PoolWorker, failure?: Failure) {
    const victim = activeOf(worker);
    const mayRetry = victim && failure && !victim.wasRetried && isDeath(failure, victim);
    worker.terminate();
    workers.delete(worker);
    for (const training of heldBy(worker)) {
      Object.assign(training, { worker: null, phase: 'closed', workerEpoch: 0, makesWay: false });
    }
    if (mayRetry) victim.wasRetried = true;
    else if (victim && failure) fail(victim, failure);
  }

  /** Without locks silence tells of a death, but not of a worker that never came alive. */
  const isDeath = ({ kind }: Failure, { phase }: Training) =>
    kind === 'died' || (kind === 'unresponsive' && phase !== 'closed');

  function fail(training: Training, failure: Failure) {
    trainings.delete(training.ticket);
    onEvent(training.ticket, { type: 'failed', failure });
  }

  function addWorker(): PoolWorker {
    const worker: PoolWorker = createPoolWorker(spawn(), watchLock, {
      onMessage: (message) => {
        receive(worker, message);
        // An epoch gives no one a worker, and there are hundreds a second.
        if (message.type !== 'epoch') settle();
      },
      onLost: (failure) => {
        retire(worker, failure);
        settle();
      },
    });
    workers.add(worker);
    return worker;
  }

  /** The worker for a training that none holds: a free one with the least on its hands, a new one before sharing. */
  function findWorker(): PoolWorker | undefined {
    const free = [...workers].filter((worker) => worker.isFree());
    const [lightest] = free.sort((a, b) => heldBy(a).length - heldBy(b).length);
    const starting = [...workers].filter((worker) => !worker.isAlive()).length;
    const hasRoom = workers.size < size && starting < startingAtOnce;
    if (hasRoom && (!lightest || heldBy(lightest).length > 0)) return addWorker();
    return lightest;
  }

  /** Gives waiting trainings to free workers in order, then tells what changed. */
  function settle() {
    const place = ({ ticket }: Training) => places.get(ticket) ?? -1;
    const inOrder = [...trainings.values()].sort((a, b) => place(a) - place(b));
    assign(inOrder);
    if (makeWay(inOrder)) assign(inOrder);
    for (const worker of workers) {
      if (workers.size > size && worker.isFree() && heldBy(worker).length === 0) retire(worker);
    }
    for (const training of inOrder) if (trainings.has(training.ticket)) tellStatus(training);
  }

  function assign(inOrder: readonly Training[]) {
    for (const training of inOrder) {
      if (!trainings.has(training.ticket) || !wantsToTrain(training) || isActive(training)) continue;
      try {
        const worker = training.worker ?? findWorker();
        if (!worker?.isFree()) continue;
        training.worker = worker;
        worker.setActive(training.ticket);
        drive(training);
      } catch (error) {
        fail(training, { kind: 'error', detail: String(error) });
      }
    }
  }

  /** Has one of those that make way leave its worker for each other training that waits; says whether one is free now. */
  function makeWay(inOrder: readonly Training[]): boolean {
    if (makingWay.size === 0) return false;
    const there = inOrder.filter(({ ticket }) => trainings.has(ticket));
    const waiting = there.filter((each) => !makingWay.has(each.ticket) && wantsToTrain(each) && !isActive(each));
    // Who is leaving already, and else who would go last.
    const leaving = there
      .filter((each) => makingWay.has(each.ticket) && isActive(each))
      .sort((a, b) => Number(a.makesWay) - Number(b.makesWay));
    let isFreed = false;
    for (const { worker } of waiting) {
      // One that a worker holds waits for that one.
      const index = worker ? leaving.indexOf(activeOf(worker)!) : leaving.length - 1;
      const [next] = index < 0 ? [] : leaving.splice(index, 1);
      if (!next) continue;
      next.makesWay = true;
      if (next.phase === 'closed') {
        release(next);
        isFreed = true;
      } else {
        drive(next);
      }
    }
    return isFreed;
  }

  function tellStatus(training: Training) {
    const status = statusOf(training);
    if (status === training.lastStatus) return;
    training.lastStatus = status;
    if (status) onEvent(training.ticket, { type: 'status', status });
  }

  function statusOf(training: Training) {
    if (isActive(training)) return training.phase === 'closed' || training.phase === 'posted' ? 'starting' : 'training';
    if (wantsToTrain(training)) return 'waiting';
    return training.lastStatus && 'paused';
  }

  /** Sends an active training's worker the next message it needs, if any. */
  function drive(training: Training) {
    const { worker, ticket, shared, run, testAt, untilEpoch, makesWay } = training;
    // Before its first message nothing is posted, so that a slow start has nothing to take back.
    if (!worker?.isAlive()) return;
    if (training.phase === 'closed') {
      training.phase = 'posted';
      worker.post({ type: 'open', ticket, shared, run, ...(testAt !== undefined && { testAt }) });
    } else if (training.phase === 'open') {
      if (makesWay || !wantsToTrain(training) || untilEpoch === null) return release(training);
      training.phase = 'running';
      training.askedEpoch = untilEpoch;
      worker.post({ type: 'advance', ticket, untilEpoch });
    } else if (training.phase === 'running' && (makesWay || untilEpoch === null || untilEpoch < training.askedEpoch)) {
      training.phase = 'pausing';
      worker.post({ type: 'pause', ticket });
    }
  }

  function receive(worker: PoolWorker, message: FromWorker) {
    const active = activeOf(worker);
    if (message.type === 'alive') {
      if (active) drive(active);
      return;
    }
    // Anything else concerns the training under way; what comes late from another is of no use any more.
    if (!('ticket' in message) || active?.ticket !== message.ticket) return;
    switch (message.type) {
      case 'opened':
        active.phase = 'open';
        onEvent(active.ticket, { type: 'opened', backend: message.backend, data: message.data });
        drive(active);
        break;
      case 'epoch':
        active.workerEpoch = message.result.epoch;
        if (message.result.epoch <= active.reportedEpoch) break;
        active.reportedEpoch = message.result.epoch;
        onEvent(active.ticket, { type: 'epoch', result: message.result, fingerprint: message.fingerprint });
        break;
      case 'moved':
        onEvent(active.ticket, { type: 'moved', backend: message.backend });
        break;
      case 'idle':
        // An answer to a pause that was already over is not an answer to this advance.
        if (active.phase !== 'pausing' && active.workerEpoch < active.askedEpoch) break;
        active.phase = 'open';
        release(active);
        break;
      case 'finished': {
        const { fingerprint, mistakes, ending, test } = message;
        end(active, { type: 'finished', fingerprint, mistakes, ending, ...(test && { test }) });
        break;
      }
      case 'failed':
        end(active, { type: 'failed', failure: message.failure });
        break;
      case 'closed':
        break;
      default:
        message satisfies never;
    }
  }

  /** Forgets a training that its worker is done with, and lets the worker free its memory. */
  function end(training: Training, event: PoolEvent) {
    trainings.delete(training.ticket);
    training.worker?.post({ type: 'close', ticket: training.ticket });
    training.worker?.setActive(null);
    onEvent(training.ticket, event);
  }

  function update(ticket: Ticket, change: (training: Training) => void) {
    const training = trainings.get(ticket);
    if (!training) return;
    change(training);
    settle();
  }

  return {
    open(shared, run, testAt) {
      const ticket = nextTicket++;
      trainings.set(ticket, {
        ticket,
        shared,
        run,
        testAt,
        untilEpoch: null,
        worker: null,
        phase: 'closed',
        askedEpoch: 0,
        workerEpoch: 0,
        reportedEpoch: 0,
        lastStatus: null,
        wasRetried: false,
        makesWay: false,
      });
      return ticket;
    },
    advance: (ticket, untilEpoch) =>
      update(ticket, (training) => {
        training.untilEpoch = untilEpoch;
        if (isActive(training)) drive(training);
      }),
    pause: (ticket) =>
      update(ticket, (training) => {
        training.untilEpoch = null;
        if (!isActive(training)) return;
        if (training.phase === 'closed') release(training);
        else drive(training);
      }),
    close: (ticket) =>
      update(ticket, (training) => {
        const { worker } = training;
        trainings.delete(ticket);
        if (!worker) return;
        if (training.phase === 'closed') {
          worker.setActive(null);
        } else if (worker.active === ticket) {
          worker.closeActive();
        } else {
          // No deadline: it does not train, and the one that trains there must not suffer for it.
          worker.post({ type: 'close', ticket });
        }
      }),
    setOrder(tickets, others = []) {
      places = new Map([...tickets, ...others].map((ticket, place) => [ticket, place]));
      makingWay = new Set(others);
    },
    resize(newSize) {
      size = newSize;
      settle();
    },
    dispose() {
      trainings.clear();
      for (const worker of workers) retire(worker);
    },
  };
}
