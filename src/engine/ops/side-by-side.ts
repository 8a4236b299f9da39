// The side-by-side op: two tensors as one, along the last axis. What a layer reads forward and what it reads backward
// become one input of the next.

import type { Tensor } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const SideBySide = 'SideBySide';
export const SideBySideGrad = 'SideBySideGrad';

export interface SideBySideGradAttributes {
  /** The last axis of the left tensor. */
  leftWidth: number;
}

/**
 * @param left `[…, leftWidth]`
 * @param right `[…, rightWidth]`
 * @returns `[…, leftWidth + rightWidth]`
 * @throws RangeError when the other axes differ
 */
export function sideBySide<Side extends Tensor>(left: Side, right: Side): Side {
  const rows = ({ shape }: Tensor) => shape.slice(0, -1).join();
  if (left.rank !== right.rank || rows(left) !== rows(right)) {
    throw new RangeError(`shapes must differ in the last axis alone, got [${left.shape}] and [${right.shape}]`);
  }
  const attributes: SideBySideGradAttributes = { leftWidth: left.shape.at(-1)! };
  return differentiable([left, right], () => ({
    value: runKernel(SideBySide, { left, right })[0]!,
    gradient: (dy) => runKernel(SideBySideGrad, { dy }, attributes),
  })) as Side;
}
