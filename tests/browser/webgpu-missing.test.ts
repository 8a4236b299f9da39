// Where a browser has no WebGPU, wasm runs, and a sentence says why.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';

test('without WebGPU wasm runs instead', async () => {
  vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as unknown as GPU);
  const started = await startBackend('webgpu', new URL(wasmUrl, location.href).href);
  expect(started).toEqual({ backend: 'wasm', insteadOf: { backend: 'webgpu', reason: 'this browser has no WebGPU' } });
  expect(getBackend()).toBe('wasm');
});
