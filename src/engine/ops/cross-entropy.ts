// The softmax cross-entropy op, with its own exp and ln: tfjs's differ between browsers on the cpu.

import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const CrossEntropy = 'CrossEntropy';
export const CrossEntropyGrad = 'CrossEntropyGrad';

export interface CrossEntropyAttributes {
  smoothing: number;
}

/**
 * Mean over the batch of −Σ target · ln softmax(logits), in nats.
 * @param logits `[batch, classes]`
 * @param labels `[batch]` int32
 * @param smoothing ε of label smoothing (Szegedy et al. 2016): the target is (1 − ε) · one-hot label + ε / classes
 */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D, smoothing = 0): Scalar {
  const attributes: CrossEntropyAttributes = { smoothing };
  return differentiable([logits], () => {
    const { mean, probabilities } = crossEntropyParts(logits, labels, smoothing);
    return { value: mean, gradient: (dy) => runKernel(CrossEntropyGrad, { dy, probabilities, labels }, attributes) };
  }) as Scalar;
}

/** The mean, each text's loss `[batch]`, and the softmax `[batch, classes]`; not differentiable. */
export function crossEntropyParts(
  logits: Tensor2D,
  labels: Tensor1D,
  smoothing = 0,
): { mean: Scalar; losses: Tensor1D; probabilities: Tensor2D } {
  const [mean, losses, probabilities] = runKernel(CrossEntropy, { logits, labels }, {
    smoothing,
  } satisfies CrossEntropyAttributes);
  return { mean: mean as Scalar, losses: losses as Tensor1D, probabilities: probabilities as Tensor2D };
}
