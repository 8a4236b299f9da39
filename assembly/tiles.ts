// A tile of c, in registers while all of k passes: c[m, n] += Σ_k a[m, k] · b[k, n]. One rounding a product and one a sum,
// in rising k. Pointers and steps are in bytes.

/** Two rows by four vectors: the fewest instructions a product that sixteen registers allow. */
export function tile2x16(
  a: usize, aRowBytes: usize, aColumnBytes: usize,
  b: usize, bRowBytes: usize,
  c: usize, cRowBytes: usize,
  depth: i32,
): void {
  const c1 = c + cRowBytes;
  let a1 = a + aRowBytes;
  let s00 = v128.load(c), s01 = v128.load(c, 16), s02 = v128.load(c, 32), s03 = v128.load(c, 48);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16), s12 = v128.load(c1, 32), s13 = v128.load(c1, 48);
  // Not unrolled by hand: browsers do it, and better.
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    let value = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(value, b0));
    s01 = f32x4.add(s01, f32x4.mul(value, b1));
    s02 = f32x4.add(s02, f32x4.mul(value, b2));
    s03 = f32x4.add(s03, f32x4.mul(value, b3));
    value = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(value, b0));
    s11 = f32x4.add(s11, f32x4.mul(value, b1));
    s12 = f32x4.add(s12, f32x4.mul(value, b2));
    s13 = f32x4.add(s13, f32x4.mul(value, b3));
    a += aColumnBytes;
    a1 += aColumnBytes;
    b += bRowBytes;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c, s02, 32);
  v128.store(c, s03, 48);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c1, s12, 32);
  v128.store(c1, s13, 48);
}

export function tile4x8(
  a: usize, aRowBytes: usize, aColumnBytes: usize,
  b: usize, bRowBytes: usize,
  c: usize, cRowBytes: usize,
  depth: i32,
): void {
  const c1 = c + cRowBytes;
  const c2 = c1 + cRowBytes;
  const c3 = c2 + cRowBytes;
  let a1 = a + aRowBytes;
  let a2 = a1 + aRowBytes;
  let a3 = a2 + aRowBytes;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let value = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(value, b0));
    s01 = f32x4.add(s01, f32x4.mul(value, b1));
    value = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(value, b0));
    s11 = f32x4.add(s11, f32x4.mul(value, b1));
    value = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(value, b0));
    s21 = f32x4.add(s21, f32x4.mul(value, b1));
    value = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(value, b0));
    s31 = f32x4.add(s31, f32x4.mul(value, b1));
    a += aColumnBytes;
    a1 += aColumnBytes;
    a2 += aColumnBytes;
    a3 += aColumnBytes;
    b += bRowBytes;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

export function tile1x8(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
  let s0 = v128.load(c), s1 = v128.load(c, 16);
  for (let k = 0; k < depth; k++) {
    const value = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(value, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(value, v128.load(b, 16)));
    a += aColumnBytes;
    b += bRowBytes;
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
}

export function tile1x4(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
  let sum = v128.load(c);
  for (let k = 0; k < depth; k++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += aColumnBytes;
    b += bRowBytes;
  }
  v128.store(c, sum);
}

export function tile1x1(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
  let sum = load<f32>(c);
  for (let k = 0; k < depth; k++) {
    sum = sum + load<f32>(a) * load<f32>(b);
    a += aColumnBytes;
    b += bRowBytes;
  }
  store<f32>(c, sum);
}
