// The recurrent part: a layer of SimpleRNN, LSTM or GRU, with dropout of its input and of its recurrent state.

import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Role } from '../../experiment/experiment';
import { gateCounts, type RecurrentSpec, type States } from '../../experiment/model-spec';
import { glorotUniform, orthogonal } from '../initializers';
import { rnn } from '../ops/rnn';
import type { Parameter } from './parameter';
import type { Part } from './part';

/**
 * `[batch, time, inputSize]` to states: the last, `[batch, units]`, or all, `[batch, time, units]`, zero at padding.
 * Starts as Keras does: kernel Glorot uniform, recurrent kernel orthogonal, biases 0 but the LSTM's forget bias 1
 * (Jozefowicz, Zaremba and Sutskever 2015).
 */
export function recurrentPart(
  { cell, units }: RecurrentSpec,
  inputSize: number,
  states: States,
): Part<Tensor3D, Tensor> {
  const columns = gateCounts[cell] * units;
  const own = (
    name: string,
    shape: readonly number[],
    role: Role,
    initializer: Parameter['initializer'],
  ): Parameter => ({ name: `rnn/0/forward/${name}`, shape, role, layer: 0, direction: 'forward', initializer });
  return {
    parameters: [
      own('kernel', [inputSize, columns], 'kernel', (source) => glorotUniform(source, inputSize, columns)),
      own('recurrentKernel', [units, columns], 'recurrent', (source) => orthogonal(source, units, columns)),
      own('bias', [columns], 'bias', () => {
        const bias = new Float32Array(columns);
        return cell === 'LSTM' ? bias.fill(1, units, 2 * units) : bias;
      }),
    ],
    dropoutSites: [
      { place: 'input', width: inputSize },
      { place: 'recurrent', width: units },
    ],
    width: units,
    forward: (x, [kernel, recurrentKernel, bias], { plan, masks }) =>
      rnn(
        x,
        {
          kernel: kernel as Tensor2D,
          recurrentKernel: recurrentKernel as Tensor2D,
          bias: bias as Tensor1D,
        },
        {
          cell,
          plan,
          inputMask: masks.input,
          recurrentMask: masks.recurrent,
          returnSequences: states === 'all',
        },
      ),
  };
}
