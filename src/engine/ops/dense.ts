// The dense op: out = x · kernel + bias. An op of our own because tfjs sums in another order on every
// backend, and a link must give the same curve on all that promise it.

import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const Dense = 'Dense';
export const DenseGrad = 'DenseGrad';

/**
 * A fully connected layer without activation, with dropout of its input.
 * @param x `[batch, inputs]`
 * @param kernel `[inputs, outputs]`
 * @param bias `[outputs]`
 * @param inputMask dropout, `[batch, inputs]`; absent is all 1
 * @returns `[batch, outputs]`
 */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, inputMask?: Tensor2D): Tensor2D {
  return differentiable([x, kernel, bias], () => {
    const [value, maskedInput] = runKernel(Dense, { x, kernel, bias, inputMask });
    return { value: value!, gradient: (dy) => runKernel(DenseGrad, { dy, maskedInput, kernel, inputMask }) };
  }) as Tensor2D;
}
