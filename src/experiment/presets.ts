// Experiments to start from, each made to show one thing. Their names and stories are in the ui strings.

import { defaultExperiment, firstExperiment } from './defaults';
import { cells, type Experiment, type RunSettings } from './experiment';
import { defaultRun } from './run-fields';
import { defaultShared } from './shared-fields';

export interface Preset {
  id:
    | 'first'
    | 'nothing-vs-l2-dropout'
    | 'l1-vs-l2-vs-l1l2'
    | 'kernel-vs-recurrent-l2'
    | 'cells'
    | 'how-much-dropout'
    | 'noise-under-a-ceiling';
  experiment: Experiment;
}

export type PresetId = Preset['id'];

/** An experiment on the default corpus and training, its runs given by what they set. */
const compare = (...runs: readonly Partial<RunSettings>[]): Experiment => ({
  shared: defaultShared,
  runs: runs.map((settings) => ({ ...defaultRun, ...settings })),
});

/** In the order of the menu. */
export const presets: readonly Preset[] = [
  { id: 'first', experiment: firstExperiment },
  { id: 'nothing-vs-l2-dropout', experiment: defaultExperiment },
  {
    id: 'l1-vs-l2-vs-l1l2',
    experiment: compare({}, { kernelL1: 1e-3 }, { kernelL2: 1e-2 }, { kernelL1: 1e-3, kernelL2: 1e-2 }),
  },
  { id: 'kernel-vs-recurrent-l2', experiment: compare({}, { kernelL2: 1e-2 }, { recurrentL2: 1e-2 }) },
  { id: 'cells', experiment: compare(...cells.map((cell) => ({ cell }))) },
  {
    id: 'how-much-dropout',
    experiment: compare(...[0, 0.2, 0.5, 0.8].map((rate) => ({ embeddingDropout: rate, outputDropout: rate }))),
  },
  {
    // The best accuracy on validation is known to be .9: one run reaches it and loses it again, the other stays.
    id: 'noise-under-a-ceiling',
    experiment: {
      shared: { ...defaultShared, corpus: 'generated', trainingSize: 1400, labelNoise: 0.1 },
      runs: [defaultRun, { ...defaultRun, embeddingDropout: 0.2, outputDropout: 0.2 }],
    },
  },
];
