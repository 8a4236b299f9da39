// Matrix product: c[m, n] += Σ_k a[m, k] · b[k, n], summed in rising k, one rounding a product and one
// a sum, whatever the tiling: that order is what makes wasm and cpu agree to the last bit.

/** Rows of b worked on at a time, so that a tile's share of it stays in the first-level cache. */
@inline const BLOCK: i32 = 64;

/**
 * `a` is read with two strides, so that aᵀ needs no copy; `b` and `c` have rows of contiguous floats.
 * Pointers are in bytes, strides in floats.
 */
export function gemm(
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32,
  c: usize, cRow: i32,
  rows: i32, columns: i32, depth: i32,
): void {
  const aRowBytes = <usize>aRow << 2;
  const aColumnBytes = <usize>aColumn << 2;
  const bRowBytes = <usize>bRow << 2;
  const cRowBytes = <usize>cRow << 2;
  for (let start = 0; start < depth; start += BLOCK) {
    const count = min(BLOCK, depth - start);
    const aBlock = a + <usize>start * aColumnBytes;
    const bBlock = b + <usize>start * bRowBytes;
    let column = 0;
    for (; column + 8 <= columns; column += 8) {
      const bTile = bBlock + (<usize>column << 2);
      const cTile = c + (<usize>column << 2);
      let row = 0;
      for (; row + 4 <= rows; row += 4) {
        tile4x8(aBlock + <usize>row * aRowBytes, aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, cRowBytes, count);
      }
      for (; row < rows; row++) {
        tile1x8(aBlock + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, count);
      }
    }
    for (; column + 4 <= columns; column += 4) {
      const bTile = bBlock + (<usize>column << 2);
      const cTile = c + (<usize>column << 2);
      for (let row = 0; row < rows; row++) {
        tile1x4(aBlock + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, count);
      }
    }
    for (; column < columns; column++) {
      const bTile = bBlock + (<usize>column << 2);
      const cTile = c + (<usize>column << 2);
      for (let row = 0; row < rows; row++) {
        tile1x1(aBlock + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, count);
      }
    }
  }
}

function tile4x8(
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

function tile1x8(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
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

function tile1x4(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
  let sum = v128.load(c);
  for (let k = 0; k < depth; k++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += aColumnBytes;
    b += bRowBytes;
  }
  v128.store(c, sum);
}

function tile1x1(a: usize, aColumnBytes: usize, b: usize, bRowBytes: usize, c: usize, depth: i32): void {
  let sum = load<f32>(c);
  for (let k = 0; k < depth; k++) {
    sum = sum + load<f32>(a) * load<f32>(b);
    a += aColumnBytes;
    b += bRowBytes;
  }
  store<f32>(c, sum);
}

/** to[n, m] = from[m, n] */
export function transpose(from: usize, to: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(to + (<usize>(column * rows + row) << 2), load<f32>(from + (<usize>(row * columns + column) << 2)));
    }
  }
}

/** sums[n] += Σ_m values[m, n], in rising m. */
export function addColumnSums(values: usize, rows: i32, columns: i32, sums: usize): void {
  for (let row = 0; row < rows; row++) {
    const from = values + (<usize>(row * columns) << 2);
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      const at = <usize>column << 2;
      v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(from + at)));
    }
    for (; column < columns; column++) {
      const at = <usize>column << 2;
      store<f32>(sums + at, load<f32>(sums + at) + load<f32>(from + at));
    }
  }
}

/** Every row of `to` becomes `row`. */
export function fillRows(row: usize, to: usize, rows: i32, columns: i32): void {
  const bytes = <usize>columns << 2;
  for (let i = 0; i < rows; i++) memory.copy(to + <usize>i * bytes, row, bytes);
}
