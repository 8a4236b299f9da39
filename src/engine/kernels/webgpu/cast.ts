// tfjs's Cast on webgpu only renames booleans and integers when floats are asked for, and leaves the integers'
// bits in the buffer (https://github.com/tensorflow/tfjs/issues/8638). This one converts them.

import {
  Cast,
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** Puts our Cast before tfjs's. */
export function registerCast(): void {
  const theirs = getKernel(Cast, 'webgpu').kernelFunc;
  unregisterKernel(Cast, 'webgpu');
  const kernelFunc = (call: { inputs: { x: TensorInfo }; attrs: { dtype: string }; backend: RecordingBackend }) => {
    const { x } = call.inputs;
    const converts =
      !x.shape.includes(0) && call.attrs.dtype === 'float32' && (x.dtype === 'bool' || x.dtype === 'int32');
    return converts ? toFloats(call.backend, x) : theirs(call as never);
  };
  registerKernel({ kernelName: Cast, backendName: 'webgpu', kernelFunc: kernelFunc as unknown as KernelFunc });
}

function toFloats(backend: RecordingBackend, x: TensorInfo): TensorInfo {
  const size = x.shape.reduce((product, count) => product * count, 1);
  const floats = allocate(backend, 'cast', x.shape);
  runProgram(backend, {
    name: 'cast to floats',
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at < given.size) { floats[at] = f32(bitcast<i32>(integers[at])); }
}`,
    writes: { floats },
    reads: { integers: x },
    sizes: { size },
    workgroups: Math.ceil(size / 64),
  });
  return floats;
}
