// The softmax cross-entropy op, with its own exp and ln: tfjs's differ between browsers on the cpu.

import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const CrossEntropy = 'CrossEntropy';
export const CrossEntropyGrad = 'CrossEntropyGrad';

/**
 * Mean over the batch of −ln softmax(logits)[label], in nats.
 * @param logits `[batch, classes]`
 * @param labels `[batch]` int32
 */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  return differentiable([logits], () => {
    const { mean, probabilities } = crossEntropyParts(logits, labels);
    return { value: mean, gradient: (dy) => runKernel(CrossEntropyGrad, { dy, probabilities, labels }) };
  }) as Scalar;
}

/** The mean, each text's loss `[batch]`, and the softmax `[batch, classes]`; not differentiable. */
export function crossEntropyParts(
  logits: Tensor2D,
  labels: Tensor1D,
): { mean: Scalar; losses: Tensor1D; probabilities: Tensor2D } {
  const [mean, losses, probabilities] = runKernel(CrossEntropy, { logits, labels });
  return { mean: mean as Scalar, losses: losses as Tensor1D, probabilities: probabilities as Tensor2D };
}
