// Optimizers: each turns its settings into the update op's constants, step by step.

import { type OptimizerStep, slotCounts } from './ops/update';

/** As in the settings; beta1, beta2 and epsilon are Keras's defaults unless given. */
export type OptimizerSettings =
  | { name: 'sgd'; learningRate: number; momentum: number }
  | { name: 'adam'; learningRate: number; beta1?: number; beta2?: number; epsilon?: number }
  | { name: 'adamw'; learningRate: number; weightDecay: number; beta1?: number; beta2?: number; epsilon?: number };

/** Which kind of step an optimizer takes. */
const stepKinds = { sgd: 'sgd', adam: 'adam', adamw: 'adam' } as const satisfies Record<
  OptimizerSettings['name'],
  OptimizerStep['kind']
>;

/** How many tensors of a weight's shape an optimizer keeps beside it. */
export const slotCountOf = ({ name }: OptimizerSettings): number => slotCounts[stepKinds[name]];

/** Gives the constants of the first step, the second, …; those after `taken` steps. */
export function optimizerSteps(settings: OptimizerSettings, taken = 0): () => OptimizerStep {
  if (settings.name === 'sgd') {
    const step: OptimizerStep = { kind: 'sgd', rate: settings.learningRate, momentum: settings.momentum };
    return () => step;
  }
  // Kingma and Ba 2015; the decoupled decay of Loshchilov and Hutter 2019.
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = settings;
  const decay = settings.name === 'adamw' ? settings.weightDecay : 0;
  // By repeated multiplication: Math.pow may differ between browsers.
  let power1 = 1;
  let power2 = 1;
  for (let step = 0; step < taken; step++) {
    power1 *= beta1;
    power2 *= beta2;
  }
  return () => {
    power1 *= beta1;
    power2 *= beta2;
    return {
      kind: 'adam',
      rate: learningRate / (1 - power1),
      keep: 1 - learningRate * decay,
      beta1,
      beta2,
      epsilon,
      rootCorrection: 1 / Math.sqrt(1 - power2),
    };
  };
}
