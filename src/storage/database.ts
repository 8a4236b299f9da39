// A database of the browser's and every way in which it fails, as results. Works in the page and in workers.

import { messageOf } from '../experiment/error-message';

export interface StoreFailure {
  /** `unavailable`: there is no IndexedDB here, or the browser refuses it, as some do in private windows. */
  kind: 'unavailable' | 'quota' | 'timeout' | 'cancelled' | 'error';
  /** The browser's own words. */
  detail: string;
}

export type StoreResult<Value> = { ok: true; value: Value } | { ok: false; failure: StoreFailure };

export interface DatabaseDescription {
  /** Under which it lies in browsers: another name is another database. */
  name: string;
  /** Makes its stores and indexes in a new database. */
  create(database: IDBDatabase): void;
  /** Of all its stores, in the order in which a transaction is given them. */
  stores: readonly string[];
}

/** Opening takes milliseconds; a browser that has not done it by then never will. */
const openWithinMs = 5000;
/** Writing 100 MB to a slow disk takes a while. */
const transactWithinMs = 60_000;

/** A failure that is known before, or instead of, an error of the browser's. */
class KnownFailure extends Error {
  constructor(
    readonly kind: StoreFailure['kind'],
    detail: string,
  ) {
    super(detail);
  }
}

/** What `run` gives, or why it failed. */
export async function attempt<Value>(run: () => Promise<Value>): Promise<StoreResult<Value>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, failure: { kind: kindOf(error), detail: messageOf(error) } };
  }
}

/**
 * Runs `use` in a transaction over all stores and resolves with what it gave once the transaction is complete. It
 * may wait for requests of the transaction, and for nothing else. After a failure, or once the signal is aborted,
 * nothing of it is done.
 */
export async function transact<Value>(
  description: DatabaseDescription,
  mode: IDBTransactionMode,
  use: (...stores: IDBObjectStore[]) => Value | Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  const database = await openDatabase(description);
  let transaction: IDBTransaction | undefined;
  const abort = () => {
    try {
      transaction?.abort();
    } catch {
      // It is over already.
    }
  };
  try {
    return await within(transactWithinMs, (resolve, reject) => {
      if (signal?.aborted) throw cancelled();
      const current = database.transaction(description.stores, mode);
      transaction = current;
      signal?.addEventListener('abort', abort);
      current.oncomplete = () => resolve(value);
      current.onabort = () => {
        reject(signal?.aborted ? cancelled() : (current.error ?? new Error('the browser ended the transaction')));
      };
      const value = use(...description.stores.map((name) => current.objectStore(name)));
      if (value instanceof Promise) value.catch(reject);
    });
  } catch (error) {
    abort();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    database.close();
  }
}

/** The database must hold nothing: in another tab it may live on until that tab lets go of it. */
export function deleteDatabase({ name }: DatabaseDescription): Promise<void> {
  return within(openWithinMs, (resolve, reject) => {
    const request = factory().deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

async function openDatabase({ name, create }: DatabaseDescription): Promise<IDBDatabase> {
  let isLate = false;
  try {
    return await within(openWithinMs, (resolve, reject) => {
      const request = factory().open(name, 1);
      request.onupgradeneeded = () => create(request.result);
      request.onsuccess = () => {
        if (isLate) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
  } catch (error) {
    isLate = true;
    throw isRefusal(error) ? new KnownFailure('unavailable', messageOf(error)) : error;
  }
}

/** The names of what browsers answer where a page may not store anything. */
const isRefusal = (error: unknown) => ['SecurityError', 'InvalidStateError', 'UnknownError'].includes(nameOf(error));

function factory(): IDBFactory {
  const { indexedDB } = globalThis;
  if (!indexedDB) throw new KnownFailure('unavailable', 'there is no IndexedDB');
  return indexedDB;
}

function within<Value>(
  ms: number,
  start: (resolve: (value: Value | Promise<Value>) => void, reject: (error: unknown) => void) => void,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  return new Promise<Value>((resolve, reject) => {
    const expire = () => reject(new KnownFailure('timeout', `no answer from IndexedDB within ${ms / 1000} s`));
    timer = setTimeout(expire, ms);
    start(resolve, reject);
  }).finally(() => clearTimeout(timer));
}

const cancelled = () => new KnownFailure('cancelled', 'cancelled');

function kindOf(error: unknown): StoreFailure['kind'] {
  if (error instanceof KnownFailure) return error.kind;
  return nameOf(error) === 'QuotaExceededError' ? 'quota' : 'error';
}

const nameOf = (error: unknown) => String((error as { name?: unknown } | null)?.name);
