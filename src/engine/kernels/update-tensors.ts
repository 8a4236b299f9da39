// Sorts out the many inputs of the update op.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { slotCounts, type UpdateAttributes } from '../ops/update';

export interface UpdateTensors {
  weights: { weight: TensorInfo; gradient: TensorInfo; slots: TensorInfo[] }[];
  gradientNormSum: TensorInfo;
}

/** Sorts the op's named inputs. */
export function collectUpdate(
  inputs: Readonly<Record<string, TensorInfo>>,
  { weightCount, optimizer }: UpdateAttributes,
): UpdateTensors {
  const weights = Array.from({ length: weightCount }, (_, i) => ({
    weight: inputs[`weight${i}`]!,
    gradient: inputs[`gradient${i}`]!,
    slots: Array.from({ length: slotCounts[optimizer.kind] }, (_, j) => inputs[`slot${i}/${j}`]!),
  }));
  return { weights, gradientNormSum: inputs.gradientNormSum! };
}
