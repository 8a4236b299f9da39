// The experiment of a first visit, and that of a link which leaves all of it to the page.

import type { Experiment } from './experiment';
import { defaultRun } from './run-fields';
import { defaultShared } from './shared-fields';

/** What is not said in a link: run A with nothing, run B with L2 and dropout, on reviews. Old links rely on it. */
export const defaultExperiment: Experiment = {
  shared: defaultShared,
  runs: [defaultRun, { ...defaultRun, kernelL2: 3e-3, recurrentL2: 3e-3, embeddingDropout: 0.5, outputDropout: 0.5 }],
};

/**
 * What an empty address opens on: in 20 epochs, and over the seeds of docs/corpora.md, both the loss and the accuracy
 * of B part from those of A.
 */
export const firstExperiment: Experiment = {
  shared: { ...defaultShared, corpus: 'headlines', epochs: 20 },
  runs: [defaultRun, { ...defaultRun, kernelL2: 1e-3, recurrentL2: 1e-3, embeddingDropout: 0.5, outputDropout: 0.5 }],
};
