// One layer of SimpleRNN, LSTM or GRU in one direction, with dropout of its input, of its recurrent state
// and of its recurrent weights (DropConnect: Wan et al. 2013; on recurrent weights Merity et al. 2017).

import { mul, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { RecurrentInitializer, Role } from '../../experiment/experiment';
import { type Direction, gateCounts, type RecurrentSpec, type States } from '../../experiment/model-spec';
import type { Stream } from '../../experiment/random';
import { glorotUniform, identityBlocks, orthogonal } from '../initializers';
import { masked } from '../ops/elementwise';
import { rnn } from '../ops/rnn';
import type { Parameter } from './parameter';
import { type DropoutSite, type Part, perText } from './part';

export interface LayerPlace {
  layer: number;
  direction: Direction;
  inputSize: number;
  states: States;
}

/** The name of the dropout site before a layer, from the second on, which both of its directions share. */
export const betweenLayers = (layer: number): string => `betweenLayers/${layer}`;

const recurrentStarts: Record<RecurrentInitializer, (source: Stream, units: number, columns: number) => Float32Array> =
  { orthogonal, glorot: glorotUniform, identity: (_, units, columns) => identityBlocks(units, columns) };

/**
 * `[batch, time, inputSize]` to states: the last, `[batch, units]`, or all, `[batch, time, units]`, zero at padding.
 * Starts as Keras does: kernel Glorot uniform, recurrent kernel orthogonal, biases 0 but the LSTM's forget bias 1
 * (Jozefowicz, Zaremba and Sutskever 2015); a recurrent kernel may start otherwise: identities, of each gate one, as in the
 * IRNN (Le, Jaitly and Hinton 2015), or Glorot uniform.
 */
export function recurrentPart(spec: RecurrentSpec, place: LayerPlace): Part<Tensor3D, Tensor> {
  const { cell, units, activation, resetAfter } = spec;
  const { layer, direction, inputSize, states } = place;
  const columns = gateCounts[cell] * units;
  const nameOf = (name: string) => `rnn/${layer}/${direction}/${name}`;
  const own = (
    name: string,
    shape: readonly number[],
    role: Role,
    initializer: Parameter['initializer'],
  ): Parameter => ({ name: nameOf(name), shape, role, layer, direction, initializer });
  // The masks of a network of one layer and direction came first, and keep their streams.
  const site = (at: DropoutSite['place'], shapeOf: DropoutSite['shapeOf']): DropoutSite => {
    const name = nameOf(at);
    return { name, place: at, stream: layer === 0 && direction === 'forward' ? at : name, shapeOf };
  };
  const eachToken: DropoutSite['shapeOf'] = ({ batch, time }) => [batch, time, units];
  return {
    parameters: [
      own('kernel', [inputSize, columns], 'kernel', (source) => glorotUniform(source, inputSize, columns)),
      own('recurrentKernel', [units, columns], 'recurrent', (source) =>
        recurrentStarts[spec.recurrentInitializer](source, units, columns),
      ),
      own('bias', [columns], 'bias', () => {
        const bias = new Float32Array(columns);
        return cell === 'LSTM' ? bias.fill(spec.forgetBias, units, 2 * units) : bias;
      }),
      ...(resetAfter ? [own('recurrentBias', [columns], 'bias', () => new Float32Array(columns))] : []),
    ],
    dropoutSites: [
      site('input', perText(inputSize)),
      site('recurrent', perText(units)),
      site('dropConnect', () => [units, columns]),
      ...(cell === 'SimpleRNN' ? [] : [site('candidate', eachToken)]),
      site('zoneoutState', eachToken),
      ...(cell === 'LSTM' ? [site('zoneoutCell', eachToken)] : []),
    ],
    width: units,
    forward(x, [kernel, recurrentKernel, bias, recurrentBias], { plan, masks }) {
      const maskAt = <Mask extends Tensor>(at: DropoutSite['place']) => masks[nameOf(at)] as Mask | undefined;
      return rnn(
        x,
        {
          kernel: kernel as Tensor2D,
          recurrentKernel: masked(recurrentKernel as Tensor2D, maskAt('dropConnect')),
          bias: bias as Tensor1D,
          recurrentBias: recurrentBias as Tensor1D | undefined,
        },
        {
          ...{ cell, activation },
          plan: plan(direction),
          inputMask: both(masks[betweenLayers(layer)], maskAt('input')),
          recurrentMask: maskAt('recurrent'),
          candidateMask: maskAt('candidate'),
          zoneoutState: maskAt('zoneoutState'),
          zoneoutCell: maskAt('zoneoutCell'),
          returnSequences: states === 'all',
        },
      );
    },
  };
}

/** What two masks leave. */
const both = (first: Tensor | undefined, second: Tensor | undefined): Tensor2D | undefined =>
  (first && second ? mul(first, second) : (first ?? second)) as Tensor2D | undefined;
