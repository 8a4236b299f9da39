// The mean-over-time op: the mean of the vectors at a text's real tokens. An op of our own because tfjs sums in another
// order on every backend, and knows no padding.

import { type Tensor2D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import { lengthsOf, type SequencePlan } from './sequence';

export const MeanOverTime = 'MeanOverTime';
export const MeanOverTimeGrad = 'MeanOverTimeGrad';

export interface MeanOverTimeGradAttributes {
  /** Tokens a text has room for. */
  time: number;
}

/**
 * Adds up a text's real tokens from its first to its last, and divides by their count. Call inside a tidy.
 * @param x `[batch, time, width]`; what stands at padding is not read
 * @param plan which tokens are real, in whatever direction they were read
 * @returns `[batch, width]`, 0 for a text without tokens
 */
export function meanOverTime(x: Tensor3D, plan: SequencePlan): Tensor2D {
  const [batch, time] = x.shape;
  if (batch !== plan.batch || time !== plan.time) {
    throw new RangeError(`x must begin with shape [${plan.batch},${plan.time}], got [${x.shape}]`);
  }
  const attributes: MeanOverTimeGradAttributes = { time };
  return differentiable([x], () => {
    const lengths = tensor1d(lengthsOf(plan), 'int32');
    const [value] = runKernel(MeanOverTime, { x, lengths });
    return { value: value!, gradient: (dy) => runKernel(MeanOverTimeGrad, { dy, lengths }, attributes) };
  }) as Tensor2D;
}
