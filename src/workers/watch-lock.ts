// Notices that a worker died without a word: its Web Lock is given to the next who asked for it.

/**
 * Calls `onReleased` once the holder of the lock is gone. Returns how to stop watching.
 * The browser frees a lock when its holder ends for whatever reason: closed, crashed, out of memory.
 */
export type WatchLock = (name: string, onReleased: () => void) => () => void;

/** Watches by Web Locks; null where there are none (an insecure page, an old browser). */
export function webLockWatch(): WatchLock | null {
  const locks = globalThis.navigator?.locks;
  if (!locks) return null;
  return (name, onReleased) => {
    const watching = new AbortController();
    locks
      .request(name, { signal: watching.signal }, () => {
        if (!watching.signal.aborted) onReleased();
      })
      // Rejects when the watch is stopped, and where the page may not use locks, as then the worker may not either.
      .catch(() => {});
    return () => watching.abort();
  };
}
