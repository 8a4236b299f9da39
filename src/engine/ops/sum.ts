// The sum op: tensors of one shape added up, in their order.

import { add, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from './differentiable';

/**
 * Each entry's sum, from the first tensor to the last: the same bits on cpu and wasm.
 * @param tensors two or more, all of one shape
 * @returns a tensor of that shape
 * @throws RangeError when there are fewer than two, or their shapes differ
 */
export function sum<Summand extends Tensor>(tensors: readonly Summand[]): Summand {
  const [first, ...rest] = tensors;
  if (!first || rest.length === 0) throw new RangeError(`tensors must be two or more, got ${tensors.length}`);
  for (const { shape } of rest) {
    if (shape.length === first.shape.length && shape.every((size, i) => size === first.shape[i])) continue;
    throw new RangeError(`tensors must have one shape, got [${first.shape}] and [${shape}]`);
  }
  return differentiable(tensors, () => ({
    value: rest.reduce<Tensor>((total, tensor) => add(total, tensor), first),
    gradient: (dy) => tensors.map(() => dy),
  })) as Summand;
}
