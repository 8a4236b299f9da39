// A tape for our own ops: each is a forward kernel and a gradient kernel, and a network is a few of them. TensorFlow.js's
// own tape would do, at a tenth of a training step's time.

import { add, engine, mul, type NamedAttrMap, ones, type Tensor, zerosLike } from '@tensorflow/tfjs-core';

export interface Forward {
  value: Tensor;
  /**
   * The gradient of each input, in their order, from that of the value. `dy` belongs to the tape, which disposes of
   * it: it may be read and handed on as it is, for one input or several, but neither changed nor disposed of. All
   * that is returned belongs to the tape from then on.
   */
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
 * @param dy the gradient of the value, which stays the caller's; all ones unless given
 * @returns gradients that are the caller's, each a tensor of its own
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
  const start = dy ?? ones(value.shape);
  const found = new Map<Tensor, Tensor>();
  const holds = countHolds();
  function arrive(at: Tensor, part: Tensor): void {
    const before = found.get(at);
    const whole = before ? add(before, part) : part;
    holds.hold(whole);
    found.set(at, whole);
    if (before) holds.release(before);
  }

  // The caller's dy is held once more than it is let go.
  if (dy) holds.hold(dy);
  arrive(value, start);
  for (const { inputs, value: output, gradient } of entries.reverse()) {
    const arrived = found.get(output);
    if (!arrived) continue;
    const parts = gradient(arrived);
    for (const part of parts) holds.hold(part);
    for (const [i, part] of parts.entries()) arrive(inputs[i]!, part);
    for (const part of parts) holds.release(part);
    // Given back early, so that the next op's gradient lies where this one did.
    if (!wanted.has(output)) {
      found.delete(output);
      holds.release(arrived);
    }
  }

  const handedOut = new Set<Tensor>();
  const own = (tensor: Tensor): Tensor => {
    const gradient = found.get(tensor) ?? zerosLike(tensor);
    // A copy of one that stands elsewhere too: whoever gets it may write into it.
    const result = gradient === dy || handedOut.has(gradient) ? mul(gradient, 1) : gradient;
    handedOut.add(result);
    return result;
  };
  return { value, gradients: of.map(own) };
}

/** Counts in how many places a tensor is held, and disposes of it when it is let go in the last. */
function countHolds() {
  const counts = new Map<Tensor, number>();
  return {
    hold(tensor: Tensor): void {
      counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
    },
    release(tensor: Tensor): void {
      const left = counts.get(tensor)! - 1;
      counts.set(tensor, left);
      if (left === 0) tensor.dispose();
    },
  };
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
