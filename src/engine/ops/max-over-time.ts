// The max-over-time op: of each column the largest number at a text's real tokens.

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import type { TextLengths } from './sequence';

export const MaxOverTime = 'MaxOverTime';
export const MaxOverTimeGrad = 'MaxOverTimeGrad';

export interface MaxOverTimeGradAttributes {
  /** Tokens a text has room for. */
  time: number;
}

/**
 * Its gradient goes to the first of equal numbers.
 * @param x `[batch, time, width]`; what stands at padding is not read
 * @returns `[batch, width]`, 0 for a text without tokens
 */
export function maxOverTime(x: Tensor3D, texts: TextLengths): Tensor2D {
  const attributes: MaxOverTimeGradAttributes = { time: x.shape[1] };
  const lengths = texts.lengths();
  return differentiable([x], () => {
    // Where the largest stand, as floats: −1 for a text without tokens.
    const [value, places] = runKernel(MaxOverTime, { x, lengths });
    return { value: value!, gradient: (dy) => runKernel(MaxOverTimeGrad, { dy, places }, attributes) };
  }) as Tensor2D;
}
