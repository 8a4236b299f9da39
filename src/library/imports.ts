// The page's side of the import worker: calls become messages, and none is left without an answer.

import { messageOf } from '../experiment/error-message';
import type { WatchLock } from '../workers/watch-lock';
import type {
  FromImportWorker,
  ImportOptions,
  ImportProgress,
  LibraryAnswers,
  LibraryRequest,
  RequestId,
  ToImportWorker,
} from './protocol';

/** The part of Worker that is used, so that a test can stand in for it. */
export interface ImportWorkerLike {
  postMessage(message: ToImportWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromImportWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ImportsOptions {
  spawn(): ImportWorkerLike;
  watchLock?: WatchLock | null;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Some twenty times a second, and at the start of each phase. */
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface Imports {
  /** A look at the files. What is wrong with them is in the result. */
  inspect(files: readonly File[], options?: ImportOptions, call?: CallOptions): Promise<LibraryAnswers['inspect']>;
  /**
   * Imports the files and keeps them in this browser. A cancelled import leaves nothing there; a cancel that
   * comes once it is kept gives the import.
   */
  importFiles(files: readonly File[], options?: ImportOptions, call?: CallOptions): Promise<LibraryAnswers['import']>;
  /** What this browser keeps, the last imported first. */
  list(): Promise<LibraryAnswers['list']>;
  forget(checksum: string): Promise<LibraryAnswers['forget']>;
  forgetAll(): Promise<LibraryAnswers['forgetAll']>;
  /** Ends the worker. What is still running rejects. */
  close(): void;
}

/** The worker ended while it was at work, or could not be started. The next call starts another. */
export class ImportWorkerLost extends Error {
  override name = 'ImportWorkerLost';
}

/** How long a worker whose death would go unnoticed may be silent, which a long save is. */
const silentForMs = 90_000;
/** How long a cancelled call may take to end by itself. */
const cancelWithinMs = 2000;

/** Of an inspection or an import. */
const cancelledAnswer: LibraryAnswers['inspect'] & LibraryAnswers['import'] = {
  ok: false,
  failure: { kind: 'cancelled' },
  rejected: { total: 0, byReason: [], first: [] },
};

interface Call {
  settle(answer: LibraryAnswers[keyof LibraryAnswers]): void;
  fail(error: Error): void;
  onProgress: CallOptions['onProgress'];
}

/** Starts the worker at the first call. All calls but `close` reject with ImportWorkerLost where it dies. */
export function openImports({ spawn, watchLock }: ImportsOptions): Imports {
  const calls = new Map<RequestId, Call>();
  let worker: ImportWorkerLike | null = null;
  let stopWatching: (() => void) | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let nextId: RequestId = 1;

  function lose(detail: string): void {
    clearTimeout(silence);
    stopWatching?.();
    stopWatching = null;
    if (worker) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
      worker = null;
    }
    const lost = [...calls.values()];
    calls.clear();
    for (const call of lost) call.fail(new ImportWorkerLost(detail));
  }

  function awaitSign(): void {
    clearTimeout(silence);
    if (calls.size === 0 || stopWatching) return;
    silence = setTimeout(() => lose('the import worker does not answer'), silentForMs);
  }

  function receive(message: FromImportWorker): void {
    switch (message.type) {
      case 'alive':
        if (message.lock !== undefined && watchLock) {
          stopWatching ??= watchLock(message.lock, () => lose('the import worker died'));
        }
        break;
      case 'progress':
        calls.get(message.id)?.onProgress?.(message.progress);
        break;
      case 'answer': {
        const call = calls.get(message.id);
        calls.delete(message.id);
        call?.settle(message.answer);
        break;
      }
      case 'failed': {
        const call = calls.get(message.id);
        calls.delete(message.id);
        call?.fail(new Error(message.detail));
        break;
      }
      default:
        message satisfies never;
    }
    awaitSign();
  }

  function start(): ImportWorkerLike {
    const started = spawn();
    started.onmessage = ({ data }) => receive(data);
    started.onerror = (event) => lose(event.message || 'the import worker could not be started');
    started.onmessageerror = () => lose('a message from the import worker could not be read');
    return started;
  }

  function ask<Type extends LibraryRequest['type']>(
    request: LibraryRequest & { type: Type },
    { signal, onProgress }: CallOptions = {},
  ): Promise<LibraryAnswers[Type]> {
    // Only inspections and imports have a signal.
    if (signal?.aborted) return Promise.resolve(cancelledAnswer as LibraryAnswers[Type]);
    const id = nextId++;
    let overdue: ReturnType<typeof setTimeout> | undefined;
    const cancel = () => {
      worker?.postMessage({ type: 'cancel', id });
      overdue = setTimeout(() => {
        calls.get(id)?.settle(cancelledAnswer);
        calls.delete(id);
        // Without its worker nothing more is saved.
        lose('a cancelled import did not end');
      }, cancelWithinMs);
    };
    return new Promise<LibraryAnswers[Type]>((resolve, reject) => {
      calls.set(id, { settle: (answer) => resolve(answer as LibraryAnswers[Type]), fail: reject, onProgress });
      try {
        worker ??= start();
        worker.postMessage({ type: 'request', id, request });
      } catch (error) {
        calls.delete(id);
        reject(new ImportWorkerLost(messageOf(error)));
        return;
      }
      awaitSign();
      signal?.addEventListener('abort', cancel);
    }).finally(() => {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', cancel);
    });
  }

  return {
    inspect: (files, options = {}, call) => ask({ type: 'inspect', files, options }, call),
    importFiles: (files, options = {}, call) => ask({ type: 'import', files, options }, call),
    list: () => ask({ type: 'list' }),
    forget: (checksum) => ask({ type: 'forget', checksum }),
    forgetAll: () => ask({ type: 'forgetAll' }),
    close: () => lose('the imports were closed'),
  };
}

/** A pasted text as a file. */
export const pastedFile = (text: string, name = ''): File => new File([text], name);
