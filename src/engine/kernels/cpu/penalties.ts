// The gradients of penalties that are seldom used, on cpu and wasm alike, in double precision.

import { power } from '../../rules/lp';
import type { RuleOf } from '../../rules/table';
import { unlessVanished } from './vanishing';

/** A weight and its gradient in their memory. */
export interface Penalized {
  weight: Float32Array;
  gradient: Float32Array;
}

/** gradient += lp · p · |w|^(p − 1) · sign w, with sign 0 = 0; what is no number makes none. */
export function penalizeLp({ strength, exponent }: RuleOf<'lp'>, { weight, gradient }: Penalized): void {
  const factor = strength * exponent;
  for (const [i, w] of weight.entries()) {
    if (w === 0) continue;
    const pull = factor * power(Math.abs(w), exponent - 1);
    gradient[i] = gradient[i]! + unlessVanished(Math.fround(w < 0 ? -pull : pull));
  }
}
