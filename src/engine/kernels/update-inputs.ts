// What the update kernels of cpu and wasm share: both write the new values into the old tensors' memory.

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

/** The op's outputs: the same memory under new tensors, as tfjs's own Identity kernel does it. */
export function reuse(
  backend: { incRef(dataId: object): void },
  weights: UpdateTensors['weights'],
  gradientNormSum: TensorInfo,
): TensorInfo[] {
  const outputs = [gradientNormSum, ...weights.map(({ weight }) => weight), ...weights.flatMap(({ slots }) => slots)];
  return outputs.map(({ dataId, shape, dtype }) => {
    backend.incRef(dataId);
    return { dataId, shape, dtype };
  });
}
