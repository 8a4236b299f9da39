// Matrix product: c[m, n] += Σ_k a[m, k] · b[k, n], summed in rising k, one rounding a product and one
// a sum, whatever the tiling: that order is what makes wasm and cpu agree to the last bit.

import { copyRow } from './elementary';

/** Rows of b worked on at a time, so that a tile's share of it stays in the first-level cache. */
@inline const BLOCK: i32 = 64;
/** Rows of a worked on at a time, so that they stay there while the tiles of b pass. */
@inline const ROWS: i32 = 64;
/** From so many rows on, and with a b so wide or deep, it pays to bring b's tiles into a row of their own. */
@inline const ROWS_WORTH_PACKING: i32 = 48;
@inline const WIDTH_WORTH_PACKING: i32 = 192;
/** The widest b that is brought into rows: four gates of 256 units. */
@inline const MOST_PACKED_COLUMNS: i32 = 1024;

/** Where packed tiles lie. */
let tiles: usize = 0;

/** Bytes that useTiles wants. */
export function tileBytes(): i32 {
  return (BLOCK * MOST_PACKED_COLUMNS) << 2;
}

/** Call once, before anything else, with memory that stays. */
export function useTiles(pointer: usize): void {
  tiles = pointer;
}

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
  const packs = rows >= ROWS_WORTH_PACKING && columns <= MOST_PACKED_COLUMNS && max(bRow, depth) >= WIDTH_WORTH_PACKING;
  const together = packs ? ROWS : rows;
  const tileRowBytes = packs ? <usize>64 : bRowBytes;
  for (let start = 0; start < depth; start += BLOCK) {
    const count = min(BLOCK, depth - start);
    const aBlock = a + <usize>start * aColumnBytes;
    const bBlock = b + <usize>start * bRowBytes;
    if (packs) packTiles(bBlock, bRowBytes, columns, count);
    const tile = packs ? tiles : bBlock;
    const tileStep = packs ? <usize>count << 6 : 64;
    for (let first = 0; first < rows; first += together) {
      const aRows = aBlock + <usize>first * aRowBytes;
      const cRows = c + <usize>first * cRowBytes;
      const here = min(together, rows - first);
      multiplyBlock(aRows, aRowBytes, aColumnBytes, tile, tileRowBytes, tileStep, bBlock, bRowBytes, cRows, cRowBytes, here, columns, count);
    }
  }
}

/** Tiles of sixteen columns, one after another, each with its rows close together. */
function packTiles(b: usize, bRowBytes: usize, columns: i32, count: i32): void {
  let to = tiles;
  for (let column = 0; column + 16 <= columns; column += 16) {
    let from = b + (<usize>column << 2);
    for (let k = 0; k < count; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
      from += bRowBytes;
      to += 64;
    }
  }
}

/** Some rows of c with one block of b: its tiles of sixteen columns from `tile` on, what is left from b itself. */
function multiplyBlock(
  a: usize, aRowBytes: usize, aColumnBytes: usize,
  tile: usize, tileRowBytes: usize, tileStep: usize,
  b: usize, bRowBytes: usize,
  c: usize, cRowBytes: usize,
  rows: i32, columns: i32, depth: i32,
): void {
  let column = 0;
  for (; column + 16 <= columns; column += 16) {
    const cTile = c + (<usize>column << 2);
    let row = 0;
    for (; row + 2 <= rows; row += 2) {
      tile2x16(a + <usize>row * aRowBytes, aRowBytes, aColumnBytes, tile, tileRowBytes, cTile + <usize>row * cRowBytes, cRowBytes, depth);
    }
    if (row < rows) {
      const aLast = a + <usize>row * aRowBytes;
      const cLast = cTile + <usize>row * cRowBytes;
      tile1x8(aLast, aColumnBytes, tile, tileRowBytes, cLast, depth);
      tile1x8(aLast, aColumnBytes, tile + 32, tileRowBytes, cLast + 32, depth);
    }
    tile += tileStep;
  }
  for (; column + 8 <= columns; column += 8) {
    const bTile = b + (<usize>column << 2);
    const cTile = c + (<usize>column << 2);
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      tile4x8(a + <usize>row * aRowBytes, aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, cRowBytes, depth);
    }
    for (; row < rows; row++) {
      tile1x8(a + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, depth);
    }
  }
  for (; column + 4 <= columns; column += 4) {
    const bTile = b + (<usize>column << 2);
    const cTile = c + (<usize>column << 2);
    for (let row = 0; row < rows; row++) {
      tile1x4(a + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, depth);
    }
  }
  for (; column < columns; column++) {
    const bTile = b + (<usize>column << 2);
    const cTile = c + (<usize>column << 2);
    for (let row = 0; row < rows; row++) {
      tile1x1(a + <usize>row * aRowBytes, aColumnBytes, bTile, bRowBytes, cTile + <usize>row * cRowBytes, depth);
    }
  }
}

/** Two rows by four vectors: the fewest instructions a product that sixteen registers allow. */
function tile2x16(
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
  const rowBytes = <usize>columns << 2;
  let column = 0;
  for (; column + 16 <= columns; column += 16) {
    const to = sums + (<usize>column << 2);
    let from = values + (<usize>column << 2);
    let s0 = v128.load(to), s1 = v128.load(to, 16), s2 = v128.load(to, 32), s3 = v128.load(to, 48);
    for (let row = 0; row < rows; row++) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
      from += rowBytes;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
  for (; column < columns; column++) {
    const to = sums + (<usize>column << 2);
    let from = values + (<usize>column << 2);
    let sum = load<f32>(to);
    for (let row = 0; row < rows; row++) {
      sum += load<f32>(from);
      from += rowBytes;
    }
    store<f32>(to, sum);
  }
}

/** Every row of `to` becomes `row`. */
export function fillRows(row: usize, to: usize, rows: i32, columns: i32): void {
  const bytes = <usize>columns << 2;
  for (let i = 0; i < rows; i++) copyRow(row, to + <usize>i * bytes, columns);
}
