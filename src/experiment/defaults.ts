// The experiment of a first visit, and of a link that names no runs.

import type { Experiment } from './experiment';
import { defaultRun, defaultShared } from './fields';

/** Run A with nothing, run B with L2 and dropout. */
export const defaultExperiment: Experiment = {
  shared: defaultShared,
  runs: [defaultRun, { ...defaultRun, kernelL2: 3e-3, recurrentL2: 3e-3, embeddingDropout: 0.5, outputDropout: 0.5 }],
};
