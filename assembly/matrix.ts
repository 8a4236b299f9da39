// What is done to whole matrices beside products.

import { copyRow } from './elementary';

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
