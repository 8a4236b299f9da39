// The rnn op: a whole sequence of SimpleRNN, LSTM or GRU in one call, with its gradient.
//
// SimpleRNN  h = tanh(x W + b + p R)
// LSTM       i, f, c̃, o = σ, σ, tanh, σ of x W + b + p R;  c = f c₋₁ + i c̃;  h = o tanh c
// GRU        z, r = σ of x W + b + p R;  h̃ = tanh(x W + b + (r p) R);  h = z h₋₁ + (1 − z) h̃
//
// p = h₋₁ · recurrentMask. Gates stand in Keras's order; the GRU resets before the product (reset_after=False). Variants:
//
// SimpleRNN with relu   h = max(x W + b + p R, 0)
// GRU, reset after      h̃ = tanh(x W + b + r (p R + b')), and z, r with b' too (reset_after=True)
// candidate mask        c̃ or h̃ times a mask of each token's own
// zoneout               h and c as above, then h = k h₋₁ + (1 − k) h, c = k' c₋₁ + (1 − k') c
//
// Sources: Elman 1990; Hochreiter and Schmidhuber 1997, Gers et al. 2000; Cho et al. 2014; for the masks, constant over
// time, Gal and Ghahramani 2016; of the candidate Semeniuta et al. 2016; zoneout Krueger et al. 2017.

import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Cell } from '../../experiment/experiment';
import { gateCounts } from '../../experiment/model-spec';
import { differentiable, runKernel } from './differentiable';
import type { SequenceLayout, SequencePlan } from './sequence';

export const Rnn = 'Rnn';
export const RnnGrad = 'RnnGrad';

/** Of a SimpleRNN. */
export type RnnActivation = 'tanh' | 'relu';

export interface RnnAttributes extends SequenceLayout {
  cell: Cell;
  inputSize: number;
  units: number;
  returnSequences: boolean;
  activation: RnnActivation;
  /** The plan's indices once more, for a kernel that is called step by step. */
  indexValues: Int32Array;
}

export interface RnnWeights {
  /** `[inputSize, gates · units]` */
  kernel: Tensor2D;
  /** `[units, gates · units]` */
  recurrentKernel: Tensor2D;
  /** `[gates · units]` */
  bias: Tensor1D;
  /** `[gates · units]`: a GRU with it resets after the product. */
  recurrentBias?: Tensor1D | undefined;
}

export interface RnnOptions {
  cell: Cell;
  /** Which tokens are real, and in which direction they are read. */
  plan: SequencePlan;
  /** Dropout of the input, `[batch, inputSize]`, the same at every step; absent is all 1. */
  inputMask?: Tensor2D | undefined;
  /** Dropout of the recurrent product's input alone, `[batch, units]`, the same at every step. */
  recurrentMask?: Tensor2D | undefined;
  /** Dropout of the candidate, `[batch, time, units]`; a SimpleRNN has none. */
  candidateMask?: Tensor3D | undefined;
  /** What stays of the state before, `[batch, time, units]`, 0 to 1; absent is all 0. */
  zoneoutState?: Tensor3D | undefined;
  /** The same of the LSTM's cell state. */
  zoneoutCell?: Tensor3D | undefined;
  /** Of a SimpleRNN; tanh unless given. */
  activation?: RnnActivation;
  /** Give the state after every step instead of the last one. */
  returnSequences?: boolean;
}

/**
 * Runs a recurrent layer over a batch.
 * @param x `[batch, time, inputSize]`
 * @returns the state after each text's last real token, `[batch, units]`; with returnSequences the state
 *   after every real token, `[batch, time, units]`, zero at padding
 * @throws RangeError when the shapes do not fit one another
 */
export function rnn(x: Tensor3D, weights: RnnWeights, options: RnnOptions): Tensor {
  const { cell, plan, inputMask, recurrentMask, returnSequences = false, activation = 'tanh' } = options;
  const { candidateMask, zoneoutState, zoneoutCell } = options;
  const [batch, time, inputSize] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  const width = gateCounts[cell] * units;
  expectShape('x', x, [plan.batch, plan.time, inputSize]);
  expectShape('kernel', weights.kernel, [inputSize, width]);
  expectShape('recurrentKernel', weights.recurrentKernel, [units, width]);
  expectShape('bias', weights.bias, [width]);
  if (inputMask) expectShape('inputMask', inputMask, [batch, inputSize]);
  if (recurrentMask) expectShape('recurrentMask', recurrentMask, [batch, units]);
  const eachToken = { candidateMask, zoneoutState, zoneoutCell };
  for (const [name, mask] of Object.entries(eachToken)) if (mask) expectShape(name, mask, [batch, time, units]);
  if (weights.recurrentBias) expectShape('recurrentBias', weights.recurrentBias, [width]);
  const { steps, rows, indexValues } = plan;
  const attributes: RnnAttributes = {
    ...{ cell, batch, time, steps, rows, inputSize, units, returnSequences, activation, indexValues },
  };

  const { kernel, recurrentKernel, bias, recurrentBias } = weights;
  const { indices } = plan;
  const masks = { inputMask, recurrentMask, ...eachToken };
  // Only the variants on a GPU read them.
  const isPlain = activation === 'tanh' && !recurrentBias && !candidateMask && !zoneoutState && !zoneoutCell;
  const lengths = isPlain ? {} : { lengths: plan.lengths() };
  const differentiated = [x, kernel, recurrentKernel, bias, ...(recurrentBias ? [recurrentBias] : [])];
  return differentiable(differentiated, () => {
    const inputs = { x, kernel, recurrentKernel, bias, recurrentBias, indices, ...masks, ...lengths };
    // The variants on a GPU save several tensors, all else one.
    const [value, ...saved] = runKernel(Rnn, inputs, attributes);
    const kept = Object.fromEntries(saved.map((tensor, i) => [i === 0 ? 'saved' : `saved${i}`, tensor]));
    return {
      value: value!,
      gradient: (dy) =>
        runKernel(
          RnnGrad,
          {
            dy,
            kernel,
            recurrentKernel,
            recurrentBias,
            indices,
            ...masks,
            ...kept,
            ...(saved.length > 1 && { x, ...lengths }),
          },
          attributes,
        ),
    };
  });
}

/** Where the parts of what the forward pass saves begin, in floats. */
export interface SavedLayout {
  packedX: number;
  gates: number;
  states: number;
  recurrentInputs: number;
  /** LSTM's cell states. */
  cells: number;
  /** tanh c of the LSTM; r · p of the GRU, or where it resets after the product p R + b' of its candidate. */
  extra: number;
  size: number;
}

/** The layout of the saved tensor, the same on every backend that shares these kernels' scheme. */
export function savedLayout({ cell, rows, inputSize, units }: RnnAttributes): SavedLayout {
  let size = 0;
  const block = (width: number) => {
    const start = size;
    size += rows * width;
    return start;
  };
  const packedX = block(inputSize);
  const gates = block(gateCounts[cell] * units);
  const states = block(units);
  const recurrentInputs = block(units);
  const cells = block(cell === 'LSTM' ? units : 0);
  const extra = block(cell === 'SimpleRNN' ? 0 : units);
  return { packedX, gates, states, recurrentInputs, cells, extra, size };
}

function expectShape(name: string, tensor: Tensor, shape: readonly number[]): void {
  if (tensor.shape.length === shape.length && tensor.shape.every((size, i) => size === shape[i])) return;
  throw new RangeError(`${name} must have shape [${shape}], got [${tensor.shape}]`);
}
