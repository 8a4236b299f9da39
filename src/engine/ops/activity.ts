// The activity op: what penalties on a layer's outputs add to the loss (Merity, McCann and Socher 2017).
//
// AR   strength · mean of h²              over real tokens and units
// TAR  strength · mean of (h_t − h_{t−1})²  over neighbouring real tokens, in the text's order, and units

import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import type { TextLengths } from './sequence';

export const Activity = 'Activity';
export const ActivityGrad = 'ActivityGrad';

export interface ActivityAttributes {
  /** Of the change from token to token, instead of the outputs themselves. */
  temporal: boolean;
  /** The strength over the count of what is squared. */
  factor: number;
}

/** What is squared in a batch of texts with these lengths, a unit. */
export function squaredPlaces(lengths: ArrayLike<number>, temporal: boolean): number {
  let places = 0;
  for (let i = 0; i < lengths.length; i++) places += temporal ? Math.max(0, lengths[i]! - 1) : lengths[i]!;
  return places;
}

/**
 * @param x `[batch, time, width]`
 * @returns 0 where there is nothing to square
 */
export function activity(
  x: Tensor3D,
  texts: TextLengths,
  { temporal, strength }: { temporal: boolean; strength: number },
): Scalar {
  const count = squaredPlaces(texts.lengthValues, temporal) * x.shape[2];
  const attributes: ActivityAttributes = { temporal, factor: count === 0 ? 0 : strength / count };
  const lengths = texts.lengths();
  return differentiable([x], () => ({
    value: runKernel(Activity, { x, lengths }, attributes)[0]!,
    gradient: (dy) => runKernel(ActivityGrad, { dy, x, lengths }, attributes),
  })) as Scalar;
}
