// Runs a WGSL program on tfjs's webgpu backend, with as many outputs as it likes and sizes that may differ from
// call to call without compiling anew.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';

type TfjsProgram = Parameters<WebGPUBackend['runWebGPUProgram']>[0];

export interface Program {
  /**
   * Tells it from programs with other code. What is written and read, the names of the sizes and the workgroup's
   * size need not be in it.
   */
  name: string;
  workgroupSize: readonly [x: number, y: number];
  /**
   * WGSL with a function `main()`. It finds the tensors under their names, sizes and factors as `given.NAME`,
   * tfjs's `localId` and `localIndex`, and `workgroupIndex()` and `workgroupCount()`.
   */
  code: () => string;
  /** Float tensors that it writes, or reads and writes. Those given anew may hold anything before. */
  writes: Readonly<Record<string, TensorInfo>>;
  /** Float and integer tensors; integers are u32 in the code. */
  reads: Readonly<Record<string, TensorInfo | undefined>>;
  /** Whole numbers from 0. */
  sizes: Readonly<Record<string, number>>;
  factors?: Readonly<Record<string, number>>;
  /** How many run; as many as cover what there is to do, or more. */
  workgroups: number;
}

/** Asks for one run. */
export function runProgram(backend: WebGPUBackend, program: Program): void {
  if (program.workgroups === 0) return;
  const writes = Object.entries(program.writes);
  const reads = Object.entries(program.reads).filter((entry): entry is [string, TensorInfo] => entry[1] !== undefined);
  const sizes = Object.entries(program.sizes);
  const factors = Object.entries(program.factors ?? {});
  const [output, ...inputs] = [...writes, ...reads].map(([, tensor]) => tensor) as [TensorInfo, ...TensorInfo[]];
  const [x, y] = program.workgroupSize;
  const { maxComputeWorkgroupsPerDimension } = backend.device.limits;
  const names = [...writes, ...reads, ...sizes, ...factors].map(([name]) => name);
  const tfjsProgram: TfjsProgram = {
    // tfjs declares the tensors of an ordinary program by itself, one of them an output, and compiles it for each
    // combination of shapes. What it calls a program on pixels it leaves alone: key and declarations are its own.
    pixelsOpType: 0,
    shaderKey: [program.name, x, y, ...names].join(' '),
    variableNames: [],
    outputShape: [1],
    workgroupSize: [x, y, 1],
    dispatchLayout: { x: [0], y: [1] },
    dispatch: gridOf(program.workgroups, maxComputeWorkgroupsPerDimension),
    getUserCode: () =>
      [
        ...writes.map(([name], i) => `@group(0) @binding(${i}) var<storage, read_write> ${name}: array<f32>;`),
        ...reads.map(
          ([name, { dtype }], i) =>
            `@group(0) @binding(${writes.length + i}) var<storage, read> ${name}: array<${dtype === 'float32' ? 'f32' : 'u32'}>;`,
        ),
        `struct Given { strides: i32, ${[
          ...sizes.map(([name]) => `${name}: u32`),
          ...factors.map(([name]) => `${name}: f32`),
        ].join(', ')} }`,
        `@group(0) @binding(${writes.length + reads.length}) var<uniform> given: Given;`,
        workgroupFunctions,
        program.code(),
      ].join('\n'),
  };
  backend.runWebGPUProgram(
    tfjsProgram,
    inputs,
    'float32',
    [
      ...sizes.map(([, value]) => ({ type: 'uint32', data: [value] })),
      ...factors.map(([, value]) => ({ type: 'float32', data: [value] })),
    ],
    // tfjs puts strides before the uniforms: one number for a tensor of rank 1.
    { ...output, shape: [1] },
  );
  // A copy that was read before would be read again.
  for (const [, { dataId }] of writes) (backend.tensorMap.get(dataId) as { values: unknown }).values = null;
}

/**
 * Memory for a float tensor, with whatever values.
 * @throws Error where a buffer of that size is not to be had; the device would go on, with zeros
 */
export function allocate(backend: WebGPUBackend, shape: readonly number[]): TensorInfo {
  const bytes = shape.reduce((product, size) => product * size, 4);
  const { maxStorageBufferBindingSize, maxBufferSize } = backend.device.limits;
  if (bytes > Math.min(maxStorageBufferBindingSize, maxBufferSize)) {
    throw new Error(`not enough memory on this GPU: ${Math.round(bytes / 2 ** 20)} MB were asked for at once`);
  }
  return backend.makeTensorInfo([...shape], 'float32');
}

/** Workgroups in two dimensions where one holds too few. */
function gridOf(workgroups: number, most: number): [number, number, number] {
  const rows = Math.ceil(workgroups / most);
  return [Math.ceil(workgroups / rows), rows, 1];
}

const workgroupFunctions = `
fn workgroupIndex() -> u32 { return workgroupId.y * numWorkgroups.x + workgroupId.x; }
fn workgroupCount() -> u32 { return numWorkgroups.y * numWorkgroups.x; }
`;
