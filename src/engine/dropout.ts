// Dropout masks (Srivastava et al. 2014), inverted: what is kept is scaled by 1 / (1 − rate), so that
// evaluation needs no change; zoneout's (Krueger et al. 2017), 1 where the old value stays; and the noise that is added to
// word vectors. All depend on seed, site, epoch and batch alone.

import { fill, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type DropoutPlace, type WordDropout, type ZoneoutPlace, zoneoutPlaces } from '../experiment/experiment';
import { normals, type Stream, stream } from '../experiment/random';
import type { DropoutMasks, DropoutSite } from './model/part';

/** Masks by site from their values, made elsewhere. */
export const masksOf = (
  given: Readonly<Record<string, { shape: readonly number[]; values: readonly number[] }>>,
): DropoutMasks =>
  Object.fromEntries(
    Object.entries(given).map(([name, { shape, values }]) => [name, tensor([...values], [...shape], 'float32')]),
  );

export interface DropoutRates extends Record<DropoutPlace, number>, Partial<Record<ZoneoutPlace, number>> {
  /** What is dropped of words: places in a text, which is the default, or all places of a word in a text. */
  words?: WordDropout;
  /** Standard deviation of the noise on word vectors; 0, for none, is the default. */
  noise?: number;
}

/** A batch as far as its masks depend on it. */
export interface MaskedBatch {
  batch: number;
  time: number;
  /** `[batch · time]`; needed where a word is dropped in all its places. */
  tokenIds?: Int32Array;
}

/** No vocabulary has so many words. */
const mostWords = 1 << 15;

/** `count` entries of 0 with probability rate, else 1 / (1 − rate); `at` says which number of the source decides. */
function dropoutMask(source: Stream, count: number, rate: number, at = (i: number) => i): Float32Array {
  const kept = 1 / (1 - rate);
  return Float32Array.from({ length: count }, (_, i) => (source.uniform(at(i)) < rate ? 0 : kept));
}

/**
 * The masks of one batch; places with rate 0 get none.
 * @param sites where a model has dropout
 */
export function dropoutMasks(
  rates: DropoutRates,
  sites: readonly DropoutSite[],
  given: MaskedBatch,
  moment: { seed: number; epoch: number; step: number },
): DropoutMasks {
  const masks: Record<string, Tensor> = {};
  for (const { name, place, stream: own, shapeOf } of sites) {
    const rate = rates[place] ?? 0;
    if (rate === 0) continue;
    const source = stream(moment.seed, 'dropout', own, moment.epoch, moment.step);
    const shape = shapeOf(given);
    const count = shape.reduce((product, size) => product * size, 1);
    masks[name] = tensor(valuesOf(place, source, count, rate, { rates, given }), shape, 'float32');
  }
  return masks;
}

const isZoneout = (place: DropoutSite['place']): place is ZoneoutPlace =>
  (zoneoutPlaces as readonly DropoutSite['place'][]).includes(place);

/** What an evaluation takes in the place of masks: of zoneout the expectation, of all else nothing. */
export function expectedMasks(rates: DropoutRates, sites: readonly DropoutSite[], given: MaskedBatch): DropoutMasks {
  const zoned = sites.filter(({ place }) => isZoneout(place) && (rates[place] ?? 0) > 0);
  return Object.fromEntries(zoned.map(({ name, place, shapeOf }) => [name, fill(shapeOf(given), rates[place]!)]));
}

function valuesOf(
  place: DropoutSite['place'],
  source: Stream,
  count: number,
  rate: number,
  { rates, given }: { rates: DropoutRates; given: MaskedBatch },
): Float32Array {
  if (isZoneout(place)) return Float32Array.from({ length: count }, (_, i) => (source.uniform(i) < rate ? 1 : 0));
  if (place === 'noise') return Float32Array.from(normals(source, count), (value) => rate * value);
  const { tokenIds, time } = given;
  if (place !== 'embedding' || rates.words !== 'word' || !tokenIds) return dropoutMask(source, count, rate);
  return dropoutMask(source, count, rate, (i) => Math.floor(i / time) * mostWords + tokenIds[i]!);
}
