// The name of a run as the page shows it, in the reader's language.

import { type RunId, runIds } from '../experiment/experiment';
import { nameOfRun } from '../strings/describe-run';
import { useStrings } from '../ui/preferences';
import { useExperiment } from './playground';

export function useRunName(id: RunId): string {
  return nameOfRun(useExperiment().runs, runIds.indexOf(id), useStrings());
}
