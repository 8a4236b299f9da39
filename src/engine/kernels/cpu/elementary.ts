// sigmoid and tanh of one float: the same arithmetic, rounding by rounding, as assembly/elementary.ts, so
// that cpu and wasm agree to the last bit.

const f = Math.fround;

// Least-maximum fit of tanh x / x ≈ P(x²) / Q(x²) for |x| ≤ 9, where tanh is 1 to the last bit.
const limit = 9;
const p1 = f(0.13381032645702362);
const p2 = f(0.003495596582069993);
const p3 = f(2.0609211787814274e-5);
const p4 = f(1.3354823025224505e-8);
const q1 = f(0.4671434760093689);
const q2 = f(0.02587701566517353);
const q3 = f(0.0003285648417659104);
const q4 = f(7.776628194733348e-7);

/** tanh of a float, to 4e-7, never outside ±1; near 0 the error is relative to the value. */
export function tanh(x: number): number {
  const clamped = x > limit ? limit : x < -limit ? -limit : x;
  const square = f(clamped * clamped);
  let p = f(f(p4 * square) + p3);
  let q = f(f(q4 * square) + q3);
  p = f(f(p * square) + p2);
  q = f(f(q * square) + q2);
  p = f(f(p * square) + p1);
  q = f(f(q * square) + q1);
  p = f(f(p * square) + 1);
  q = f(f(q * square) + 1);
  const ratio = f(f(clamped * p) / q);
  return ratio > 1 ? 1 : ratio < -1 ? -1 : ratio;
}

/** 1 / (1 + e⁻ˣ) = ½ + ½ tanh(x / 2) for a float. */
export function sigmoid(x: number): number {
  return f(0.5 + f(0.5 * tanh(f(x * 0.5))));
}
