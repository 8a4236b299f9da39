// The dense op on webgl: a sum a fragment, for its sizes are small.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { share } from '../share';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { newTensor } from './texture';

const maskInput = {
  inputs: ['x', 'inputMask'],
  uniforms: { inputs: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(inputs);
  out0.x = at(x, inputs, to.y, to.x) * at(inputMask, inputs, to.y, to.x);
}`,
} as const satisfies FragmentProgram;

const product = {
  inputs: ['x', 'kernel', 'bias'],
  uniforms: { inputs: 'int', outputs: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(outputs);
  float sum = at(bias, outputs, 0, to.x);
  for (int k = 0; k < inputs; k++) sum += at(x, inputs, to.y, k) * at(kernel, outputs, k, to.x);
  out0.x = sum;
}`,
} as const satisfies FragmentProgram;

const inputGradientProgram = (masked: boolean): FragmentProgram => ({
  inputs: ['dy', 'kernel', ...(masked ? ['inputMask'] : [])],
  uniforms: { inputs: 'int', outputs: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(inputs);
  float sum = 0.0;
  for (int j = 0; j < outputs; j++) sum += at(dy, outputs, to.y, j) * at(kernel, outputs, to.x, j);
  out0.x = sum${masked ? ' * at(inputMask, inputs, to.y, to.x)' : ''};
}`,
});

const inputGradient = inputGradientProgram(false);
const maskedInputGradient = inputGradientProgram(true);

const kernelGradient = {
  inputs: ['maskedInput', 'dy'],
  uniforms: { inputs: 'int', outputs: 'int', rows: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(outputs);
  float sum = 0.0;
  for (int i = 0; i < rows; i++) sum += at(maskedInput, inputs, i, to.y) * at(dy, outputs, i, to.x);
  out0.x = sum;
}`,
} as const satisfies FragmentProgram;

const biasGradient = {
  inputs: ['dy'],
  uniforms: { outputs: 'int', rows: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(outputs);
  float sum = 0.0;
  for (int i = 0; i < rows; i++) sum += at(dy, outputs, i, to.x);
  out0.x = sum;
}`,
} as const satisfies FragmentProgram;

/** x · mask · kernel + bias, `[rows, outputs]`, and the masked input. */
export function denseForward({
  inputs,
  backend,
  passes,
  texture,
  optionalTexture,
  shape,
}: KernelArguments): TensorInfo[] {
  const [rows, width] = shape('x') as [number, number];
  const outputs = shape('bias')[0]!;
  const inputMask = optionalTexture('inputMask');
  const x = texture('x');
  const masked = inputMask && newTensor(backend, [rows, width]);
  if (masked) {
    passes.run({ program: maskInput, inputs: { x, inputMask }, uniforms: { inputs: width }, outputs: [masked] });
  }
  const out = newTensor(backend, [rows, outputs]);
  passes.run({
    program: product,
    inputs: { x: masked ?? x, kernel: texture('kernel'), bias: texture('bias') },
    uniforms: { inputs: width, outputs },
    outputs: [out],
  });
  return [out.info, masked ? masked.info : share(backend, inputs.x!)];
}

/** The gradients of x, kernel and bias. */
export function denseBackward({ backend, passes, texture, optionalTexture, shape }: KernelArguments): TensorInfo[] {
  const [rows, width] = shape('maskedInput') as [number, number];
  const outputs = shape('dy')[1]!;
  const uniforms = { inputs: width, outputs, rows };
  const dy = texture('dy');
  const inputMask = optionalTexture('inputMask');
  const dX = newTensor(backend, [rows, width]);
  passes.run({
    program: inputMask ? maskedInputGradient : inputGradient,
    inputs: { dy, kernel: texture('kernel'), ...(inputMask && { inputMask }) },
    uniforms,
    outputs: [dX],
  });
  const dKernel = newTensor(backend, [width, outputs]);
  const maskedInput = texture('maskedInput');
  passes.run({ program: kernelGradient, inputs: { maskedInput, dy }, uniforms, outputs: [dKernel] });
  const dBias = newTensor(backend, [outputs]);
  passes.run({ program: biasGradient, inputs: { dy }, uniforms, outputs: [dBias] });
  return [dX.info, dKernel.info, dBias.info];
}
