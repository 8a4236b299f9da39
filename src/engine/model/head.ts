// The head: a dense layer from what the network has read of a text to a logit for each class.

import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers';
import { dense } from '../ops/dense';
import { parameter } from './parameter';
import { type Part, perText } from './part';

/** `[batch, inputSize]` to logits `[batch, classes]`. Its bias gets no penalty. */
export function headPart(inputSize: number, classes: number): Part<Tensor2D, Tensor2D> {
  return {
    parameters: [
      parameter('dense/kernel', [inputSize, classes], 'output', (source) => glorotUniform(source, inputSize, classes)),
      parameter('dense/bias', [classes], null, () => new Float32Array(classes)),
    ],
    dropoutSites: [{ name: 'output', place: 'output', stream: 'output', shapeOf: perText(inputSize) }],
    width: classes,
    forward: (x, [kernel, bias], { masks }) =>
      dense(x, kernel as Tensor2D, bias as Tensor1D, masks.output as Tensor2D | undefined),
  };
}
