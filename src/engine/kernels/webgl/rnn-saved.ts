// What the rnn op's forward pass leaves for its backward pass: sheets of the GPU behind the one tensor that the op hands out.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RowGroups } from './row-groups';
import type { Texture } from './texture';

/** The sheets that the backward pass needs. */
export interface SavedRnn {
  groups: RowGroups;
  table: Texture;
  /** Of kernel and bias, and of the recurrent kernel. */
  weights: Texture;
  recurrent: Texture;
  /** The masked input, and a column of ones. */
  rows: Texture;
  /** Before their activation, or after it for the GRU. */
  gates: Texture[];
  /** r · p of the GRU. */
  products: Texture | null;
  /** Of even steps and of odd ones: the state, and the LSTM's cell state. */
  states: [Texture[], Texture[]];
  /** The same for what goes into the recurrent product. */
  carried: [Texture, Texture];
  recurrentMask: Texture | null;
}

const savedByTensor = new WeakMap<object, SavedRnn>();

export function saveRnn({ dataId }: TensorInfo, saved: SavedRnn): void {
  savedByTensor.set(dataId, saved);
}

/** Undefined of every other tensor. */
export function savedRnn({ dataId }: TensorInfo): SavedRnn | undefined {
  return savedByTensor.get(dataId);
}
