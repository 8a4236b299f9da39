// Runs the programs of both GPUs on webgl: a fragment for each number that is written.

import type { GpuProgram, GpuRunner } from '../gpu/program';
import { share } from '../share';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { newTensor, newZeros, tensorTexture } from './texture';

/** Compiled programs are found again by identity. */
const fragments = new Map<GpuProgram, FragmentProgram>();

function fragmentOf(program: GpuProgram): FragmentProgram {
  let fragment = fragments.get(program);
  if (!fragment) {
    fragment = translate(program);
    fragments.set(program, fragment);
  }
  return fragment;
}

const uniformsOf = (names: readonly string[], type: 'int' | 'float') =>
  Object.fromEntries(names.map((name) => [name, type]));

const translate = ({ reads, sizes = [], factors = [], code }: GpuProgram): FragmentProgram => ({
  inputs: reads.map((name) => `${name}Values`),
  uniforms: {
    ...uniformsOf(['columns', 'firstRow', 'firstColumn', ...reads.map((name) => `${name}Columns`), ...sizes], 'int'),
    ...uniformsOf(factors, 'float'),
  },
  outputs: 1,
  source: `
float tanhOf(float x) { return tanhOf(vec4(x)).x; }
float sigmoidOf(float x) { return sigmoidOf(vec4(x)).x; }
${reads
  .map((name) => `float ${name}(int row, int column) { return at(${name}Values, ${name}Columns, row, column); }`)
  .join('\n')}
void main() {
  ivec2 entryPlace = entry(columns);
  int row = entryPlace.y - firstRow;
  int column = entryPlace.x - firstColumn;
  float result = 0.0;
  ${code}
  out0.x = result;
}`,
});

export const webglRunner = ({ backend, passes }: Pick<KernelArguments, 'backend' | 'passes'>): GpuRunner => ({
  run(program, shape, { reads, sizes = {}, factors = {} }, into) {
    const out = into ? tensorTexture(backend, into.tensor) : newTensor(backend, shape);
    const tensors = program.reads.map((name) => [name, tensorTexture(backend, reads[name]!)] as const);
    passes.run({
      program: fragmentOf(program),
      inputs: Object.fromEntries(tensors.map(([name, texture]) => [`${name}Values`, texture])),
      uniforms: {
        columns: out.columns,
        ...{ firstRow: into?.row ?? 0, firstColumn: into?.column ?? 0 },
        ...Object.fromEntries(tensors.map(([name, { columns }]) => [`${name}Columns`, columns])),
        ...sizes,
        ...factors,
      },
      outputs: [out],
      ...(into && { area: { x: into.column, y: into.row, width: shape[1]!, height: shape[0]! } }),
    });
    return out.info;
  },
  zeros: (shape) => newZeros(backend, [...shape]),
  share: (tensor) => share(backend, tensor),
  dispose({ dataId }) {
    backend.disposeData(dataId);
  },
});
