// Asks what is kept of trainings, and does not let them wait for a slow browser.

import type { KeptResults } from './kept-results';
import type { FinishedTraining } from './result-cache';

/**
 * Asks for keys; `tell` is called with what is found, or with nothing once patience is over, and then again with
 * what is found after all. Returns whether it asks: not while an earlier answer is overdue.
 */
export type Lookup = (keys: readonly string[], tell: (found: ReadonlyMap<string, FinishedTraining>) => void) => boolean;

/** An answer takes milliseconds, but for a page that is still loading on a slow machine; a hundred take a while to read. */
const patienceMs = (keys: number) => Math.max(1000, 20 * keys);

/** @param kept null where nothing is kept */
export function createLookup(kept: Pick<KeptResults, 'getMany'> | null): Lookup {
  let overdue = 0;
  return (keys, tell) => {
    if (!kept || keys.length === 0 || overdue > 0) return false;
    let isOverdue = false;
    const timer = setTimeout(() => {
      isOverdue = true;
      overdue++;
      tell(new Map());
    }, patienceMs(keys.length));
    void kept.getMany(keys).then((found) => {
      clearTimeout(timer);
      if (isOverdue) overdue--;
      if (!isOverdue || found.size > 0) tell(found);
    });
    return true;
  };
}
