// Starts the webgpu backend on a device of our own asking: TensorFlow.js 4.22 trips over a missing adapter, and
// tells nobody of a lost device.

import '@tensorflow/tfjs-backend-webgpu';
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { RecordingBackend } from '../kernels/webgpu/recording-backend';
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
  const recording = new RecordingBackend(device, adapter.info);
  registerBackend('webgpu', () => recording, 3);
  await select('webgpu');
  registerWebgpuKernels();
  const { vendor, architecture, device: name, description } = adapter.info;
  return {
    backend: 'webgpu',
    adapter: description || [vendor, architecture, name].filter((part) => part).join(' '),
    submit: () => recording.submit(),
    settle: () => {
      recording.submit();
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
