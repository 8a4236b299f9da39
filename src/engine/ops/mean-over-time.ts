// The mean-over-time op: the mean of the vectors at a text's real tokens. An op of our own because tfjs sums in another
// order on every backend, and knows no padding.

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import type { TextLengths } from './sequence';

export const MeanOverTime = 'MeanOverTime';
export const MeanOverTimeGrad = 'MeanOverTimeGrad';

export interface MeanOverTimeGradAttributes {
  /** Tokens a text has room for. */
  time: number;
}

/**
 * Adds up a text's real tokens from its first to its last, and divides by their count. Call inside a tidy.
 * @param x `[batch, time, width]`; what stands at padding is not read
 * @param texts which tokens are real, in whatever direction they were read
 * @returns `[batch, width]`, 0 for a text without tokens
 */
export function meanOverTime(x: Tensor3D, texts: TextLengths): Tensor2D {
  const [batch, time] = x.shape;
  if (batch !== texts.batch || time !== texts.time) {
    throw new RangeError(`x must begin with shape [${texts.batch},${texts.time}], got [${x.shape}]`);
  }
  const attributes: MeanOverTimeGradAttributes = { time };
  return differentiable([x], () => {
    const lengths = texts.lengths();
    const [value] = runKernel(MeanOverTime, { x, lengths });
    return { value: value!, gradient: (dy) => runKernel(MeanOverTimeGrad, { dy, lengths }, attributes) };
  }) as Tensor2D;
}
