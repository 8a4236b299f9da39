// The collect op on webgl: tensors copied one after another into one texture.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CollectAttributes } from '../../ops/collect';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { newTensor, sizeOf } from './texture';

/** Writes a tensor from a position on; `width` is the output texture's. */
const copyFlat = {
  inputs: ['tensor'],
  uniforms: { start: 'int', size: 'int', width: 'int' },
  outputs: 1,
  source: `
void main() {
  int i = int(gl_FragCoord.y) * width + int(gl_FragCoord.x) - start;
  if (i < 0 || i >= size) discard;
  int from = textureSize(tensor, 0).x;
  out0.x = texelAt(tensor, i % from, i / from).x;
}`,
} as const satisfies FragmentProgram;

/** All tensors' entries, flat. */
export function collect({ inputs, attributes, backend, passes, texture }: KernelArguments): TensorInfo {
  const { count } = attributes as CollectAttributes;
  const sizes = Array.from({ length: count }, (_, i) => sizeOf(inputs[`tensor${i}`]!.shape));
  const block = newTensor(backend, [sizes.reduce((sum, size) => sum + size, 0)]);
  const { width, height } = block;
  const outputs = [block];
  let start = 0;
  for (const [i, size] of sizes.entries()) {
    const end = start + size;
    const top = Math.floor(start / width);
    passes.run({
      program: copyFlat,
      inputs: { tensor: texture(`tensor${i}`) },
      uniforms: { start, size, width },
      outputs,
      area:
        height === 1
          ? { x: start, y: 0, width: size, height: 1 }
          : { x: 0, y: top, width, height: Math.ceil(end / width) - top },
    });
    start = end;
  }
  return block.info;
}
