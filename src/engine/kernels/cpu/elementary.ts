// exp, sigmoid and tanh of one float, to about 1e-7: the same arithmetic, rounding by rounding, as
// assembly/elementary.ts, so that cpu and wasm agree to the last bit.

const f = Math.fround;

// Least-maximum fits of (eʳ − 1 − r) / r² on |r| ≤ ln 2 / 2 and of (tanh x − x) / x³ over x² ≤ 0.625².
const [e0, e1, e2, e3, e4] = [
  0.4999999403953552, 0.1666652113199234, 0.04166838899254799, 0.008368716575205326, 0.0013814597623422742,
].map(f) as [number, number, number, number, number];
const [t0, t1, t2, t3, t4] = [
  -0.3333328366279602, 0.13331490755081177, -0.05374349653720856, 0.020650586113333702, -0.005717043299227953,
].map(f) as [number, number, number, number, number];
const log2E = f(1.4426950216293335);
// ln 2 in two parts, the first with few enough bits that its product with a whole number is exact.
const ln2High = f(0.693359375);
const ln2Low = f(-0.00021219444170128554);
const largest = f(88.3);
const smallest = f(-87.3);
/** Adding and taking away 1.5 · 2²³ rounds a small float to a whole number, halves to even. */
const rounder = 12_582_912;

const bits = new Int32Array(1);
const power = new Float32Array(bits.buffer);

/** eˣ for a float; arguments beyond ±88 are taken as ±88. */
export function exp(x: number): number {
  const clamped = Math.min(Math.max(x, smallest), largest);
  const n = f(f(f(clamped * log2E) + rounder) - rounder);
  const r = f(f(clamped - f(n * ln2High)) - f(n * ln2Low));
  let q = f(f(e4 * r) + e3);
  q = f(f(q * r) + e2);
  q = f(f(q * r) + e1);
  q = f(f(q * r) + e0);
  const fraction = f(f(f(q * f(r * r)) + r) + 1);
  bits[0] = (n + 127) << 23;
  return f(fraction * power[0]!);
}

/** 1 / (1 + e⁻ˣ) for a float. */
export function sigmoid(x: number): number {
  return f(1 / f(1 + exp(-x)));
}

/** tanh of a float, accurate relative to its value near 0 too. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.625) {
    const square = f(x * x);
    let q = f(f(t4 * square) + t3);
    q = f(f(q * square) + t2);
    q = f(f(q * square) + t1);
    q = f(f(q * square) + t0);
    return f(x + f(f(x * square) * q));
  }
  const far = f(1 - f(2 / f(exp(f(size + size)) + 1)));
  return x < 0 ? -far : far;
}
