// The dense op on webgpu: a thread for each number.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** (x · mask) · kernel + bias, `[rows, outputs]`. */
export function denseForward(
  backend: RecordingBackend,
  { x, kernel, bias, inputMask }: Record<'x' | 'kernel' | 'bias', TensorInfo> & { inputMask?: TensorInfo | undefined },
): TensorInfo {
  const rows = x.shape[0]!;
  const [inputs, outputs] = kernel.shape as [number, number];
  const out = allocate(backend, 'dense', [rows, outputs]);
  runProgram(backend, {
    name: `dense ${outputs}`,
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.rows * ${outputs}u) { return; }
  let row = at / ${outputs}u;
  let column = at % ${outputs}u;
  var sum = bias[column];
  for (var k = 0u; k < given.inputs; k++) {
    sum += x[row * given.inputs + k]${inputMask ? ' * inputMask[row * given.inputs + k]' : ''} * kernel[k * ${outputs}u + column];
  }
  out[at] = sum;
}`,
    writes: { out },
    reads: { x, kernel, bias, inputMask },
    sizes: { rows, inputs },
    workgroups: Math.ceil((rows * outputs) / 64),
  });
  return out;
}

/** The gradients of x, kernel and bias; x is what the mask has not been applied to. */
export function denseBackward(
  backend: RecordingBackend,
  { dy, x, kernel, inputMask }: Record<'dy' | 'x' | 'kernel', TensorInfo> & { inputMask?: TensorInfo | undefined },
): [dX: TensorInfo, dKernel: TensorInfo, dBias: TensorInfo] {
  const rows = x.shape[0]!;
  const [inputs, outputs] = kernel.shape as [number, number];
  const dX = allocate(backend, 'dense input gradient', x.shape);
  const dKernel = allocate(backend, 'dense kernel gradient', kernel.shape);
  const dBias = allocate(backend, 'dense bias gradient', [outputs]);
  const mask = (at: string) => (inputMask ? ` * inputMask[${at}]` : '');
  runProgram(backend, {
    name: `dense gradient ${outputs}`,
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  var at = workgroupIndex() * 64u + localIndex;
  var sum = 0.0;
  if (at < given.rows * given.inputs) {
    let row = at / given.inputs;
    let input = at % given.inputs;
    for (var n = 0u; n < ${outputs}u; n++) { sum += dy[row * ${outputs}u + n] * kernel[input * ${outputs}u + n]; }
    dX[at] = sum${mask('at')};
    return;
  }
  at -= given.rows * given.inputs;
  let column = at % ${outputs}u;
  if (at < given.inputs * ${outputs}u) {
    let input = at / ${outputs}u;
    for (var row = 0u; row < given.rows; row++) {
      sum += x[row * given.inputs + input]${mask('row * given.inputs + input')} * dy[row * ${outputs}u + column];
    }
    dKernel[at] = sum;
    return;
  }
  if (at - given.inputs * ${outputs}u >= ${outputs}u) { return; }
  for (var row = 0u; row < given.rows; row++) { sum += dy[row * ${outputs}u + at - given.inputs * ${outputs}u]; }
  dBias[at - given.inputs * ${outputs}u] = sum;
}`,
    writes: { dX, dKernel, dBias },
    reads: { dy, x, kernel, inputMask },
    sizes: { rows, inputs },
    workgroups: Math.ceil((rows * inputs + inputs * outputs + outputs) / 64),
  });
  return [dX, dKernel, dBias];
}
