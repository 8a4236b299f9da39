// Adagrad (Duchi, Hazan and Singer 2011): each weight's gradient is divided by the root of the sum of its squares so
// far, which begins at 0.1 as in Keras. Words that are rarely read keep taking long steps.

import type { Optimizer } from './optimizer';

/** Keras's default unless given. */
export interface AdagradSettings {
  /** 1e-7 */
  epsilon?: number;
}

export const adagrad: Optimizer<AdagradSettings> = {
  // Without it the first step would be as long for a gradient of nothing as for any.
  slotStarts: [0.1],
  steps:
    ({ epsilon = 1e-7 }) =>
    (learningRate) => ({ kind: 'squares', learningRate, decay: 1, share: 1, epsilon }),
};
