// A training that was finished elsewhere, as the page has its own.

import type { FinishedTraining } from './result-cache';
import type { TrainingLine } from './result-lines';

/** Null for what did not come to its end. */
export function broughtIn(line: TrainingLine): FinishedTraining | null {
  const { ending, results, fingerprint, backend, data, mistakes } = line;
  return ending && { results, fingerprint, backend, data, mistakes, ending, isBroughtIn: true };
}
