// The collect op on webgpu: copies from buffer to buffer, which take no program.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { allocate } from './program';

const bytesOf = ({ shape }: TensorInfo) => shape.reduce((product, size) => product * size, 4);

/** All tensors' values, one tensor after another. */
export function collectTensors(backend: WebGPUBackend, tensors: readonly TensorInfo[]): TensorInfo {
  const bytes = tensors.map(bytesOf);
  const block = allocate(backend, [bytes.reduce((sum, size) => sum + size, 0) / 4]);
  for (const tensor of [block, ...tensors]) backend.uploadToGPU(tensor.dataId);
  const bufferOf = ({ dataId }: TensorInfo) => backend.tensorMap.get(dataId).resource as GPUBuffer;
  // All that computes the values comes before.
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  const encoder = backend.device.createCommandEncoder();
  let start = 0;
  for (const [i, tensor] of tensors.entries()) {
    encoder.copyBufferToBuffer(bufferOf(tensor), 0, bufferOf(block), start, bytes[i]!);
    start += bytes[i]!;
  }
  backend.queue.submit([encoder.finish()]);
  return block;
}
