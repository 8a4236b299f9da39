// Matrix product: c[m, n] += Σ_k a[m, k] · b[k, n], summed in rising k, one rounding a product and one
// a sum, whatever the tiling: that order is what makes wasm and cpu agree to the last bit.

import { BLOCK, packBlocks, packedBytes, packedColumns, packPairs, packTiles, tileBytesOf } from './packing';
import { tile1x1, tile1x4, tile1x8, tile2x16, tile4x8 } from './tiles';

/** Rows of a worked on at a time, so that they stay in the first-level cache while the tiles of b pass. */
@inline const ROWS: i32 = 32;
/** From so many rows on, and with a b so wide or deep, it pays to pack b. */
@inline const ROWS_WORTH_PACKING: i32 = 48;
@inline const WIDTH_WORTH_PACKING: i32 = 192;
/** From so many columns on it pays to pack a. */
@inline const COLUMNS_WORTH_PACKING: i32 = 64;
/** Bytes for packed parts of b, of a, and for what is kept packed: kernel and recurrent kernel of 4 · 256 units. */
@inline const ROOM_FOR_B: usize = 132 << 12;
@inline const ROOM_FOR_A: usize = <usize>(ROWS * BLOCK) << 2;
@inline const ROOM_FOR_KEPT: usize = 400 << 12;

/** Where packed parts of b, of a, and kept ones lie. */
let packedB: usize = 0;
let packedA: usize = 0;
let kept: usize = 0;
let keptBytes: usize = 0;

/** Bytes that useTiles wants. */
export function tileBytes(): i32 {
  return <i32>(ROOM_FOR_B + ROOM_FOR_A + ROOM_FOR_KEPT);
}

/** Call once, before anything else, with memory that stays. */
export function useTiles(pointer: usize): void {
  packedB = pointer;
  packedA = packedB + ROOM_FOR_B;
  kept = packedA + ROOM_FOR_A;
}

/** Forgets what was kept. */
export function keepNothing(): void {
  keptBytes = 0;
}

/** Packs a b that many products share, to be given to gemmKept; 0 where it does not pay or there is no room. */
export function keep(b: usize, bRow: i32, columns: i32, depth: i32): usize {
  if (columns < COLUMNS_WORTH_PACKING) return 0;
  const bytes = packedBytes(columns, depth);
  if (keptBytes + bytes > ROOM_FOR_KEPT) return 0;
  const to = kept + keptBytes;
  keptBytes += bytes;
  packBlocks(b, <usize>bRow << 2, to, columns, depth);
  return to;
}

/** As gemm, with a b that was kept. */
export function gemmKept(
  a: usize, aRow: i32,
  packed: usize, b: usize, bRow: i32,
  c: usize, cRow: i32,
  rows: i32, columns: i32, depth: i32,
): void {
  if (packed == 0) gemm(a, aRow, 1, b, bRow, c, cRow, rows, columns, depth);
  else multiplyPacked(a, <usize>aRow << 2, 4, packed, b, <usize>bRow << 2, c, <usize>cRow << 2, rows, columns, depth);
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
  const packs = rows >= ROWS_WORTH_PACKING && packedBytes(columns, BLOCK) <= ROOM_FOR_B && max(bRow, depth) >= WIDTH_WORTH_PACKING;
  if (packs && packedBytes(columns, depth) <= ROOM_FOR_B) {
    packBlocks(b, bRowBytes, packedB, columns, depth);
    multiplyPacked(a, aRowBytes, aColumnBytes, packedB, b, bRowBytes, c, cRowBytes, rows, columns, depth);
    return;
  }
  for (let start = 0; start < depth; start += BLOCK) {
    const count = min(BLOCK, depth - start);
    const aBlock = a + <usize>start * aColumnBytes;
    const bBlock = b + <usize>start * bRowBytes;
    if (packs) {
      packTiles(bBlock, bRowBytes, packedB, columns, count);
      multiplyPacked(aBlock, aRowBytes, aColumnBytes, packedB, bBlock, bRowBytes, c, cRowBytes, rows, columns, count);
    } else multiplyBlock(aBlock, aRowBytes, aColumnBytes, bBlock, bRowBytes, 64, bBlock, bRowBytes, c, cRowBytes, rows, columns, count);
  }
}

/** With a b that is packed in blocks: some rows of c at a time, which stay in the cache while the blocks pass. */
function multiplyPacked(
  a: usize, aRowBytes: usize, aColumnBytes: usize,
  packed: usize, b: usize, bRowBytes: usize,
  c: usize, cRowBytes: usize,
  rows: i32, columns: i32, depth: i32,
): void {
  for (let first = 0; first < rows; first += ROWS) {
    const here = min(ROWS, rows - first);
    const cRows = c + <usize>first * cRowBytes;
    for (let start = 0; start < depth; start += BLOCK) {
      const count = min(BLOCK, depth - start);
      const aRows = a + <usize>first * aRowBytes + <usize>start * aColumnBytes;
      const tile = packed + packedBytes(columns, start);
      const bBlock = b + <usize>start * bRowBytes;
      const tileBytes = tileBytesOf(count);
      if (columns < COLUMNS_WORTH_PACKING) {
        multiplyBlock(aRows, aRowBytes, aColumnBytes, tile, 64, tileBytes, bBlock, bRowBytes, cRows, cRowBytes, here, columns, count);
        continue;
      }
      packPairs(aRows, aRowBytes, aColumnBytes, packedA, here, count);
      multiplyPairs(tile, cRows, cRowBytes, here, columns, count);
      multiplyRest(aRows, aRowBytes, aColumnBytes, tile, bBlock, bRowBytes, cRows, cRowBytes, here, columns, count);
    }
  }
}

/** Packed pairs of rows by packed tiles. */
function multiplyPairs(tile: usize, c: usize, cRowBytes: usize, rows: i32, columns: i32, depth: i32): void {
  const pairBytes = <usize>depth << 3;
  for (let column = 0; column + 16 <= columns; column += 16) {
    let to = c + (<usize>column << 2);
    let pair = packedA;
    for (let row = 0; row + 2 <= rows; row += 2) {
      tile2x16(pair, 4, 8, tile, 64, to, cRowBytes, depth);
      pair += pairBytes;
      to += cRowBytes << 1;
    }
    tile += tileBytesOf(depth);
  }
}

/** What multiplyPairs leaves: an odd last row, and the columns beyond the last sixteen. */
function multiplyRest(
  a: usize, aRowBytes: usize, aColumnBytes: usize,
  tile: usize, b: usize, bRowBytes: usize,
  c: usize, cRowBytes: usize,
  rows: i32, columns: i32, depth: i32,
): void {
  const done = packedColumns(columns);
  if (rows & 1) {
    const last = rows - 1;
    multiplyBlock(
      a + <usize>last * aRowBytes, aRowBytes, aColumnBytes, tile, 64, tileBytesOf(depth), b, bRowBytes,
      c + <usize>last * cRowBytes, cRowBytes, 1, done, depth,
    );
  }
  if (done < columns) {
    const rest = <usize>done << 2;
    multiplyBlock(a, aRowBytes, aColumnBytes, b + rest, bRowBytes, 64, b + rest, bRowBytes, c + rest, cRowBytes, rows, columns - done, depth);
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
