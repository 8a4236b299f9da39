// The watch over a worker's Web Lock, with a stand-in for the browser's locks.

import { afterEach, expect, test, vi } from 'vitest';
import { webLockWatch } from '../../src/workers/watch-lock';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Locks that are held by another until `release`. */
function fakeLocks() {
  let grant = () => {};
  const request = (_name: string, { signal }: { signal: AbortSignal }, callback: () => void) =>
    new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      grant = () => {
        callback();
        resolve();
      };
    });
  vi.stubGlobal('navigator', { locks: { request } });
  return { release: () => grant() };
}

test('a lock that comes free is reported', () => {
  const { release } = fakeLocks();
  const onReleased = vi.fn();
  webLockWatch()?.('worker 1', onReleased);
  expect(onReleased).not.toHaveBeenCalled();
  release();
  expect(onReleased).toHaveBeenCalledTimes(1);
});

test('nothing is reported after the watch ended, and no rejection is left unhandled', async () => {
  const { release } = fakeLocks();
  const onReleased = vi.fn();
  webLockWatch()?.('worker 1', onReleased)();
  release();
  await Promise.resolve();
  expect(onReleased).not.toHaveBeenCalled();
});

test('there is no watch where there are no locks', () => {
  vi.stubGlobal('navigator', {});
  expect(webLockWatch()).toBeNull();
});
