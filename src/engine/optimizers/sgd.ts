// Stochastic gradient descent with momentum: v ← μv + g; w ← w − ηv (Sutskever et al. 2013, as Keras).

import type { Optimizer } from './optimizer';

export interface SgdSettings {
  /** From 0 to below 1; 0 is plain gradient descent. */
  momentum: number;
}

export const sgd: Optimizer<SgdSettings> = {
  kind: 'sgd',
  steps:
    ({ momentum }) =>
    (learningRate) => ({ kind: 'sgd', learningRate, momentum }),
};
