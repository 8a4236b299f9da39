// Where WebGPU has no adapter, wasm runs, and a sentence says why.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';

test('without an adapter wasm runs instead', async () => {
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  const started = await startBackend('webgpu', new URL(wasmUrl, location.href).href);
  expect(started).toEqual({
    backend: 'wasm',
    insteadOf: { backend: 'webgpu', reason: 'WebGPU has no adapter here' },
  });
  expect(getBackend()).toBe('wasm');
});
