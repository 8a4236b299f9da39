// Packed sequences: the real tokens of a batch, longest text first, step after step without gaps, so that
// padding costs nothing and every product runs over contiguous rows. The plan (order, counts, source) is
// made by src/engine/ops/sequence.ts and read here.

import { copyRow, load4, store4 } from './elementary';

/** Floats of row `row` in a block of rows of `width` floats. */
// @ts-ignore: decorator
@inline
export function rowAt(block: usize, row: i32, width: i32): usize {
  return block + (<usize>(row * width) << 2);
}

// @ts-ignore: decorator
@inline
export function integerAt(block: usize, index: i32): i32 {
  return load<i32>(block + (<usize>index << 2));
}

/** to[u] = from[u] · mask[u], or a copy where mask is 0. */
export function copyMasked(from: usize, mask: usize, to: usize, width: i32): void {
  if (mask == 0) {
    copyRow(from, to, width);
    return;
  }
  for (let u = 0; u < width; u += 4) {
    const at = <usize>u << 2;
    const left = width - u;
    store4(to + at, f32x4.mul(load4(from + at, left), load4(mask + at, left)), left);
  }
}

/** packed[row] = values[source[row]] · mask[example] */
export function pack(
  values: usize, mask: usize, packed: usize,
  order: usize, counts: usize, source: usize, steps: i32, width: i32,
): void {
  let row = 0;
  for (let t = 0; t < steps; t++) {
    const count = integerAt(counts, t);
    for (let i = 0; i < count; i++, row++) {
      const maskRow = mask == 0 ? <usize>0 : rowAt(mask, integerAt(order, i), width);
      copyMasked(rowAt(values, integerAt(source, row), width), maskRow, rowAt(packed, row, width), width);
    }
  }
}

/** values[source[row]] = packed[row] · mask[example]; the rest of values is left as it is. */
export function unpack(
  packed: usize, mask: usize, values: usize,
  order: usize, counts: usize, source: usize, steps: i32, width: i32,
): void {
  let row = 0;
  for (let t = 0; t < steps; t++) {
    const count = integerAt(counts, t);
    for (let i = 0; i < count; i++, row++) {
      const maskRow = mask == 0 ? <usize>0 : rowAt(mask, integerAt(order, i), width);
      copyMasked(rowAt(packed, row, width), maskRow, rowAt(values, integerAt(source, row), width), width);
    }
  }
}
