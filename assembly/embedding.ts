// Rows of a table by token id, times a scale per token; and the way back.

import { copyRow, load4, store4 } from './elementary';
import { rowAt } from './sequence';

/** out[i] = table[ids[i]] · scales[i]; scales 0 means all 1. */
export function embeddingForward(table: usize, ids: usize, scales: usize, out: usize, tokens: i32, width: i32): void {
  for (let i = 0; i < tokens; i++) {
    const from = rowAt(table, load<i32>(ids + (<usize>i << 2)), width);
    const to = rowAt(out, i, width);
    if (scales == 0) {
      copyRow(from, to, width);
      continue;
    }
    const scale = f32x4.splat(load<f32>(scales + (<usize>i << 2)));
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      store4(to + at, f32x4.mul(load4(from + at, width - u), scale), width - u);
    }
  }
}

/** dTable[ids[i]] += dOut[i] · scales[i] in rising i, padding (id 0) left out. dTable starts at 0. */
export function embeddingBackward(dOut: usize, ids: usize, scales: usize, dTable: usize, tokens: i32, width: i32): void {
  for (let i = 0; i < tokens; i++) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (id == 0) continue;
    const from = rowAt(dOut, i, width);
    const to = rowAt(dTable, id, width);
    const scale = f32x4.splat(scales == 0 ? 1 : load<f32>(scales + (<usize>i << 2)));
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      const left = width - u;
      store4(to + at, f32x4.add(load4(to + at, left), f32x4.mul(load4(from + at, left), scale)), left);
    }
  }
}
