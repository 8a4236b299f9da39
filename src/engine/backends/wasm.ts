// Starts the wasm backend with our SIMD kernels in its memory.

import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, env } from '@tensorflow/tfjs-core';
import { startSimdKernels } from '../kernels/wasm/module';
import { registerWasmKernels } from '../kernels/wasm/register';
import { type RunningBackend, steadyBackend } from '../running-backend';
import { select } from './select';

/** The smallest module that uses a SIMD instruction: (module (func (drop (i32x4.splat (i32.const 0))))). */
const simdProbe = Uint8Array.from(atob('AGFzbQEAAAABBAFgAAADAgEACgkBBwBBAP0RGgs='), (c) => c.charCodeAt(0));

/** Where tfjs was told to look for its module: it takes that once. */
let toldUrl: string | undefined;
/** Whether tfjs failed to load its module before. */
let hasFailed = false;

/** @param wasmUrl where tfjs's own SIMD module is; Node finds it by itself */
export async function startWasm(wasmUrl: string | undefined): Promise<RunningBackend> {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simdProbe)) {
    throw new Error('WebAssembly SIMD is not available');
  }
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasmUrl !== undefined && wasmUrl !== toldUrl) {
    // Only the SIMD module is ever loaded; tfjs wants a path for each all the same.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
    });
    toldUrl = wasmUrl;
  }
  if (hasFailed && toldUrl !== undefined) await expectModule(toldUrl);
  try {
    await select('wasm');
  } catch (error) {
    hasFailed = true;
    throw error;
  }
  registerWasmKernels(await startSimdKernels(backend() as BackendWasm));
  return steadyBackend('wasm');
}

/** A second load that fails never ends in tfjs 4.22, so the module is loaded here before tfjs tries again. */
async function expectModule(url: string): Promise<void> {
  try {
    await WebAssembly.compile(await (await fetch(url)).arrayBuffer());
  } catch {
    throw new Error('TensorFlow.js did not start wasm');
  }
}
