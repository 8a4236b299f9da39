// The collect op on webgpu: copies from buffer to buffer, which take no program.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { allocate, bufferOf } from './program';
import type { RecordingBackend } from './recording-backend';

const bytesOf = ({ shape }: TensorInfo) => shape.reduce((product, size) => product * size, 4);

/** All tensors' values, one tensor after another. */
export function collectTensors(backend: RecordingBackend, tensors: readonly TensorInfo[]): TensorInfo {
  const bytes = tensors.map(bytesOf);
  const block = allocate(backend, 'collected', [bytes.reduce((sum, size) => sum + size, 0) / 4]);
  const bufferIn = ({ dataId }: TensorInfo) => bufferOf(backend, 'collected', dataId);
  let start = 0;
  for (const [i, tensor] of tensors.entries()) {
    backend.recorder.copy(bufferIn(tensor), bufferIn(block), start, bytes[i]!);
    start += bytes[i]!;
  }
  return block;
}
