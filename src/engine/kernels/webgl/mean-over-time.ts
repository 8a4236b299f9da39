// The mean-over-time op on webgl: a fragment for each number that is written.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { MeanOverTimeGradAttributes } from '../../ops/mean-over-time';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { columnTexture, newTensor } from './texture';

const forwardProgram: FragmentProgram = {
  inputs: ['x', 'lengths'],
  uniforms: { columns: 'int', time: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  int length = int(at(lengths, 1, to.y, 0));
  float sum = 0.0;
  for (int t = 0; t < length; t++) sum += at(x, columns, to.y * time + t, to.x);
  out0.x = sum / float(max(length, 1));
}`,
};

/** out[i] = (x[i, 0] + x[i, 1] + … + x[i, length − 1]) / length, 0 where the length is 0. */
export function meanOverTimeForward({ inputs, backend, passes, texture, shape }: KernelArguments): TensorInfo {
  const [batch, time, columns] = shape('x') as [number, number, number];
  const out = newTensor(backend, [batch, columns]);
  passes.run({
    program: forwardProgram,
    inputs: { x: texture('x'), lengths: columnTexture(backend, inputs.lengths!) },
    uniforms: { columns, time },
    outputs: [out],
  });
  return out.info;
}

const backwardProgram: FragmentProgram = {
  inputs: ['dy', 'lengths'],
  uniforms: { columns: 'int', time: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  int text = to.y / time;
  int length = int(at(lengths, 1, text, 0));
  bool isReal = to.y - text * time < length;
  out0.x = isReal ? at(dy, columns, text, to.x) / float(length) : 0.0;
}`,
};

/** dX[i, t] = dy[i] / length at real tokens, 0 at padding. */
export function meanOverTimeBackward({ inputs, attributes, backend, passes, texture, shape }: KernelArguments) {
  const { time } = attributes as MeanOverTimeGradAttributes;
  const [batch, columns] = shape('dy') as [number, number];
  const dX = newTensor(backend, [batch, time, columns]);
  passes.run({
    program: backwardProgram,
    inputs: { dy: texture('dy'), lengths: columnTexture(backend, inputs.lengths!) },
    uniforms: { columns, time },
    outputs: [dX],
  });
  return dX.info;
}
