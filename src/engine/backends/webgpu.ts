// Starts the webgpu backend on a device of our own asking: TensorFlow.js 4.22 trips over a missing adapter, and
// tells nobody of a lost device.

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { registerWebgpuKernels } from '../kernels/webgpu/register';
import type { RunningBackend } from '../running-backend';
import { select } from './select';

/** @throws Error with what is missing, where there is no WebGPU */
export async function startWebgpu(): Promise<RunningBackend> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) throw new Error('this browser has no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU has no adapter here');
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  let lost: string | null = null;
  void device.lost.then(({ message }) => {
    lost = message || 'the browser took its device away';
  });
  // In the place of tfjs's own factory.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  await select('webgpu');
  const current = backend() as WebGPUBackend;
  registerWebgpuKernels();
  const { vendor, architecture, device: name, description } = adapter.info;
  return {
    backend: 'webgpu',
    adapter: description || [vendor, architecture, name].filter((part) => part).join(' '),
    settle: () => {
      submit(current as unknown as Submitting);
      return device.queue.onSubmittedWorkDone().then(
        () => {},
        () => {},
      );
    },
    read: (tensor) => tensor.data<'float32'>(),
    canBeLost: true,
    lost: () => lost,
    remove: () => removeBackend('webgpu'),
  };
}

/** What tfjs's types do not tell of its backend. */
interface Submitting {
  commandEncoder: GPUCommandEncoder | null;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** Hands over the programs that tfjs gathers, up to fifteen, before it submits them together. */
function submit(gathering: Submitting): void {
  if (!gathering.commandEncoder) return;
  gathering.endComputePassEncoder();
  gathering.submitQueue();
}
