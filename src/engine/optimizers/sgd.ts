// Stochastic gradient descent with momentum: v ← μv + g; w ← w − ηv (Sutskever et al. 2013, as Keras); and Nesterov's,
// which looks ahead along the momentum: w ← w − η(g + μv) (Nesterov 1983; in this form Bengio et al. 2012).

import type { Optimizer } from './optimizer';

export interface SgdSettings {
  /** From 0 to below 1; 0 is plain gradient descent. */
  momentum: number;
}

export const sgd: Optimizer<SgdSettings> = {
  slotStarts: [0],
  steps:
    ({ momentum }) =>
    (learningRate) => ({ kind: 'momentum', learningRate, momentum, velocityRate: learningRate, gradientRate: 0 }),
};

export const nesterov: Optimizer<SgdSettings> = {
  slotStarts: [0],
  steps:
    ({ momentum }) =>
    (learningRate) => ({
      kind: 'momentum',
      learningRate,
      momentum,
      velocityRate: learningRate * momentum,
      gradientRate: learningRate,
    }),
};
