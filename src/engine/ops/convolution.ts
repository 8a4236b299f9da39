// The convolution op over a text's tokens, and what goes with it: relu and max-pooling by 2 (LeCun et al. 1998; over
// words Kim 2014). Each text is read at its own length: beyond its ends stand zeros, whatever is in memory there.

import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import { type TextLengths, textLengths } from './sequence';

export const Convolution = 'Convolution';
export const ConvolutionGrad = 'ConvolutionGrad';
// TensorFlow.js has a kernel Relu of its own.
export const Relu = 'Rectify';
export const ReluGrad = 'RectifyGrad';
export const MaxPairs = 'MaxPairs';
export const MaxPairsGrad = 'MaxPairsGrad';

/** Zeros that a text is given before its first token and after its last. */
export interface Margins {
  left: number;
  right: number;
}

export interface ConvolutionAttributes extends Margins {
  /** Tokens that a window covers. */
  width: number;
  /** Tokens a text has room for; outputs, `outTime`. */
  time: number;
  outTime: number;
  /** Tokens of all texts with their margins, one after the other without gaps. */
  rows: number;
}

/** Every window that touches the text: what Kim calls wide is `width` − 1 at each end. */
export const everyWindow = (width: number): Margins => ({ left: width - 1, right: width - 1 });
/** As many outputs as tokens. */
export const samePadding = (width: number): Margins => ({
  left: Math.floor((width - 1) / 2),
  right: width - 1 - Math.floor((width - 1) / 2),
});

/** Of a text with so many tokens; one without any has no window. */
export const windowsOf = (length: number, width: number, { left, right }: Margins): number =>
  length === 0 ? 0 : Math.max(0, length + left + right - width + 1);

/** A row for each number of outputs, and how many those are. */
export interface Convolved<Lengths extends TextLengths = TextLengths> {
  values: Tensor3D;
  lengths: Lengths;
}

/**
 * out_t = bias + Σ_k x_{t − left + k} · kernel_k
 * @param x `[batch, time, inputs]`
 * @param kernel `[width, inputs, filters]`
 * @param bias `[filters]`
 * @returns `[batch, outTime, filters]`, 0 beyond a text's windows
 */
export function convolution(
  { values: x, lengths }: Convolved,
  kernel: Tensor3D,
  bias: Tensor1D,
  margins: Margins,
): Convolved {
  const [width] = kernel.shape;
  const { left, right } = margins;
  const windows = textLengths(
    Int32Array.from(lengths.lengthValues, (length) => windowsOf(length, width, margins)),
    Math.max(1, windowsOf(lengths.time, width, margins)),
  );
  const rows = lengths.lengthValues.reduce((sum, length) => sum + (length === 0 ? 0 : length + left + right), 0);
  const attributes: ConvolutionAttributes = { width, left, right, time: lengths.time, outTime: windows.time, rows };
  const values = differentiable([x, kernel, bias], () => {
    const [value, packed] = runKernel(Convolution, { x, kernel, bias, lengths: lengths.lengths() }, attributes);
    return {
      value: value!,
      gradient: (dy) => runKernel(ConvolutionGrad, { dy, packed, kernel, lengths: lengths.lengths() }, attributes),
    };
  }) as Tensor3D;
  return { values, lengths: windows };
}

/** max(x, 0). */
export function relu<Rectified extends Tensor>(x: Rectified): Rectified {
  return differentiable([x], () => {
    const [value] = runKernel(Relu, { x });
    return { value: value!, gradient: (dy) => runKernel(ReluGrad, { dy, value: value! }) };
  }) as Rectified;
}

/** The larger of each two neighbours, the last alone where their number is odd; its gradient goes to the first of equals. */
export function maxPairs({ values: x, lengths }: Convolved): Convolved {
  const pairs = textLengths(
    Int32Array.from(lengths.lengthValues, (length) => Math.ceil(length / 2)),
    Math.ceil(lengths.time / 2),
  );
  const values = differentiable([x], () => {
    const [value] = runKernel(MaxPairs, { x, lengths: lengths.lengths() });
    return {
      value: value!,
      gradient: (dy) => runKernel(MaxPairsGrad, { dy, x, lengths: lengths.lengths() }),
    };
  }) as Tensor3D;
  return { values, lengths: pairs };
}
