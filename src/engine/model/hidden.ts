// A dense layer with relu between a text's vector and the head.

import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers';
import { relu } from '../ops/convolution';
import { dense } from '../ops/dense';
import { parameter } from './parameter';
import type { Part } from './part';

/** `[batch, inputs]` to `[batch, units]`; with 0 units it hands its input on. Its bias gets no penalty. */
export function hiddenPart(inputs: number, units: number): Part<Tensor2D, Tensor2D> {
  if (units === 0) return { parameters: [], dropoutSites: [], width: inputs, forward: (x) => x };
  return {
    parameters: [
      parameter('hidden/kernel', [inputs, units], 'hidden', (source) => glorotUniform(source, inputs, units)),
      parameter('hidden/bias', [units], null, () => new Float32Array(units)),
    ],
    dropoutSites: [],
    width: units,
    forward: (x, [kernel, bias]) => relu(dense(x, kernel as Tensor2D, bias as Tensor1D)),
  };
}
