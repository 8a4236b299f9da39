// The name of a run as the page shows it, in the reader's language.

import { type RunId, runIdsOf } from '../experiment/experiment';
import { nameOfRun } from '../strings/describe-run';
import { useStrings } from '../ui/preferences';
import { useExperiment } from './playground';

export function useRunName(id: RunId): string {
  const { runs } = useExperiment();
  return nameOfRun(runs, runIdsOf(runs).indexOf(id), useStrings());
}
