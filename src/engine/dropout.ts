// Dropout masks (Srivastava et al. 2014), inverted: what is kept is scaled by 1 / (1 − rate), so that
// evaluation needs no change. Masks depend on seed, place, epoch and batch alone.

import { tensor2d } from '@tensorflow/tfjs-core';
import type { DropoutPlace } from '../experiment/experiment';
import { type Stream, stream } from '../experiment/random';
import type { DropoutMasks, DropoutSite } from './model/part';

export type DropoutRates = Record<DropoutPlace, number>;

/** `count` entries of 0 with probability rate, else 1 / (1 − rate). */
function dropoutMask(source: Stream, count: number, rate: number): Float32Array {
  const kept = 1 / (1 - rate);
  return Float32Array.from({ length: count }, (_, i) => (source.uniform(i) < rate ? 0 : kept));
}

/**
 * The masks of one batch; places with rate 0 get none.
 * @param sites where a model has dropout
 */
export function dropoutMasks(
  rates: DropoutRates,
  sites: readonly DropoutSite[],
  { batch, time }: { batch: number; time: number },
  moment: { seed: number; epoch: number; step: number },
): DropoutMasks {
  const masks: DropoutMasks = {};
  for (const { place, width } of sites) {
    if (rates[place] === 0) continue;
    const source = stream(moment.seed, 'dropout', place, moment.epoch, moment.step);
    const columns = width ?? time;
    masks[place] = tensor2d(dropoutMask(source, batch * columns, rates[place]), [batch, columns]);
  }
  return masks;
}
