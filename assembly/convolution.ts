// The convolution over a text's tokens: texts one after the other with margins of zeros, so that all windows are the
// overlapping rows of one matrix. Each line and each order of summation is that of
// src/engine/kernels/cpu/convolution.ts.

import { gemm } from './gemm';
import { addColumnSums, fillRows, transpose } from './matrix';
import { integerAt, rowAt } from './sequence';

function copy(from: usize, to: usize, floats: i32): void {
  memory.copy(to, from, <usize>floats << 2);
}

/** `packed` has room for all rows, `sums` for all windows. `value` and `packed` start at 0. */
export function convolutionForward(
  x: usize, kernel: usize, bias: usize, lengths: usize, packed: usize, sums: usize, value: usize,
  batch: i32, time: i32, outTime: i32, rows: i32, size: i32, width: i32, filters: i32, left: i32, right: i32,
): void {
  let row = 0;
  for (let text = 0; text < batch; text++) {
    const length = integerAt(lengths, text);
    if (length == 0) continue;
    copy(rowAt(x, text * time, size), rowAt(packed, row + left, size), length * size);
    row += length + left + right;
  }
  const count = rows - width + 1;
  if (count <= 0) return;
  fillRows(bias, sums, count, filters);
  gemm(packed, size, 1, kernel, filters, sums, filters, count, filters, width * size);
  row = 0;
  for (let text = 0; text < batch; text++) {
    const length = integerAt(lengths, text);
    if (length == 0) continue;
    const windows = length + left + right - width + 1;
    if (windows > 0) copy(rowAt(sums, row, filters), rowAt(value, text * outTime, filters), windows * filters);
    row += length + left + right;
  }
}

/** All but `kernelTransposed` start at 0; that has room for one window's place of the kernel. */
export function convolutionBackward(
  dy: usize, packed: usize, kernel: usize, lengths: usize, dSums: usize, dPacked: usize, kernelTransposed: usize,
  dX: usize, dKernel: usize, dBias: usize,
  batch: i32, time: i32, outTime: i32, rows: i32, size: i32, width: i32, filters: i32, left: i32, right: i32,
): void {
  const count = rows - width + 1;
  if (count <= 0) return;
  let row = 0;
  for (let text = 0; text < batch; text++) {
    const length = integerAt(lengths, text);
    if (length == 0) continue;
    const windows = length + left + right - width + 1;
    if (windows > 0) copy(rowAt(dy, text * outTime, filters), rowAt(dSums, row, filters), windows * filters);
    row += length + left + right;
  }
  gemm(packed, 1, size, dSums, filters, dKernel, filters, width * size, filters, count);
  addColumnSums(dSums, count, filters, dBias);
  for (let k = 0; k < width; k++) {
    transpose(rowAt(kernel, k * size, filters), kernelTransposed, size, filters);
    gemm(dSums, filters, 1, kernelTransposed, size, rowAt(dPacked, k, size), size, count, size, filters);
  }
  row = 0;
  for (let text = 0; text < batch; text++) {
    const length = integerAt(lengths, text);
    if (length == 0) continue;
    copy(rowAt(dPacked, row + left, size), rowAt(dX, text * time, size), length * size);
    row += length + left + right;
  }
}
