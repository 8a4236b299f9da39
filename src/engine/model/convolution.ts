// One convolution over a text's tokens, with relu.

import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { uniform } from '../initializers';
import { type Convolved, convolution, type Margins, relu } from '../ops/convolution';
import { type Parameter, parameter } from './parameter';

export interface ConvolutionLayer {
  parameters: readonly Parameter[];
  forward(input: Convolved, weights: readonly Tensor[]): Convolved;
}

/**
 * `[batch, time, inputs]` to `[batch, windows, filters]`. Starts as Keras's Conv1D: Glorot uniform over a window's
 * inputs and outputs, bias 0. Its bias gets no penalty.
 */
export function convolutionLayer(
  index: number,
  { width, inputs, filters, margins }: { width: number; inputs: number; filters: number; margins: Margins },
): ConvolutionLayer {
  const name = (own: string) => `convolution/${index}/${own}`;
  return {
    parameters: [
      parameter(name('kernel'), [width, inputs, filters], 'convolution', (source) =>
        uniform(source, width * inputs * filters, Math.sqrt(6 / (width * (inputs + filters)))),
      ),
      parameter(name('bias'), [filters], null, () => new Float32Array(filters)),
    ],
    forward(input, [kernel, bias]) {
      const { values, lengths } = convolution(input, kernel as Tensor3D, bias as Tensor1D, margins);
      return { values: relu(values), lengths };
    },
  };
}
