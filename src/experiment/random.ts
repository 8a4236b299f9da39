// All the randomness there is: named, counter-based streams of the experiment's seed. The n-th number
// of a stream depends on the seed, the stream's name and n alone, never on what was drawn before.

import { naturalLogarithm } from './arithmetic';

/** A stream of numbers that can be asked for in any order. */
export interface Stream {
  /** The index-th number, uniform over the integers 0 to 2³² − 1. */
  uint32(index: number): number;
  /** The index-th number, uniform in [0, 1), a multiple of 2⁻³². */
  uniform(index: number): number;
}

/** The stream of a name: `stream(7, 'init', 'rnn/0/kernel')`, `stream(7, 'shuffle', epoch)`. */
export function stream(seed: number, ...name: readonly (string | number)[]): Stream {
  const text = `${seed}|${name.join('|')}`;
  const key = hash(text, 0x9e3779b9);
  const secondKey = hash(text, 0x85ebca6b);
  const uint32 = (index: number) => mix(mix((Math.imul(index, 0x9e3779b9) + key) | 0) ^ secondKey) >>> 0;
  return { uint32, uniform: (index) => uint32(index) / 2 ** 32 };
}

/** A permutation of 0 to count − 1 (Fisher and Yates, from the end). */
export function permutation(source: Stream, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(source.uniform(i) * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** Standard normal numbers (Marsaglia's polar method), the same on every machine. */
export function normals(source: Stream, count: number): Float64Array {
  const values = new Float64Array(count);
  let filled = 0;
  for (let draw = 0; filled < count; draw += 2) {
    const u = 2 * source.uniform(draw) - 1;
    const v = 2 * source.uniform(draw + 1) - 1;
    const s = u * u + v * v;
    if (s >= 1 || s === 0) continue;
    const scale = Math.sqrt((-2 * naturalLogarithm(s)) / s);
    values[filled++] = u * scale;
    if (filled < count) values[filled++] = v * scale;
  }
  return values;
}

/** FNV-1a over the UTF-16 code units, then mixed. */
function hash(text: string, start: number): number {
  let state = 0x811c9dc5 ^ start;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return mix(state);
}

/** The 32-bit finalizer of MurmurHash3: every input bit flips every output bit about half of the time. */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
