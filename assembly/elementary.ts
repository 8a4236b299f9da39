// exp, sigmoid and tanh of four floats at once, to about 1e-7. Plain additions, multiplications and
// divisions, so that every machine gives the same bits; src/engine/kernels/cpu/elementary.ts is the
// same arithmetic a number at a time.

// Least-maximum fits of (eʳ − 1 − r) / r² on |r| ≤ ln 2 / 2 and of (tanh x − x) / x³ over x² ≤ 0.625².
@inline const E0: f32 = 0.4999999403953552;
@inline const E1: f32 = 0.1666652113199234;
@inline const E2: f32 = 0.04166838899254799;
@inline const E3: f32 = 0.008368716575205326;
@inline const E4: f32 = 0.0013814597623422742;
@inline const T0: f32 = -0.3333328366279602;
@inline const T1: f32 = 0.13331490755081177;
@inline const T2: f32 = -0.05374349653720856;
@inline const T3: f32 = 0.020650586113333702;
@inline const T4: f32 = -0.005717043299227953;
@inline const LOG2_E: f32 = 1.4426950216293335;
// ln 2 in two parts, the first with few enough bits that its product with a whole number is exact.
@inline const LN2_HIGH: f32 = 0.693359375;
@inline const LN2_LOW: f32 = -0.00021219444170128554;

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

// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.max(x, constant(-87.3)), constant(88.3));
  const n = f32x4.nearest(f32x4.mul(clamped, constant(LOG2_E)));
  const high = f32x4.sub(clamped, f32x4.mul(n, constant(LN2_HIGH)));
  const r = f32x4.sub(high, f32x4.mul(n, constant(LN2_LOW)));
  let q = multiplyAdd(constant(E4), r, E3);
  q = multiplyAdd(q, r, E2);
  q = multiplyAdd(q, r, E1);
  q = multiplyAdd(q, r, E0);
  const fraction = f32x4.add(f32x4.add(f32x4.mul(q, f32x4.mul(r, r)), r), constant(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(fraction, power);
}

// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(constant(1), f32x4.add(constant(1), exp4(f32x4.neg(x))));
}

// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let q = multiplyAdd(constant(T4), square, T3);
  q = multiplyAdd(q, square, T2);
  q = multiplyAdd(q, square, T1);
  q = multiplyAdd(q, square, T0);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, square), q));
  const far = f32x4.sub(constant(1), f32x4.div(constant(2), f32x4.add(exp4(f32x4.add(size, size)), constant(1))));
  const signed = v128.bitselect(x, far, constant(-0.0));
  return v128.bitselect(near, signed, f32x4.lt(size, constant(0.625)));
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
