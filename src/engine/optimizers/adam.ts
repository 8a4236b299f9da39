// Adam (Kingma and Ba 2015), and AdamW, which decays weights apart from the gradient (Loshchilov and Hutter 2019).

import type { Optimizer } from './optimizer';

/** Keras's defaults unless given. */
export interface AdamSettings {
  /** 0.9 */
  beta1?: number;
  /** 0.999 */
  beta2?: number;
  /** 1e-7 */
  epsilon?: number;
}

export interface AdamWSettings extends AdamSettings {
  /** All weights shrink by this share of the rate at every step. */
  weightDecay: number;
}

export const adam: Optimizer<AdamSettings> = {
  slotStarts: [0, 0],
  steps: (settings, taken) => adamw.steps({ ...settings, weightDecay: 0 }, taken),
};

export const adamw: Optimizer<AdamWSettings> = {
  slotStarts: [0, 0],
  steps({ weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }, taken) {
    // By repeated multiplication: Math.pow may differ between browsers.
    let power1 = 1;
    let power2 = 1;
    const advance = () => {
      power1 *= beta1;
      power2 *= beta2;
    };
    for (let step = 0; step < taken; step++) advance();
    return (learningRate) => {
      advance();
      return {
        kind: 'adam',
        learningRate,
        rate: learningRate / (1 - power1),
        gradientRate: 0,
        keep: 1 - learningRate * weightDecay,
        beta1,
        beta2,
        epsilon,
        rootCorrection: 1 / Math.sqrt(1 - power2),
      };
    };
  },
};
