// A worker as the page sees it: its messages, and every way in which it can be lost.

import type { Alive } from './alive';
import { startDeadline } from './deadline';
import type { WatchLock } from './watch-lock';

/** The part of Worker that is used, so that a test can stand in for it. */
export interface WorkerLike<To, From> {
  postMessage(message: To): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<From>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface WatchedWorker<To> {
  post(message: To): void;
  /** To be called when it becomes busy: from then on it must give a sign of life. */
  awaitSign(): void;
  /** Ends it without a further call back. */
  terminate(): void;
}

export interface Watch<From> {
  watchLock: WatchLock | null;
  /** How long a worker whose death would go unnoticed may be silent while it is busy. */
  silentForMs: number;
  isBusy(): boolean;
  onMessage(message: From): void;
  /** It is of no more use, and is to be terminated. */
  onLost(detail: string): void;
}

/** Death is noticed by an error, by the worker's lock coming free, or else by silence while busy. */
export function watchWorker<To, From extends { type: string }>(
  worker: WorkerLike<To, From | Alive>,
  { watchLock, silentForMs, isBusy, onMessage, onLost }: Watch<From>,
): WatchedWorker<To> {
  let stopWatching: (() => void) | null = null;
  let cancelSilence = () => {};
  let hasEnded = false;

  function awaitSign(): void {
    cancelSilence();
    if (hasEnded || stopWatching || !isBusy()) return;
    cancelSilence = startDeadline(silentForMs, () => onLost('the worker does not answer'));
  }

  worker.onmessage = ({ data: message }) => {
    if (isAlive(message)) {
      if (message.lock !== undefined && watchLock) {
        stopWatching ??= watchLock(message.lock, () => onLost('the worker died'));
      }
    } else onMessage(message);
    awaitSign();
  };
  worker.onerror = (event) => onLost(event.message || 'the worker could not be started');
  worker.onmessageerror = () => onLost('a message from the worker could not be read');

  return {
    post: (message) => worker.postMessage(message),
    awaitSign,
    terminate() {
      hasEnded = true;
      cancelSilence();
      stopWatching?.();
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
    },
  };
}

const isAlive = (message: { type: string }): message is Alive => message.type === 'alive';
