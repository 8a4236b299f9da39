// The cross-entropy op. A few numbers a text, so that cpu and wasm share this one, in double precision.

import { exponential, naturalLogarithm } from '../../../experiment/arithmetic';
import { unlessVanished } from './vanishing';

export interface CrossEntropyResult {
  mean: number;
  /** `[batch]` */
  losses: Float32Array;
  /** `[batch, classes]` */
  probabilities: Float32Array;
}

export function crossEntropyForward(logits: Float32Array, labels: Int32Array, smoothing: number): CrossEntropyResult {
  const batch = labels.length;
  const classes = logits.length / batch;
  const losses = new Float32Array(batch);
  const probabilities = new Float32Array(logits.length);
  let sumOfLosses = 0;
  for (let i = 0; i < batch; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    // Taking the largest away first keeps exp in range.
    let largest = row[0]!;
    for (let c = 1; c < classes; c++) largest = Math.max(largest, row[c]!);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += exponential(row[c]! - largest);
    for (let c = 0; c < classes; c++) {
      probabilities[i * classes + c] = unlessVanished(exponential(row[c]! - largest) / sum);
    }
    // The distance first: added to a huge logit, the logarithm would be lost.
    let loss = naturalLogarithm(sum) + (largest - row[labels[i]!]!);
    // A target that is not all at the label: from there to the mean of all logits, in part.
    if (smoothing > 0)
      loss += (smoothing * row.reduce((total, logit) => total + (row[labels[i]!]! - logit), 0)) / classes;
    losses[i] = loss;
    sumOfLosses += loss;
  }
  return { mean: sumOfLosses / batch, losses, probabilities };
}

/** (softmax − target) · dy / batch */
export function crossEntropyBackward(
  dy: number,
  probabilities: Float32Array,
  labels: Int32Array,
  smoothing: number,
): Float32Array {
  const batch = labels.length;
  const classes = probabilities.length / batch;
  const gradient = new Float32Array(probabilities.length);
  for (let i = 0; i < batch; i++) {
    for (let c = 0; c < classes; c++) {
      const target = (labels[i] === c ? 1 - smoothing : 0) + smoothing / classes;
      gradient[i * classes + c] = unlessVanished(((probabilities[i * classes + c]! - target) * dy) / batch);
    }
  }
  return gradient;
}
