// Runs the programs of both GPUs on webgpu: a thread for each number that is written.

import { columnsOf, type GpuProgram, type GpuRunner } from '../gpu/program';
import { share } from '../share';
import { elementaryFunctions } from './elementary';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

const threads = 64;

/** What GLSL spells otherwise. */
const translated = (code: string) =>
  code
    .replace(/\b(int|float) (\w+) = /g, (_, type, name) => `var ${name}: ${type === 'int' ? 'i32' : 'f32'} = `)
    .replace(/\bint\(/g, 'i32(')
    .replace(/\bfloat\(/g, 'f32(');

const codeOf = ({ reads, sizes = [], factors = [], code }: GpuProgram) => `${elementaryFunctions}
${reads
  .map(
    (name) =>
      `fn ${name}(row: i32, column: i32) -> f32 { return f32(${name}Values[row * i32(given.${name}Columns) + column]); }`,
  )
  .join('\n')}
fn main() {
  let numberIndex = workgroupIndex() * ${threads}u + localIndex;
  if (numberIndex >= given.numbers) { return; }
  let row = i32(numberIndex / given.columns);
  let column = i32(numberIndex % given.columns);
  ${sizes.map((name) => `let ${name} = i32(given.${name});`).join('\n  ')}
  ${factors.map((name) => `let ${name} = given.${name};`).join('\n  ')}
  var result = 0.0;
  ${translated(code)}
  out[(u32(row) + given.firstRow) * given.stride + u32(column) + given.firstColumn] = result;
}`;

export const webgpuRunner = (backend: RecordingBackend): GpuRunner => ({
  run(program, shape, { reads, sizes = {}, factors = {} }, into) {
    const out = into?.tensor ?? allocate(backend, program.name, shape);
    const numbers = shape.reduce((product, size) => product * size, 1);
    const columns = columnsOf({ shape: [...shape] });
    const tensors = program.reads.map((name) => [name, reads[name]!] as const);
    runProgram(backend, {
      name: program.name,
      workgroupSize: [threads, 1],
      code: () => codeOf(program),
      writes: { out },
      reads: Object.fromEntries(tensors.map(([name, tensor]) => [`${name}Values`, tensor])),
      sizes: {
        ...{ numbers, columns, stride: columnsOf(out), firstRow: into?.row ?? 0, firstColumn: into?.column ?? 0 },
        ...Object.fromEntries(tensors.map(([name, tensor]) => [`${name}Columns`, columnsOf(tensor)])),
        ...sizes,
      },
      factors,
      workgroups: Math.ceil(numbers / threads),
    });
    return out;
  },
  zeros(shape) {
    const out = allocate(backend, 'zeros', shape);
    const numbers = shape.reduce((product, size) => product * size, 1);
    runProgram(backend, {
      name: 'zeros',
      workgroupSize: [threads, 1],
      code: () => `
fn main() {
  let at = workgroupIndex() * ${threads}u + localIndex;
  if (at < given.numbers) { out[at] = 0.0; }
}`,
      writes: { out },
      reads: {},
      sizes: { numbers },
      workgroups: Math.ceil(numbers / threads),
    });
    return out;
  },
  share: (tensor) => share(backend, tensor),
  dispose({ dataId }) {
    backend.disposeData(dataId);
  },
});
