// Stands in for the import worker: the true host behind messages that are cloned, and it can be told to fail.

import { createImportHost } from '../../src/library/import-host';
import type { ImportWorkerLike } from '../../src/library/imports';
import type { FromImportWorker, ToImportWorker } from '../../src/library/protocol';

export interface FakeImportWorker extends ImportWorkerLike {
  terminated: boolean;
  received: ToImportWorker[];
  /** Takes messages but does nothing more, as one in an endless loop. */
  hang(): void;
  /** Ends without an event, as one killed by the browser. */
  die(): void;
}

export function createImportWorkshop({ locks = true } = {}) {
  const workers: FakeImportWorker[] = [];
  const watchers = new Map<string, () => void>();
  return {
    workers,
    spawn() {
      const lock = `lock ${workers.length}`;
      const worker = createFakeImportWorker(locks ? lock : undefined, () => watchers.get(lock)?.());
      workers.push(worker);
      return worker;
    },
    watchLock: locks
      ? (lock: string, onReleased: () => void) => {
          watchers.set(lock, onReleased);
          return () => watchers.delete(lock);
        }
      : null,
  };
}

function createFakeImportWorker(lock: string | undefined, onEnd: () => void): FakeImportWorker {
  let isHanging = false;
  const say = (message: FromImportWorker) => {
    const data = structuredClone(message);
    setTimeout(() => {
      if (!isHanging) worker.onmessage?.({ data } as MessageEvent<FromImportWorker>);
    });
  };
  const host = createImportHost(say);
  const worker: FakeImportWorker = {
    terminated: false,
    received: [],
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message) {
      worker.received.push(message);
      setTimeout(() => {
        if (!isHanging) void host.receive(message);
      });
    },
    terminate() {
      worker.terminated = true;
      isHanging = true;
    },
    hang() {
      isHanging = true;
    },
    die() {
      isHanging = true;
      setTimeout(onEnd, 1);
    },
  };
  say({ type: 'alive', ...(lock !== undefined && { lock }) });
  return worker;
}
