// The reshape op: the same numbers in another shape.

import { type Tensor, reshape as tfReshape } from '@tensorflow/tfjs-core';
import { differentiable } from './differentiable';

/** @throws Error when the shapes have different sizes */
export function reshape<Shaped extends Tensor>(x: Tensor, shape: readonly number[]): Shaped {
  return differentiable([x], () => ({
    value: tfReshape(x, [...shape]),
    gradient: (dy) => [tfReshape(dy, x.shape)],
  })) as Shaped;
}
