// All that training goes on from, on the backend and off it.

import { fill, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { Parameter } from './model/parameter';
import type { UpdateState } from './ops/update';

/** Off the backend. Lists are in the order of the model's parameters. */
export interface Checkpoint {
  weights: readonly Float32Array[];
  /** The optimizer's slots of each weight; absent before the first step. */
  slots?: readonly (readonly Float32Array[])[];
  /** Optimizer steps behind it. */
  steps: number;
}

/** Puts a checkpoint on the current backend; slots that it lacks start with these numbers. */
export function putOnBackend(
  { weights, slots }: Checkpoint,
  parameters: readonly Parameter[],
  slotStarts: readonly number[],
): UpdateState {
  // Copied, because tfjs may keep the array it is given, and updates write into it.
  const put = (values: Float32Array, i: number) => tensor(values.slice(), [...parameters[i]!.shape]);
  return {
    weights: weights.map(put),
    slots: parameters.map(({ shape }, i) =>
      slotStarts.map((value, slot) => (slots ? put(slots[i]![slot]!, i) : fill([...shape], value))),
    ),
    gradientNormSum: tensor1d([0]),
  };
}

/** All tensors of a state. */
export const tensorsOf = ({ weights, slots, gradientNormSum }: UpdateState): Tensor[] => [
  ...weights,
  ...slots.flat(),
  gradientNormSum,
];
