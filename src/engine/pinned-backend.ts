// Work on one backend, while other runs of the same worker may be on another: it is made current for each piece of
// work, and whatever goes wrong after it was lost is told as that.

import { getBackend, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { Backend } from '../experiment/experiment';
import { runningBackend } from './backend';
import { collect } from './ops/collect';
import { BackendLost } from './running-backend';

export interface PinnedBackend {
  /** Whether it can be lost at all. */
  canBeLost: boolean;
  /**
   * Does a piece of work on this backend.
   * @throws BackendLost where the work failed and the backend is gone
   */
  attempt<Result>(work: () => Result): Result;
  /**
   * Copies of tensors' values, read at once.
   * @throws BackendLost
   */
  collect(tensors: readonly Tensor[]): Promise<Float32Array[]>;
  /**
   * Resolves once all that was asked for is computed.
   * @throws BackendLost
   */
  settle(): Promise<void>;
}

/** @param backend one that has started; it becomes the current one */
export function pinBackend(backend: Backend): PinnedBackend {
  const running = runningBackend(backend);
  makeCurrent();

  /** At once, for one that has started. */
  function makeCurrent(): void {
    if (getBackend() !== backend) void setBackend(backend);
  }

  /** A lost backend fails in many ways, or computes zeros; whatever it did, it was lost. */
  function expectBackend(): void {
    const reason = running.lost();
    if (reason !== null) throw new BackendLost(backend, reason);
  }

  function attempt<Result>(work: () => Result): Result {
    makeCurrent();
    try {
      const result = work();
      running.submit();
      return result;
    } catch (error) {
      expectBackend();
      throw error;
    }
  }

  return {
    canBeLost: running.canBeLost,
    attempt,
    async collect(tensors) {
      expectBackend();
      try {
        const values = await attempt(() => collect(tensors, running));
        expectBackend();
        return values;
      } catch (error) {
        // The browser may take a moment to say so.
        await running.settle();
        expectBackend();
        throw error;
      }
    },
    async settle() {
      try {
        await running.settle();
      } finally {
        expectBackend();
      }
    },
  };
}
