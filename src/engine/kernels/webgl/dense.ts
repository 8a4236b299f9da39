// The dense op on webgl: a sum a fragment, for its sizes are small.

import type { FragmentProgram } from './pass';

/** The masked input. */
export const maskInput = {
  inputs: ['x', 'inputMask'],
  uniforms: { inputs: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(inputs);
  out0.x = at(x, inputs, to.y, to.x) * at(inputMask, inputs, to.y, to.x);
}`,
} as const satisfies FragmentProgram;

/** x · kernel + bias. */
export const denseForward = {
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

export const inputGradient = inputGradientProgram(false);
export const maskedInputGradient = inputGradientProgram(true);

export const kernelGradient = {
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

export const biasGradient = {
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
