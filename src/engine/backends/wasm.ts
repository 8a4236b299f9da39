// Starts the wasm backend with our SIMD kernels in its memory.

import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, env } from '@tensorflow/tfjs-core';
import { startSimdKernels } from '../kernels/wasm/module';
import { registerWasmKernels } from '../kernels/wasm/register';
import { type RunningBackend, steadyBackend } from './running-backend';
import { select } from './select';

/** The smallest module that uses a SIMD instruction: (module (func (drop (i32x4.splat (i32.const 0))))). */
const simdProbe = Uint8Array.from(atob('AGFzbQEAAAABBAFgAAADAgEACgkBBwBBAP0RGgs='), (c) => c.charCodeAt(0));

/** @param wasmUrl where tfjs's own SIMD module is; Node finds it by itself */
export async function startWasm(wasmUrl: string | undefined): Promise<RunningBackend> {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simdProbe)) {
    throw new Error('WebAssembly SIMD is not available');
  }
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasmUrl !== undefined) {
    // Only the SIMD module is ever loaded; tfjs wants a path for each all the same.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
    });
  }
  await select('wasm');
  registerWasmKernels(await startSimdKernels(backend() as BackendWasm));
  return steadyBackend('wasm');
}
