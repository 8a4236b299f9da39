// The page's side of the import worker: what may be asked of it, and how an import is cancelled.

import { type CalledWorker, openCalls } from '../workers/calls';
import type { WatchLock } from '../workers/watch-lock';
import type { ImportOptions, ImportProgress, ImportProtocol, LibraryAnswers, LibraryRequest } from './protocol';

export type ImportWorkerLike = CalledWorker<ImportProtocol>;

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

/** Starts the worker at the first call. All calls but `close` reject with ImportWorkerLost where it dies. */
export function openImports({ spawn, watchLock = null }: ImportsOptions): Imports {
  const calls = openCalls<ImportProtocol>({
    spawn,
    watchLock,
    silentForMs,
    lost: (detail) => new ImportWorkerLost(detail),
    failed: (detail) => new Error(detail),
  });

  async function read<Type extends 'inspect' | 'import'>(
    request: LibraryRequest & { type: Type },
    { signal, onProgress }: CallOptions = {},
  ): Promise<LibraryAnswers[Type]> {
    if (signal?.aborted) return cancelledAnswer;
    const call = calls.ask<Type>(request, onProgress);
    let overdue: ReturnType<typeof setTimeout> | undefined;
    const cancel = () => {
      call.cancel();
      overdue = setTimeout(() => {
        call.settle(cancelledAnswer);
        // Without its worker nothing more is saved.
        calls.close('a cancelled import did not end');
      }, cancelWithinMs);
    };
    signal?.addEventListener('abort', cancel);
    try {
      return await call.answer;
    } finally {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    inspect: (files, options = {}, call) => read({ type: 'inspect', files, options }, call),
    importFiles: (files, options = {}, call) => read({ type: 'import', files, options }, call),
    list: () => calls.ask({ type: 'list' }).answer,
    forget: (checksum) => calls.ask({ type: 'forget', checksum }).answer,
    forgetAll: () => calls.ask({ type: 'forgetAll' }).answer,
    close: () => calls.close('the imports were closed'),
  };
}

/** A pasted text as a file. */
export const pastedFile = (text: string, name = ''): File => new File([text], name);
