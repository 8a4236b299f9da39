// Starting the backends inside a browser, each proven by name.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Backend } from '../../src/experiment/experiment';

/** What computes where the tests run, whatever graphics card there is. */
const adapters: Partial<Record<Backend, RegExp>> = { webgl: /SwiftShader/, webgpu: /SwiftShader/i };

/** Makes a backend current, and fails where another one would run. */
export async function useBackend(backend: Backend): Promise<void> {
  const started = await startBackend(backend, new URL(wasmUrl, location.href).href);
  expect(started.insteadOf).toBeUndefined();
  expect(started.backend).toBe(backend);
  expect(tf.getBackend()).toBe(backend);
  const adapter = adapters[backend];
  if (adapter) expect(started.adapter).toMatch(adapter);
}

/** The tensors' values; they are disposed of. */
export async function take(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  const taken = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
  tf.dispose(tensors);
  return taken.map((values) => values.slice());
}
