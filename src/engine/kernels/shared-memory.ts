// What the kernels of cpu and wasm share: new values go into the memory of old tensors.

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

interface CountingBackend {
  incRef(dataId: object): void;
}

/** The same memory under a new tensor. */
export function share(backend: CountingBackend, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** The op's outputs: the inputs' memory under new tensors. */
export function reuse(
  backend: CountingBackend,
  weights: UpdateTensors['weights'],
  gradientNormSum: TensorInfo,
): TensorInfo[] {
  const outputs = [gradientNormSum, ...weights.map(({ weight }) => weight), ...weights.flatMap(({ slots }) => slots)];
  return outputs.map((tensor) => share(backend, tensor));
}
