// A fully connected layer with dropout of its input, and the way back.

import { gemm } from './gemm';
import { addColumnSums, fillRows, transpose } from './matrix';
import { copyMasked } from './sequence';

/** maskedInput = x · mask; out = maskedInput · kernel + bias. */
export function denseForward(
  x: usize, inputMask: usize, kernel: usize, bias: usize,
  maskedInput: usize, out: usize, rows: i32, inputs: i32, outputs: i32,
): void {
  copyMasked(x, inputMask, maskedInput, rows * inputs);
  fillRows(bias, out, rows, outputs);
  gemm(maskedInput, inputs, 1, kernel, outputs, out, outputs, rows, outputs, inputs);
}

/** All three gradients start at 0; `scratch` has room for the kernel. */
export function denseBackward(
  maskedInput: usize, inputMask: usize, kernel: usize, dOut: usize, scratch: usize,
  dX: usize, dKernel: usize, dBias: usize, rows: i32, inputs: i32, outputs: i32,
): void {
  transpose(kernel, scratch, inputs, outputs);
  gemm(dOut, outputs, 1, scratch, inputs, dX, inputs, rows, inputs, outputs);
  if (inputMask != 0) copyMasked(dX, inputMask, dX, rows * inputs);
  gemm(maskedInput, 1, inputs, dOut, outputs, dKernel, outputs, inputs, outputs, rows);
  addColumnSums(dOut, rows, outputs, dBias);
}
