// Parts of a matrix brought close together, in the order in which a product reads them: rows that are a power of two
// apart fall on the same few lines of the first-level cache. Pointers and steps are in bytes.

/** Rows of b that are packed, and multiplied, at a time: a tile's share of them stays in the first-level cache. */
export const BLOCK: i32 = 128;

/** Columns of b that are packed: those beyond the last sixteen are not. */
// @ts-ignore: decorator
@inline
export function packedColumns(columns: i32): i32 {
  return columns & ~15;
}

/**
 * A block of b: tiles of sixteen columns, one after another, each with its rows close together. Read row by row, as it
 * lies in memory.
 */
export function packTiles(b: usize, bRowBytes: usize, to: usize, columns: i32, count: i32): void {
  const tileBytes = tileBytesOf(count);
  const end = <usize>packedColumns(columns) << 2;
  for (let k = 0; k < count; k++) {
    let tile = to + (<usize>k << 6);
    for (let at: usize = 0; at < end; at += 64) {
      v128.store(tile, v128.load(b + at));
      v128.store(tile, v128.load(b + at, 16), 16);
      v128.store(tile, v128.load(b + at, 32), 32);
      v128.store(tile, v128.load(b + at, 48), 48);
      tile += tileBytes;
    }
    b += bRowBytes;
  }
}

/** A line more than its rows take, so that tiles are no power of two apart when a row is written to all of them. */
// @ts-ignore: decorator
@inline
export function tileBytesOf(count: i32): usize {
  return (<usize>count << 6) + 64;
}

/** Bytes that so many rows of b take, packed. */
export function packedBytes(columns: i32, depth: i32): usize {
  const full = depth / BLOCK, rest = depth - full * BLOCK;
  return <usize>(columns >> 4) * (<usize>full * tileBytesOf(BLOCK) + (rest == 0 ? 0 : tileBytesOf(rest)));
}

/** All of b, block after block. */
export function packBlocks(b: usize, bRowBytes: usize, to: usize, columns: i32, depth: i32): void {
  for (let start = 0; start < depth; start += BLOCK) {
    packTiles(b + <usize>start * bRowBytes, bRowBytes, to + packedBytes(columns, start), columns, min(BLOCK, depth - start));
  }
}

/** Pairs of a's rows, one pair after another, the two numbers of a column side by side. An odd last row is left out. */
export function packPairs(a: usize, aRowBytes: usize, aColumnBytes: usize, to: usize, rows: i32, count: i32): void {
  const pairBytes = <usize>count << 3;
  if (aColumnBytes == 4) {
    for (let row = 0; row + 2 <= rows; row += 2) {
      packPair(a + <usize>row * aRowBytes, aRowBytes, to, count);
      to += pairBytes;
    }
    return;
  }
  // aᵀ: a pair's two numbers already lie side by side.
  for (let k = 0; k < count; k++) {
    let from = a + <usize>k * aColumnBytes;
    let pair = to + (<usize>k << 3);
    for (let row = 0; row + 2 <= rows; row += 2) {
      store<u64>(pair, load<u64>(from));
      from += 8;
      pair += pairBytes;
    }
  }
}

function packPair(first: usize, aRowBytes: usize, to: usize, count: i32): void {
  let second = first + aRowBytes;
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const x = v128.load(first), y = v128.load(second);
    v128.store(to, v128.shuffle<i32>(x, y, 0, 4, 1, 5));
    v128.store(to, v128.shuffle<i32>(x, y, 2, 6, 3, 7), 16);
    first += 16;
    second += 16;
    to += 32;
  }
  for (; k < count; k++) {
    store<f32>(to, load<f32>(first));
    store<f32>(to, load<f32>(second), 4);
    first += 4;
    second += 4;
    to += 8;
  }
}
