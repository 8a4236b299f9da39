// The collect op: many tensors read in one go. On a GPU they are laid out in one block first, because every
// readback waits for all that was asked for before it.

import type { Tensor } from '@tensorflow/tfjs-core';
import { isExact } from '../../experiment/experiment';
import type { RunningBackend } from '../running-backend';
import { runKernel } from './differentiable';

export const Collect = 'Collect';

/** Kernel input names: `tensor0`, `tensor1`, …; attributes: how many. The output is one flat float tensor. */
export interface CollectAttributes {
  count: number;
}

/** Copies of the tensors' values, as floats. */
export async function collect(tensors: readonly Tensor[], running: RunningBackend): Promise<Float32Array[]> {
  if (isExact(running.backend)) return tensors.map((tensor) => tensor.dataSync<'float32'>().slice());
  const inputs = Object.fromEntries(tensors.map((tensor, i) => [`tensor${i}`, tensor]));
  const [block] = runKernel(Collect, inputs, { count: tensors.length } satisfies CollectAttributes);
  let values: Float32Array;
  try {
    values = await running.read(block!);
  } finally {
    block!.dispose();
  }
  let start = 0;
  return tensors.map(({ size }) => {
    const part = values.slice(start, start + size);
    start += size;
    return part;
  });
}
