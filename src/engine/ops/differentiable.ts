// tfjs's customGrad and runKernel with honest types: an op is a forward kernel and a gradient kernel.

import { customGrad, engine, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';

export interface Forward {
  value: Tensor;
  /** What the gradient needs; kept until the tape is done with. */
  saved: Tensor[];
  /** The gradient of each input, from that of the value. */
  gradient(dy: Tensor, saved: Tensor[]): Tensor[];
}

/** Runs an op on tensors so that tfjs can differentiate through it. */
export function differentiable(inputs: Tensor[], forward: (...inputs: Tensor[]) => Forward): Tensor {
  const operation = customGrad((...parameters) => {
    const tensors = parameters.slice(0, -1) as Tensor[];
    const save = parameters.at(-1) as unknown as (tensors: Tensor[]) => void;
    const { value, saved, gradient } = forward(...tensors);
    save(saved);
    return { value, gradFunc: gradient };
  });
  return operation(...inputs);
}

/** Runs a kernel of the current backend by name; inputs that are undefined are left out. */
export function runKernel(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attributes: object = {},
): Tensor[] {
  const present = Object.entries(inputs).filter((entry): entry is [string, Tensor] => entry[1] !== undefined);
  const outputs = engine().runKernel(name, Object.fromEntries(present), attributes as NamedAttrMap);
  return Array.isArray(outputs) ? outputs : [outputs];
}
