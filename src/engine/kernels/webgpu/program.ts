// Runs a WGSL program on the webgpu backend, with as many outputs as it likes and sizes that may differ from call to
// call without compiling anew.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecordingBackend } from './recording-backend';

export interface Program {
  /**
   * Tells it from programs with other code. What is written and read, the names of the sizes and the workgroup's
   * size need not be in it.
   */
  name: string;
  workgroupSize: readonly [x: number, y: number];
  /**
   * WGSL with a function `main()`. It finds the tensors under their names, sizes and factors as `given.NAME`,
   * `localId` and `localIndex` of the invocation, and `workgroupIndex()` and `workgroupCount()`.
   */
  code: () => string;
  /** Float tensors that it writes, or reads and writes. Those given anew may hold anything before. */
  writes: Readonly<Record<string, TensorInfo>>;
  /** Float and integer tensors; integers are u32 in the code. */
  reads: Readonly<Record<string, TensorInfo | undefined>>;
  /** Whole numbers from 0; at least one. */
  sizes: Readonly<Record<string, number>>;
  factors?: Readonly<Record<string, number>>;
  /** How many run; as many as cover what there is to do, or more. */
  workgroups: number;
}

/** Asks for one run. */
export function runProgram(backend: RecordingBackend, program: Program): void {
  if (program.workgroups === 0) return;
  const { name, workgroupSize, code } = program;
  const writes = Object.entries(program.writes);
  const reads = Object.entries(program.reads).filter((entry): entry is [string, TensorInfo] => entry[1] !== undefined);
  const sizes = Object.entries(program.sizes);
  const factors = Object.entries(program.factors ?? {});
  const tensors = [...writes, ...reads];
  const given = [...sizes, ...factors];
  const { maxComputeWorkgroupsPerDimension } = backend.device.limits;
  backend.recorder.dispatch({
    spec: {
      key: [name, ...workgroupSize, ...[...tensors, ...given].map(([each]) => each)].join(' '),
      workgroupSize,
      code,
      buffers: tensors.map(([each, { dtype }], i) => ({
        name: each,
        isWritten: i < writes.length,
        type: dtype === 'float32' ? 'f32' : 'u32',
      })),
      given: given.map(([each], i) => ({ name: each, type: i < sizes.length ? 'u32' : 'f32' })),
    },
    buffers: tensors.map(([each, { dataId }]) => bufferOf(backend, each, dataId)),
    given: given.map(([, value]) => value),
    grid: gridOf(program.workgroups, maxComputeWorkgroupsPerDimension),
  });
  // A copy that was read before would be read again.
  for (const [, { dataId }] of writes) (backend.tensorMap.get(dataId) as { values: unknown }).values = null;
}

/**
 * A tensor's memory on the GPU, uploaded where it is not there yet.
 * @param purpose as `allocate` has it
 */
export function bufferOf(backend: RecordingBackend, purpose: string, dataId: object): GPUBuffer {
  backend.uploadToGPU(dataId, purpose);
  return backend.tensorMap.get(dataId).resource as GPUBuffer;
}

/**
 * Memory for a float tensor, with whatever values.
 * @param purpose what it is for: the next tensor of this purpose lies where this one did
 * @throws Error where a buffer of that size is not to be had; the device would go on, with zeros
 */
export function allocate(backend: RecordingBackend, purpose: string, shape: readonly number[]): TensorInfo {
  const bytes = shape.reduce((product, size) => product * size, 4);
  const { maxStorageBufferBindingSize, maxBufferSize } = backend.device.limits;
  if (bytes > Math.min(maxStorageBufferBindingSize, maxBufferSize)) {
    throw new Error(`not enough memory on this GPU: ${Math.round(bytes / 2 ** 20)} MB were asked for at once`);
  }
  const tensor = backend.makeTensorInfo([...shape], 'float32');
  backend.tensorMap.get(tensor.dataId).resource = backend.recorder.take(purpose, bytes);
  return tensor;
}

/** Workgroups in two dimensions where one holds too few. */
function gridOf(workgroups: number, most: number): [number, number] {
  const rows = Math.ceil(workgroups / most);
  return [Math.ceil(workgroups / rows), rows];
}
