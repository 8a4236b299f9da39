// One worker of the pool: its messages, and every way in which it can be lost.

import type { Failure, FromWorker, Ticket, ToWorker } from '../training/protocol';
import { startDeadline } from '../workers/deadline';
import type { WatchLock } from '../workers/watch-lock';

/** The part of Worker that is used, so that a test can stand in for it. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** How long a worker may take to close what it trains; Stop is to work within 100 ms. */
const closeWithinMs = 60;
/** How long a worker whose death would go unnoticed may be silent. */
const silentForMs = 60_000;

export interface PoolWorker {
  /** The training it is busy with. */
  readonly active: Ticket | null;
  setActive(ticket: Ticket | null): void;
  /** Closes the active training; the worker is not free before it says that it did. */
  closeActive(): void;
  isFree(): boolean;
  /** Whether it has sent its first message. */
  isAlive(): boolean;
  post(message: ToWorker): void;
  /** Ends it without a further call back. */
  terminate(): void;
}

export interface PoolWorkerEvents {
  onMessage(message: FromWorker): void;
  /** It is of no more use. Without a failure nothing went wrong but that it did not close in time. */
  onLost(failure?: Failure): void;
}

/** Wraps a worker. Death is noticed by an error, by its lock coming free, or else by silence while busy. */
export function createPoolWorker(
  worker: WorkerLike,
  watchLock: WatchLock | null,
  { onMessage, onLost }: PoolWorkerEvents,
): PoolWorker {
  let active: Ticket | null = null;
  let closing: Ticket | null = null;
  let alive = false;
  let stopWatching: (() => void) | null = null;
  let cancelSilence = () => {};
  let cancelClose = () => {};

  function awaitSign() {
    cancelSilence();
    if (active === null || stopWatching) return;
    cancelSilence = startDeadline(silentForMs, () => onLost({ kind: 'unresponsive' }));
  }

  worker.onmessage = ({ data: message }) => {
    if (message.type === 'alive') {
      alive = true;
      if (message.lock !== undefined && watchLock) {
        stopWatching ??= watchLock(message.lock, () => onLost({ kind: 'died' }));
      }
    }
    if (message.type === 'closed' && message.ticket === closing) {
      cancelClose();
      closing = null;
    }
    awaitSign();
    onMessage(message);
  };
  worker.onerror = (event) => onLost({ kind: 'error', detail: event.message || 'the worker could not be started' });
  worker.onmessageerror = () => onLost({ kind: 'error', detail: 'a message from the worker could not be read' });

  return {
    get active() {
      return active;
    },
    setActive(ticket) {
      active = ticket;
      awaitSign();
    },
    closeActive() {
      if (active === null) return;
      closing = active;
      active = null;
      awaitSign();
      worker.postMessage({ type: 'close', ticket: closing });
      cancelClose = startDeadline(closeWithinMs, () => onLost());
    },
    isFree: () => active === null && closing === null,
    isAlive: () => alive,
    post: (message) => worker.postMessage(message),
    terminate() {
      cancelSilence();
      cancelClose();
      stopWatching?.();
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
    },
  };
}
