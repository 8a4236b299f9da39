// A tape for our own ops: each is a forward kernel and a gradient kernel, and a network is a few of them. TensorFlow.js's
// own tape would do, at a tenth of a training step's time.

import { add, dispose, engine, type NamedAttrMap, ones, type Tensor, zerosLike } from '@tensorflow/tfjs-core';

export interface Forward {
  value: Tensor;
  /** The gradient of each input, in their order, from that of the value. */
  gradient(dy: Tensor): Tensor[];
}

interface Entry extends Forward {
  inputs: readonly Tensor[];
}

/** What the function under way has computed so far; null where nobody asks for gradients. */
let tape: Entry[] | null = null;

/** Runs an op so that `gradients` can go back through it. */
export function differentiable(inputs: readonly Tensor[], forward: () => Forward): Tensor {
  const entry = { inputs, ...forward() };
  tape?.push(entry);
  return entry.value;
}

/**
 * The value of a function of differentiable ops, and its gradients. Call inside a tidy: what the ops made on
 * their way is left to it.
 * @param of tensors that the function reads
 * @param dy the gradient of the value; all ones unless given
 * @throws Error when called inside itself
 */
export function gradients(
  run: () => Tensor,
  of: readonly Tensor[],
  dy?: Tensor,
): { value: Tensor; gradients: Tensor[] } {
  if (tape) throw new Error('gradients must not be asked for inside a function whose gradients are asked for');
  const entries: Entry[] = [];
  let value: Tensor;
  tape = entries;
  try {
    value = run();
  } finally {
    tape = null;
  }
  const wanted = new Set(of);
  const found = new Map<Tensor, Tensor>([[value, dy ?? ones(value.shape)]]);
  for (const { inputs, value: output, gradient } of entries.reverse()) {
    const arrived = found.get(output);
    if (!arrived) continue;
    for (const [i, part] of gradient(arrived).entries()) {
      const input = inputs[i]!;
      const before = found.get(input);
      found.set(input, before ? add(before, part) : part);
    }
    // Given back early, so that the next op's gradient lies where this one did.
    if (!wanted.has(output) && arrived !== dy) dispose(arrived);
  }
  return { value, gradients: of.map((tensor) => found.get(tensor) ?? zerosLike(tensor)) };
}

/** Runs a kernel of the current backend by name; inputs that are undefined are left out. */
export function runKernel(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attributes: object = {},
): Tensor[] {
  const present: Record<string, Tensor> = {};
  for (const input in inputs) if (inputs[input] !== undefined) present[input] = inputs[input];
  const outputs = engine().runKernel(name, present, attributes as NamedAttrMap);
  return Array.isArray(outputs) ? outputs : [outputs];
}
