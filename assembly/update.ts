// Penalty and optimizer in one pass over a weight: where a regularizer meets its weight.

import { constant, constantsInMemory, load4, squareUnlessVanished, store4, unlessVanished } from './elementary';

/** l1·sign w + 2·l2·w + 3·l3·w·|w|, with sign 0 = 0. */
// @ts-ignore: decorator
@inline
function penaltyGradient(w: v128, l1: v128, twoL2: v128, threeL3: v128): v128 {
  const zero = constant(0);
  const positive = v128.and(f32x4.gt(w, zero), l1);
  const negative = v128.and(f32x4.lt(w, zero), l1);
  const linear = f32x4.add(f32x4.sub(positive, negative), f32x4.mul(twoL2, w));
  return f32x4.add(linear, f32x4.mul(threeL3, f32x4.mul(w, f32x4.abs(w))));
}

/** gradient += gradient of the penalty; returns the sum of squares, summed by position modulo 4. */
export function addPenaltyGradient(weight: usize, gradient: usize, size: i32, l1: f32, l2: f32, l3: f32): f64 {
  const penalized = l1 != 0 || l2 != 0 || l3 != 0;
  const l1s = constant(l1), twoL2 = constant(2 * l2), threeL3 = constant(3 * l3);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let i = 0; i < size; i += 4) {
    const at = <usize>i << 2;
    let g = load4(gradient + at, size - i);
    if (penalized) {
      g = f32x4.add(g, penaltyGradient(load4(weight + at, size - i), l1s, twoL2, threeL3));
      store4(gradient + at, g, size - i);
    }
    const g01 = f64x2.promote_low_f32x4(g);
    const g23 = f64x2.promote_low_f32x4(v128.shuffle<i32>(g, g, 2, 3, 0, 1));
    low = f64x2.add(low, f64x2.mul(g01, g01));
    high = f64x2.add(high, f64x2.mul(g23, g23));
  }
  const sums = f64x2.add(low, high);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** gradient ← scale·gradient, none of its numbers larger than `largest`. */
export function clipByValue(gradient: usize, size: i32, scale: f32, largest: f32): void {
  const scales = constant(scale), most = constant(largest), least = constant(-largest);
  for (let i = 0; i < size; i += 4) {
    const at = gradient + (<usize>i << 2);
    const g = f32x4.mul(load4(at, size - i), scales);
    store4(at, f32x4.max(f32x4.min(g, most), least), size - i);
  }
}

/** v ← momentum·v + g; w ← w − (velocityRate·v + gradientRate·g), with g scaled. */
export function updateMomentum(
  weight: usize, gradient: usize, velocity: usize, size: i32,
  scale: f32, momentum: f32, velocityRate: f32, gradientRate: f32,
): void {
  const k = constantsInMemory();
  const scales = constant(scale), momenta = constant(momentum);
  const velocityRates = constant(velocityRate), gradientRates = constant(gradientRate);
  for (let i = 0; i < size; i += 4) {
    const at = <usize>i << 2;
    const left = size - i;
    const g = unlessVanished(f32x4.mul(load4(gradient + at, left), scales), k);
    const v = unlessVanished(f32x4.add(f32x4.mul(momenta, load4(velocity + at, left)), g), k);
    store4(velocity + at, v, left);
    const step = f32x4.add(f32x4.mul(velocityRates, v), f32x4.mul(gradientRates, g));
    store4(weight + at, unlessVanished(f32x4.sub(load4(weight + at, left), step), k), left);
  }
}

/** s ← decay·s + share·g²; w ← w − rate·g / √(s + ε), with g scaled. */
export function updateSquares(
  weight: usize, gradient: usize, squares: usize, size: i32,
  scale: f32, rate: f32, decay: f32, share: f32, epsilon: f32,
): void {
  const k = constantsInMemory();
  const scales = constant(scale), rates = constant(rate), epsilons = constant(epsilon);
  const decays = constant(decay), shares = constant(share);
  for (let i = 0; i < size; i += 4) {
    const at = <usize>i << 2;
    const left = size - i;
    const g = unlessVanished(f32x4.mul(load4(gradient + at, left), scales), k);
    const kept = f32x4.mul(decays, load4(squares + at, left));
    const s = squareUnlessVanished(f32x4.add(kept, f32x4.mul(shares, f32x4.mul(g, g))), k);
    store4(squares + at, s, left);
    const step = f32x4.div(f32x4.mul(rates, g), f32x4.sqrt(f32x4.add(s, epsilons)));
    store4(weight + at, unlessVanished(f32x4.sub(load4(weight + at, left), step), k), left);
  }
}

/**
 * w ← keep·w; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − (rate·m + gradientRate·g) / (√v·rootCorrection + ε).
 * `rate` holds 1 / (1 − β₁ᵗ), `rootCorrection` is 1 / √(1 − β₂ᵗ), `keep` is 1 − rate·weightDecay.
 */
export function updateAdam(
  weight: usize, gradient: usize, mean: usize, square: usize, size: i32,
  scale: f32, rate: f32, gradientRate: f32, keep: f32, beta1: f32, beta2: f32, epsilon: f32, rootCorrection: f32,
): void {
  const k = constantsInMemory();
  const scales = constant(scale), rates = constant(rate), gradientRates = constant(gradientRate), keeps = constant(keep);
  const beta1s = constant(beta1), beta2s = constant(beta2), epsilons = constant(epsilon);
  const rest1 = constant(1 - beta1), rest2 = constant(1 - beta2), corrections = constant(rootCorrection);
  for (let i = 0; i < size; i += 4) {
    const at = <usize>i << 2;
    const left = size - i;
    const g = unlessVanished(f32x4.mul(load4(gradient + at, left), scales), k);
    const m = unlessVanished(f32x4.add(f32x4.mul(beta1s, load4(mean + at, left)), f32x4.mul(rest1, g)), k);
    const v = squareUnlessVanished(f32x4.add(f32x4.mul(beta2s, load4(square + at, left)), f32x4.mul(rest2, f32x4.mul(g, g))), k);
    store4(mean + at, m, left);
    store4(square + at, v, left);
    const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(v), corrections), epsilons);
    const kept = f32x4.mul(load4(weight + at, left), keeps);
    store4(weight + at, unlessVanished(f32x4.sub(kept, f32x4.div(f32x4.add(f32x4.mul(rates, m), f32x4.mul(gradientRates, g)), divisor)), k), left);
  }
}
