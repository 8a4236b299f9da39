// How training shares its worker: it lets messages in every few milliseconds, and never runs far ahead of a GPU.

import type { Learner } from '../engine/learner';
import { nextTask } from './next-task';

/** How long training runs before it lets messages in. */
const turnMs = 16;

/**
 * Lets messages in when the turn is over, and says whether training is to end. A GPU may be one turn behind, and
 * no more: what is asked for beyond that could not be stopped.
 */
export function createBreath(learner: Learner, signal?: AbortSignal): () => Promise<boolean> {
  let turnStart = performance.now();
  let lastTurn = Promise.resolve();
  return async () => {
    if (performance.now() - turnStart >= turnMs) {
      await nextTask();
      await lastTurn;
      lastTurn = learner.settle();
      // Whoever does not come to wait for it must not be told as of an error that nobody caught.
      lastTurn.catch(() => {});
      turnStart = performance.now();
    }
    return signal?.aborted ?? false;
  };
}
