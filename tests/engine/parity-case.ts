// What parity cases are, and the numbers that they start from.

import * as tf from '@tensorflow/tfjs-core';
import { stream } from '../../src/experiment/random';

export interface ParityCase {
  name: string;
  /** Outputs and gradients, on the current backend. */
  run: () => tf.Tensor[];
}

/** Uniform in ±scale, from a stream of this name. */
export function values(name: string, count: number, scale = 1): Float32Array {
  const source = stream(1, name);
  return Float32Array.from({ length: count }, (_, i) => (2 * source.uniform(i) - 1) * scale);
}

export function filled(name: string, shape: number[], scale = 1): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(values(name, count, scale), shape);
}

export const halved = (name: string, shape: [number, number]) =>
  tf.tensor2d(
    values(name, shape[0] * shape[1]).map((value) => (value > 0 ? 2 : 0)),
    shape,
  );

export const both = [false, true];
