// The ops of attention over a text's tokens (Bahdanau et al. 2015; for one text, Yang et al. 2016):
// score_t = s · tanh(z_t), α = softmax of the scores over real tokens, and the sum of α_t x_t. z = W x + b is a dense
// op. α is an output of its own, because its entropy can be penalized and its values looked at.

import type { Scalar, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import type { TextLengths } from './sequence';

export const AttentionScores = 'AttentionScores';
export const AttentionScoresGrad = 'AttentionScoresGrad';
export const SoftmaxOverTime = 'SoftmaxOverTime';
export const SoftmaxOverTimeGrad = 'SoftmaxOverTimeGrad';
export const WeightedSum = 'WeightedSum';
export const WeightedSumGrad = 'WeightedSumGrad';
export const Entropy = 'Entropy';
export const EntropyGrad = 'EntropyGrad';

export interface AttentionScoresAttributes {
  /** Tokens a text has room for. */
  time: number;
}

export interface EntropyAttributes {
  strength: number;
}

/**
 * @param z `[batch · time, units]`
 * @param score `[units]`
 * @returns score · tanh(z) `[batch, time]`, 0 at padding
 */
export function attentionScores(z: Tensor2D, score: Tensor1D, texts: TextLengths): Tensor2D {
  const attributes: AttentionScoresAttributes = { time: texts.time };
  const lengths = texts.lengths();
  return differentiable([z, score], () => {
    const [value, hidden] = runKernel(AttentionScores, { z, score, lengths }, attributes);
    return {
      value: value!,
      gradient: (dy) => runKernel(AttentionScoresGrad, { dy, hidden, score, lengths }, attributes),
    };
  }) as Tensor2D;
}

/**
 * @param scores `[batch, time]`
 * @returns softmax over each text's real tokens `[batch, time]`, 0 at padding
 */
export function softmaxOverTime(scores: Tensor2D, texts: TextLengths): Tensor2D {
  const lengths = texts.lengths();
  return differentiable([scores], () => {
    const [value] = runKernel(SoftmaxOverTime, { scores, lengths });
    return { value: value!, gradient: (dy) => runKernel(SoftmaxOverTimeGrad, { dy, weights: value!, lengths }) };
  }) as Tensor2D;
}

/**
 * @param weights `[batch, time]`
 * @param x `[batch, time, width]`
 * @returns Σ_t weights_t x_t over real tokens `[batch, width]`
 */
export function weightedSum(weights: Tensor2D, x: Tensor3D, texts: TextLengths): Tensor2D {
  const lengths = texts.lengths();
  return differentiable([weights, x], () => ({
    value: runKernel(WeightedSum, { weights, x, lengths })[0]!,
    gradient: (dy) => runKernel(WeightedSumGrad, { dy, weights, x, lengths }),
  })) as Tensor2D;
}

/**
 * @param weights `[batch, time]`, of each text a distribution over its real tokens, 0 at padding
 * @param strength of either sign
 * @returns strength · mean over the batch of −Σ_t α_t ln α_t
 */
export function entropy(weights: Tensor2D, strength: number): Scalar {
  const attributes: EntropyAttributes = { strength };
  return differentiable([weights], () => ({
    value: runKernel(Entropy, { weights }, attributes)[0]!,
    gradient: (dy) => runKernel(EntropyGrad, { dy, weights }, attributes),
  })) as Scalar;
}
