// Finished curves by training key, so that undo and Back show them without training again.

import type { BackendReport, DataReport, Ending, EpochResult, Mistakes } from '../training/protocol';

export interface FinishedTraining {
  results: readonly EpochResult[];
  fingerprint: string | null;
  backend: BackendReport | null;
  data: DataReport | null;
  mistakes: Mistakes | null;
  ending: Ending | null;
  /** It was trained elsewhere, and came from a file. */
  isBroughtIn?: boolean;
}

export interface ResultCache {
  get(key: string): FinishedTraining | undefined;
  set(key: string, training: FinishedTraining): void;
  delete(key: string): void;
  keys(): string[];
  clear(): void;
}

/** Keeps the `limit` last used: more than six runs of twenty seeds. */
export function createResultCache(limit = 150): ResultCache {
  // A Map iterates in the order of insertion, so its first key is the one unused for longest.
  const kept = new Map<string, FinishedTraining>();
  const set = (key: string, training: FinishedTraining) => {
    kept.delete(key);
    kept.set(key, training);
    const oldest = kept.keys().next().value;
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
  };
  return {
    get(key) {
      const training = kept.get(key);
      if (training) set(key, training);
      return training;
    },
    set,
    delete: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
    clear: () => kept.clear(),
  };
}
