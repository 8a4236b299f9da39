// Stochastic gradient descent with momentum: v ← μv + g; w ← w − ηv (Sutskever et al. 2013, as Keras); and Nesterov's,
// which looks ahead along the momentum: w ← w − η(g + μv) (Nesterov 1983; in this form Bengio et al. 2012).

import type { Optimizer } from './optimizer';

export interface SgdSettings {
  /** From 0 to below 1; 0 is plain gradient descent. */
  momentum: number;
}

const descent = <Kind extends 'sgd' | 'nesterov'>(kind: Kind): Optimizer<SgdSettings> => ({
  kind,
  steps:
    ({ momentum }) =>
    (learningRate) => ({ kind, learningRate, momentum }),
});

export const sgd = descent('sgd');
export const nesterov = descent('nesterov');
