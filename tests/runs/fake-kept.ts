// Stands in for the results kept in a browser: answers on a timer, and can be told never to.

import type { KeptResults } from '../../src/runs/kept-results';
import type { FinishedTraining } from '../../src/runs/result-cache';

export interface FakeKept extends KeptResults {
  /** What is there, by key. */
  trainings: Map<string, FinishedTraining>;
  /** Keys of every question, in the order of asking. */
  asked: string[][];
}

/** @param answerMs how long an answer takes; Infinity for never */
export function createFakeKept(answerMs = 5): FakeKept {
  const trainings = new Map<string, FinishedTraining>();
  const asked: string[][] = [];
  return {
    trainings,
    asked,
    getMany: (keys) =>
      new Promise((resolve) => {
        asked.push([...keys]);
        const answer = () => resolve(new Map([...trainings].filter(([key]) => keys.includes(key))));
        if (answerMs < Number.POSITIVE_INFINITY) setTimeout(answer, answerMs);
      }),
    put: (key, training) => void trainings.set(key, training),
    forget(keys) {
      for (const key of keys) trainings.delete(key);
    },
    async forgetTexts(checksums) {
      for (const key of trainings.keys())
        if (checksums.some((checksum) => key.includes(checksum))) trainings.delete(key);
      return { ok: true, value: undefined };
    },
    async forgetAll() {
      trainings.clear();
      return { ok: true, value: undefined };
    },
    count: async () => ({ ok: true, value: trainings.size }),
    pack() {},
  };
}
