// Dropout masks (Srivastava et al. 2014), inverted: what is kept is scaled by 1 / (1 − rate), so that
// evaluation needs no change. Masks depend on seed, place, epoch and batch alone.

import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { DropoutPlace } from '../experiment/experiment';
import { type Stream, stream } from '../experiment/random';
import type { DropoutMasks, Network } from './classifier';

export type DropoutRates = Record<DropoutPlace, number>;

/** `count` entries of 0 with probability rate, else 1 / (1 − rate). */
function dropoutMask(source: Stream, count: number, rate: number): Float32Array {
  const kept = 1 / (1 - rate);
  return Float32Array.from({ length: count }, (_, i) => (source.uniform(i) < rate ? 0 : kept));
}

/** The masks of one batch; places with rate 0 get none. */
export function dropoutMasks(
  rates: DropoutRates,
  { units, embeddingSize }: Network,
  { batch, time }: { batch: number; time: number },
  moment: { seed: number; epoch: number; step: number },
): DropoutMasks {
  const mask = (place: DropoutPlace, width: number): Tensor2D | undefined => {
    if (rates[place] === 0) return undefined;
    const source = stream(moment.seed, 'dropout', place, moment.epoch, moment.step);
    return tensor2d(dropoutMask(source, batch * width, rates[place]), [batch, width]);
  };
  const masks = {
    embedding: mask('embedding', time),
    input: mask('input', embeddingSize),
    recurrent: mask('recurrent', units),
    output: mask('output', units),
  };
  return Object.fromEntries(Object.entries(masks).filter(([, tensor]) => tensor !== undefined)) as DropoutMasks;
}
