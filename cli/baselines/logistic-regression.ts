// Logistic regression on bags of tokens with an L2 penalty, brought to its minimum by accelerated gradient descent.

import { exponential } from '../../src/experiment/arithmetic';
import { type Bag, type Classify, type Fit, positionOfLargest } from './cross-validation';

/** Largest entry of the gradient at which the minimum counts as reached; the objective is a sum over texts. */
const tolerance = 1e-4;
const mostSteps = 20_000;

interface Row {
  /** Positions of the text's distinct tokens; the last one is the bias, which every text has once. */
  features: Int32Array;
  counts: Float64Array;
}

export interface LogisticRegression {
  /** 0 for a token that no training text holds. */
  weight(token: string, label: number): number;
  bias(label: number): number;
  classify: Classify;
}

/** As scikit-learn's LogisticRegression has it by default (C = 1). */
export const fitLogisticRegression: Fit = (bags, labelIds, labelCount) =>
  minimize(bags, labelIds, labelCount, 1).classify;

/**
 * Minimizes Σ −ln p(label of the text) + ½·l2·Σw² over all weights but the biases, p by softmax over all labels.
 * The objective is convex, so the answer depends on neither start nor step.
 * @param l2 above 0
 * @throws Error where the minimum is not reached in 20,000 steps
 */
export function minimize(
  bags: readonly Bag[],
  labelIds: readonly number[],
  labelCount: number,
  l2: number,
): LogisticRegression {
  const ids = new Map<string, number>();
  for (const token of bags.flat()) if (!ids.has(token)) ids.set(token, ids.size);
  const rows = bags.map((bag) => rowOf(bag, ids));
  const size = (ids.size + 1) * labelCount;
  const penalized = ids.size * labelCount;
  const step = 1 / (l2 + largestCurvature(rows, ids.size + 1));

  // Nesterov's method, started afresh whenever it moves uphill (O'Donoghue and Candès 2015, the gradient scheme).
  let weights = new Float64Array(size);
  let ahead = new Float64Array(size);
  const gradient = new Float64Array(size);
  let momentum = 1;
  for (let taken = 0; ; taken++) {
    computeGradient(gradient, ahead, rows, labelIds, labelCount);
    for (let i = 0; i < penalized; i++) gradient[i]! += l2 * ahead[i]!;
    if (gradient.every((entry) => Math.abs(entry) < tolerance)) break;
    if (taken === mostSteps) throw new Error(`logistic regression: no minimum after ${mostSteps} steps`);

    const next = ahead.map((weight, i) => weight - step * gradient[i]!);
    let uphill = 0;
    for (let i = 0; i < size; i++) uphill += gradient[i]! * (next[i]! - weights[i]!);
    const nextMomentum = uphill > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const carried = uphill > 0 ? 0 : (momentum - 1) / nextMomentum;
    const previous = weights;
    weights = next;
    ahead = next.map((weight, i) => weight + carried * (weight - previous[i]!));
    momentum = nextMomentum;
  }

  return {
    weight: (token, label) => ahead[(ids.get(token) ?? Number.NaN) * labelCount + label] ?? 0,
    bias: (label) => ahead[penalized + label]!,
    classify: (bag) => positionOfLargest([...logitsOf(rowOf(bag, ids), ahead, labelCount)]),
  };
}

/** Tokens without an id are left out. */
function rowOf(bag: Bag, ids: ReadonlyMap<string, number>): Row {
  const counts = new Map<number, number>();
  for (const token of bag) {
    const id = ids.get(token);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  counts.set(ids.size, 1);
  return { features: Int32Array.from(counts.keys()), counts: Float64Array.from(counts.values()) };
}

function logitsOf({ features, counts }: Row, weights: Float64Array, labelCount: number): Float64Array {
  const logits = new Float64Array(labelCount);
  for (let i = 0; i < features.length; i++) {
    const start = features[i]! * labelCount;
    for (let label = 0; label < labelCount; label++) logits[label]! += counts[i]! * weights[start + label]!;
  }
  return logits;
}

/** Of the data's part of the objective. */
function computeGradient(
  gradient: Float64Array,
  weights: Float64Array,
  rows: readonly Row[],
  labelIds: readonly number[],
  labelCount: number,
): void {
  gradient.fill(0);
  rows.forEach((row, text) => {
    const errors = softmax(logitsOf(row, weights, labelCount));
    errors[labelIds[text]!]! -= 1;
    const { features, counts } = row;
    for (let i = 0; i < features.length; i++) {
      const start = features[i]! * labelCount;
      for (let label = 0; label < labelCount; label++) gradient[start + label]! += counts[i]! * errors[label]!;
    }
  });
}

function softmax(logits: Float64Array): Float64Array {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => exponential(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * An upper bound of the data's curvature: half the largest eigenvalue of XᵀX (Böhning 1992), found by power
 * iteration, which comes from below, and so with a tenth added.
 */
function largestCurvature(rows: readonly Row[], features: number): number {
  let vector = new Float64Array(features).fill(1);
  let eigenvalue = 0;
  for (let round = 0; round < 50; round++) {
    const image = new Float64Array(features);
    for (const row of rows) {
      let product = 0;
      for (let i = 0; i < row.features.length; i++) product += row.counts[i]! * vector[row.features[i]!]!;
      for (let i = 0; i < row.features.length; i++) image[row.features[i]!]! += row.counts[i]! * product;
    }
    eigenvalue = Math.sqrt(image.reduce((sum, entry) => sum + entry * entry, 0));
    vector = image.map((entry) => entry / eigenvalue);
  }
  return (1.1 * eigenvalue) / 2;
}
