// Nadam: Adam with Nesterov's look ahead, its momentum warmed up (Dozat 2016, as Keras).

import type { AdamSettings } from './adam';
import type { Optimizer } from './optimizer';

/** How fast the momentum comes near β₁: by 0.96 a step. */
const warmUp = 0.96;

export const nadam: Optimizer<AdamSettings> = {
  slotStarts: [0, 0],
  steps({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }, taken) {
    // By repeated multiplication: Math.pow may differ between browsers.
    let decay = warmUp;
    let power2 = 1;
    /** The product of the momenta up to this step. */
    let product = 1;
    const advance = () => {
      const momentum = beta1 * (1 - 0.5 * decay);
      decay *= warmUp;
      const next = beta1 * (1 - 0.5 * decay);
      product *= momentum;
      power2 *= beta2;
      return { momentum, next };
    };
    for (let step = 0; step < taken; step++) advance();
    return (learningRate) => {
      const { momentum, next } = advance();
      return {
        kind: 'adam',
        learningRate,
        rate: (learningRate * next) / (1 - product * next),
        gradientRate: (learningRate * (1 - momentum)) / (1 - product),
        keep: 1,
        beta1,
        beta2,
        epsilon,
        rootCorrection: 1 / Math.sqrt(1 - power2),
      };
    };
  },
};
