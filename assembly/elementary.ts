// sigmoid and tanh of four floats at once, and loads and stores that stop at the end of a row. Additions,
// multiplications and divisions alone, so that every machine gives the same bits;
// src/engine/kernels/cpu/elementary.ts is the same arithmetic a number at a time.

// Least-maximum fit of tanh x / x ≈ P(x²) / Q(x²) for |x| ≤ 9, where tanh is 1 to the last bit.
@inline const LIMIT: f32 = 9;
@inline const P1: f32 = 0.13381032645702362;
@inline const P2: f32 = 0.003495596582069993;
@inline const P3: f32 = 2.0609211787814274e-5;
@inline const P4: f32 = 1.3354823025224505e-8;
@inline const Q1: f32 = 0.4671434760093689;
@inline const Q2: f32 = 0.02587701566517353;
@inline const Q3: f32 = 0.0003285648417659104;
@inline const Q4: f32 = 7.776628194733348e-7;

// @ts-ignore: decorator
@inline
export function constant(value: f32): v128 {
  return f32x4.splat(value);
}

// @ts-ignore: decorator
@inline
function multiplyAdd(a: v128, b: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(a, b), constant(c));
}

/** tanh, to 4e-7, never outside ±1. pmin and pmax let NaN through and are one instruction each. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, constant(LIMIT)), constant(-LIMIT));
  const square = f32x4.mul(clamped, clamped);
  let p = multiplyAdd(constant(P4), square, P3);
  let q = multiplyAdd(constant(Q4), square, Q3);
  p = multiplyAdd(p, square, P2);
  q = multiplyAdd(q, square, Q2);
  p = multiplyAdd(p, square, P1);
  q = multiplyAdd(q, square, Q1);
  p = multiplyAdd(p, square, 1);
  q = multiplyAdd(q, square, 1);
  const ratio = f32x4.div(f32x4.mul(clamped, p), q);
  return f32x4.pmax(f32x4.pmin(ratio, constant(1)), constant(-1));
}

/** 1 / (1 + e⁻ˣ) = ½ + ½ tanh(x / 2). */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const half = constant(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh4(f32x4.mul(x, half))));
}

/** Four floats from memory, or the `count` < 4 that are left, with zeros after them. */
// @ts-ignore: decorator
@inline
export function load4(pointer: usize, count: i32): v128 {
  if (count >= 4) return v128.load(pointer);
  let values = v128.load32_zero(pointer);
  if (count > 1) values = f32x4.replace_lane(values, 1, load<f32>(pointer, 4));
  if (count > 2) values = f32x4.replace_lane(values, 2, load<f32>(pointer, 8));
  return values;
}

// @ts-ignore: decorator
@inline
export function store4(pointer: usize, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(pointer, values);
    return;
  }
  store<f32>(pointer, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(pointer, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(pointer, f32x4.extract_lane(values, 2), 8);
}
