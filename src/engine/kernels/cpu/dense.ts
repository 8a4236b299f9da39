// The dense op on the cpu.

import { addColumnSums, addProduct, fillRows, matrix, transposed } from './matrix';

/** maskedInput = x · mask; out = maskedInput · kernel + bias, `[rows, outputs]`. */
export function denseForward(
  x: Float32Array,
  inputMask: Float32Array | undefined,
  kernel: Float32Array,
  bias: Float32Array,
  rows: number,
): { out: Float32Array; maskedInput: Float32Array } {
  const outputs = bias.length;
  const inputs = kernel.length / outputs;
  const maskedInput = x.map((value, i) => value * (inputMask ? inputMask[i]! : 1));
  const out = new Float32Array(rows * outputs);
  fillRows(bias, out);
  addProduct(matrix(maskedInput, inputs), matrix(kernel, outputs), matrix(out, outputs), rows, outputs, inputs);
  return { out, maskedInput };
}

/** The gradients of x, kernel and bias. */
export function denseBackward(
  dy: Float32Array,
  maskedInput: Float32Array,
  inputMask: Float32Array | undefined,
  kernel: Float32Array,
  rows: number,
): { dX: Float32Array; dKernel: Float32Array; dBias: Float32Array } {
  const inputs = maskedInput.length / rows;
  const outputs = dy.length / rows;
  const dX = new Float32Array(rows * inputs);
  const dKernel = new Float32Array(inputs * outputs);
  const dBias = new Float32Array(outputs);
  addProduct(matrix(dy, outputs), transposed(matrix(kernel, outputs)), matrix(dX, inputs), rows, inputs, outputs);
  if (inputMask) for (let i = 0; i < dX.length; i++) dX[i] = dX[i]! * inputMask[i]!;
  addProduct(
    transposed(matrix(maskedInput, inputs)),
    matrix(dy, outputs),
    matrix(dKernel, outputs),
    inputs,
    outputs,
    rows,
  );
  addColumnSums(dy, rows, outputs, dBias);
  return { dX, dKernel, dBias };
}
