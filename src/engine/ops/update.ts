// The update op, for all weights of a model at once: penalize → norm and clip → optimizer → project. The single place
// where a rule meets its weight.

import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { WeightRule } from '../rules/table';
import { runKernel } from './differentiable';

export const Update = 'Update';

/** One optimizer step's constants. */
export type OptimizerStep =
  /** v ← momentum·v + g; w ← w − learningRate·v. Slots: v. */
  | { kind: 'sgd'; learningRate: number; momentum: number }
  /** v ← momentum·v + g; w ← w − learningRate·(g + momentum·v). Slots: v. */
  | { kind: 'nesterov'; learningRate: number; momentum: number }
  /** s ← ρs + (1 − ρ)g²; w ← w − learningRate·g / √(s + ε). Slots: s. */
  | { kind: 'rmsprop'; learningRate: number; rho: number; epsilon: number }
  /** s ← s + g²; w ← w − learningRate·g / √(s + ε). Slots: s. */
  | { kind: 'adagrad'; learningRate: number; epsilon: number }
  /**
   * w ← keep·w; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − rate·m / (√v·rootCorrection + ε), with
   * the bias corrections inside rate and rootCorrection. Slots: m, v.
   */
  | {
      kind: 'adam';
      learningRate: number;
      rate: number;
      keep: number;
      beta1: number;
      beta2: number;
      epsilon: number;
      rootCorrection: number;
    }
  /**
   * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − (meanRate·m + gradientRate·g) / (√v·rootCorrection + ε), with
   * the bias corrections inside both rates and rootCorrection. Slots: m, v.
   */
  | {
      kind: 'nadam';
      learningRate: number;
      meanRate: number;
      gradientRate: number;
      beta1: number;
      beta2: number;
      epsilon: number;
      rootCorrection: number;
    };

export type StepKind = OptimizerStep['kind'];
/** The constants of one kind of step. */
export type StepOf<Kind extends StepKind> = Extract<OptimizerStep, { kind: Kind }>;

/** Tensors of a weight's shape that a kind of step keeps beside it, by the number that each is filled with at first. */
export const slotStarts = {
  sgd: [0],
  nesterov: [0],
  rmsprop: [0],
  // Keras's: without it the first step would be as long for a gradient of nothing as for any.
  adagrad: [0.1],
  adam: [0, 0],
  nadam: [0, 0],
} as const satisfies Record<StepKind, readonly number[]>;

export interface UpdateAttributes {
  weightCount: number;
  /** Of each weight; penalties act before the optimizer, projections after it. */
  rules: readonly (readonly WeightRule[])[];
  optimizer: OptimizerStep;
  /** Largest global norm of the gradient of loss + penalty; 0 leaves it as it is. */
  clipNorm: number;
  /** Largest size of each of its numbers, after that; 0 leaves them as they are. */
  clipValue: number;
}

export interface UpdateState {
  weights: Tensor[];
  /** Per weight, as many as its optimizer has slotStarts. */
  slots: Tensor[][];
  /** `[1]`: the sum of the global gradient norms so far, before clipping. */
  gradientNormSum: Tensor1D;
}

/**
 * Takes one step. A backend that can write the new values into the given tensors' memory does so and gives the
 * same state back; another gives new tensors, and the given ones are no longer of use.
 */
export function update(
  state: UpdateState,
  gradients: readonly Tensor[],
  { clipValue = 0, ...attributes }: Omit<UpdateAttributes, 'weightCount' | 'clipValue'> & { clipValue?: number },
): UpdateState {
  const weightCount = state.weights.length;
  const inputs: Record<string, Tensor> = { gradientNormSum: state.gradientNormSum };
  for (let i = 0; i < weightCount; i++) {
    inputs[`weight${i}`] = state.weights[i]!;
    inputs[`gradient${i}`] = gradients[i]!;
    for (const [j, slot] of state.slots[i]!.entries()) inputs[`slot${i}/${j}`] = slot;
  }
  const [gradientNormSum, ...rest] = runKernel(Update, inputs, { ...attributes, clipValue, weightCount });
  if (!gradientNormSum) return state;
  const slotCount = slotStarts[attributes.optimizer.kind].length;
  return {
    gradientNormSum: gradientNormSum as Tensor1D,
    weights: rest.slice(0, weightCount),
    slots: state.weights.map((_, i) => rest.slice(weightCount + i * slotCount, weightCount + (i + 1) * slotCount)),
  };
}
