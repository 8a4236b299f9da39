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

// What is nearer to 0 than this is 0 from here on: src/engine/kernels/cpu/vanishing.ts.
@inline const LEAST: f32 = 8.673617379884035e-19;
@inline const LEAST_SQUARE: f32 = 1.2037062152420224e-35;

/**
 * Where the constants lie: browsers take three instructions to make a vector of a literal, each time it is
 * used, and one to load it.
 */
let constants: usize = 0;

/** Bytes that useConstants wants. */
export function constantBytes(): i32 {
  return 15 << 2;
}

/** Call once, before anything else, with memory that stays. */
export function useConstants(pointer: usize): void {
  constants = pointer;
  store<f32>(pointer, LIMIT);
  store<f32>(pointer, -LIMIT, 4);
  store<f32>(pointer, P1, 8);
  store<f32>(pointer, P2, 12);
  store<f32>(pointer, P3, 16);
  store<f32>(pointer, P4, 20);
  store<f32>(pointer, Q1, 24);
  store<f32>(pointer, Q2, 28);
  store<f32>(pointer, Q3, 32);
  store<f32>(pointer, Q4, 36);
  store<f32>(pointer, 1, 40);
  store<f32>(pointer, -1, 44);
  store<f32>(pointer, 0.5, 48);
  store<f32>(pointer, LEAST, 52);
  store<f32>(pointer, LEAST_SQUARE, 56);
}

/** What the functions below take as `k`: read once a loop. */
// @ts-ignore: decorator
@inline
export function constantsInMemory(): usize {
  return constants;
}

// @ts-ignore: decorator
@inline
export function one(k: usize): v128 {
  return v128.load32_splat(k, 40);
}

// @ts-ignore: decorator
@inline
export function constant(value: f32): v128 {
  return f32x4.splat(value);
}

// @ts-ignore: decorator
@inline
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** tanh, to 4e-7, never outside ±1. pmin and pmax let NaN through and are one instruction each. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128, k: usize): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, v128.load32_splat(k)), v128.load32_splat(k, 4));
  const square = f32x4.mul(clamped, clamped);
  let p = multiplyAdd(v128.load32_splat(k, 20), square, v128.load32_splat(k, 16));
  let q = multiplyAdd(v128.load32_splat(k, 36), square, v128.load32_splat(k, 32));
  p = multiplyAdd(p, square, v128.load32_splat(k, 12));
  q = multiplyAdd(q, square, v128.load32_splat(k, 28));
  p = multiplyAdd(p, square, v128.load32_splat(k, 8));
  q = multiplyAdd(q, square, v128.load32_splat(k, 24));
  p = multiplyAdd(p, square, one(k));
  q = multiplyAdd(q, square, one(k));
  const ratio = f32x4.div(f32x4.mul(clamped, p), q);
  return f32x4.pmax(f32x4.pmin(ratio, one(k)), v128.load32_splat(k, 44));
}

/** 1 / (1 + e⁻ˣ) = ½ + ½ tanh(x / 2). */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128, k: usize): v128 {
  const half = v128.load32_splat(k, 48);
  return f32x4.add(half, f32x4.mul(half, tanh4(f32x4.mul(x, half), k)));
}

/** Each number, or 0 where it is nearer to 0 than 2⁻⁶⁰; NaN stays. */
// @ts-ignore: decorator
@inline
export function unlessVanished(values: v128, k: usize): v128 {
  return v128.andnot(values, f32x4.lt(f32x4.abs(values), v128.load32_splat(k, 52)));
}

/** Each square, or 0 where it is less than 2⁻¹¹⁶; NaN stays. */
// @ts-ignore: decorator
@inline
export function squareUnlessVanished(squares: v128, k: usize): v128 {
  return v128.andnot(squares, f32x4.lt(squares, v128.load32_splat(k, 56)));
}

// @ts-ignore: decorator
@inline
export function oneMinus(value: v128, k: usize): v128 {
  return f32x4.sub(one(k), value);
}

/** slope of a sigmoid with this value, times the gradient of the value */
// @ts-ignore: decorator
@inline
export function throughSigmoid(gradient: v128, value: v128, k: usize): v128 {
  return unlessVanished(f32x4.mul(gradient, f32x4.mul(value, oneMinus(value, k))), k);
}

// @ts-ignore: decorator
@inline
export function throughTanh(gradient: v128, value: v128, k: usize): v128 {
  return unlessVanished(f32x4.mul(gradient, oneMinus(f32x4.mul(value, value), k)), k);
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

/** A few floats; memory.copy is a call out of the module, which takes longer than they do. */
// @ts-ignore: decorator
@inline
export function copyRow(from: usize, to: usize, width: i32): void {
  let u = 0;
  for (; u + 4 <= width; u += 4) v128.store(to + (<usize>u << 2), v128.load(from + (<usize>u << 2)));
  for (; u < width; u++) store<f32>(to + (<usize>u << 2), load<f32>(from + (<usize>u << 2)));
}
