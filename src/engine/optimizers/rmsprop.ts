// RMSprop (Tieleman and Hinton 2012): each weight's gradient is divided by the root of its mean square so far.

import type { Optimizer } from './optimizer';

/** Keras's defaults unless given. */
export interface RmspropSettings {
  /** How much of the mean square stays at each step: 0.9 */
  rho?: number;
  /** 1e-7 */
  epsilon?: number;
}

export const rmsprop: Optimizer<RmspropSettings> = {
  slotStarts: [0],
  steps:
    ({ rho = 0.9, epsilon = 1e-7 }) =>
    (learningRate) => ({ kind: 'squares', learningRate, decay: rho, share: 1 - rho, epsilon }),
};
