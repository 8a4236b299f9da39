// The last-over-time op: of all states the one after a text's last token, for a readout beside which something else
// needs all of them.

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';
import type { TextLengths } from './sequence';

export const LastOverTime = 'LastOverTime';
export const LastOverTimeGrad = 'LastOverTimeGrad';

export interface LastOverTimeAttributes {
  /** Columns that were read forward and end at a text's last token; those after them end at its first. */
  forwardWidth: number;
  /** Tokens a text has room for. */
  time: number;
}

/**
 * @param x `[batch, time, width]`
 * @returns `[batch, width]`, 0 for a text without tokens
 */
export function lastOverTime(x: Tensor3D, texts: TextLengths, forwardWidth: number): Tensor2D {
  const attributes: LastOverTimeAttributes = { forwardWidth, time: x.shape[1] };
  const lengths = texts.lengths();
  return differentiable([x], () => ({
    value: runKernel(LastOverTime, { x, lengths }, attributes)[0]!,
    gradient: (dy) => runKernel(LastOverTimeGrad, { dy, lengths }, attributes),
  })) as Tensor2D;
}
