// The collect op on webgl: tensors copied one after another into one texture.

import type { FragmentProgram } from './pass';

/** Writes a tensor from a position on; `width` is the output texture's. */
export const copyFlat = {
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
