// Ops on each number by itself: times a mask, plus noise. Neither mask nor noise has a gradient.

import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from './differentiable';

/** x · mask; x itself without a mask. */
export function masked<Shaped extends Tensor>(x: Shaped, mask: Tensor | undefined): Shaped {
  if (!mask) return x;
  return differentiable([x], () => ({ value: mul(x, mask), gradient: (dy) => [mul(dy, mask)] })) as Shaped;
}

/** x + noise; x itself without noise. */
export function noisy<Shaped extends Tensor>(x: Shaped, noise: Tensor | undefined): Shaped {
  if (!noise) return x;
  return differentiable([x], () => ({ value: add(x, noise), gradient: (dy) => [dy] })) as Shaped;
}
