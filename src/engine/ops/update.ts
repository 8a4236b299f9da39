// The update op, for all weights of a model at once: penalize → norm and clip → optimizer → project. The single place
// where a rule meets its weight.

import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { WeightRule } from '../rules/table';
import { runKernel } from './differentiable';

export const Update = 'Update';

/** One optimizer step's constants. */
export type OptimizerStep =
  /** v ← momentum·v + g; w ← w − (velocityRate·v + gradientRate·g). Slots: v. */
  | { kind: 'momentum'; learningRate: number; momentum: number; velocityRate: number; gradientRate: number }
  /** s ← decay·s + share·g²; w ← w − learningRate·g / √(s + ε). Slots: s. */
  | { kind: 'squares'; learningRate: number; decay: number; share: number; epsilon: number }
  /**
   * w ← keep·w; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − (rate·m + gradientRate·g) / (√v·rootCorrection + ε),
   * with the bias corrections inside both rates and rootCorrection. Slots: m, v.
   */
  | {
      kind: 'adam';
      learningRate: number;
      rate: number;
      gradientRate: number;
      keep: number;
      beta1: number;
      beta2: number;
      epsilon: number;
      rootCorrection: number;
    };

export type StepKind = OptimizerStep['kind'];
/** The constants of one kind of step. */
export type StepOf<Kind extends StepKind> = Extract<OptimizerStep, { kind: Kind }>;

/** Tensors of a weight's shape that a kind of step keeps beside it. */
export const slotCounts = { momentum: 1, squares: 1, adam: 2 } as const satisfies Record<StepKind, number>;

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
  /** Per weight, slotCounts of its optimizer. */
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
  const slotCount = slotCounts[attributes.optimizer.kind];
  return {
    gradientNormSum: gradientNormSum as Tensor1D,
    weights: rest.slice(0, weightCount),
    slots: state.weights.map((_, i) => rest.slice(weightCount + i * slotCount, weightCount + (i + 1) * slotCount)),
  };
}
