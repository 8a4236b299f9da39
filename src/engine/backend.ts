// Starts a backend and proves that it is the one asked for. tfjs resolves a failed start to false and goes
// on with whatever it had, so nothing here is taken on trust.

import '@tensorflow/tfjs-backend-cpu';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../experiment/experiment';
import { registerCpuKernels } from './kernels/cpu/register';
import { startSimdKernels } from './kernels/wasm/module';
import { registerWasmKernels } from './kernels/wasm/register';

/** The backend that runs, and why it is not the one asked for if it is not. */
export interface StartedBackend {
  backend: Backend;
  insteadOf?: { backend: Backend; reason: string };
}

/** The smallest module that uses a SIMD instruction: (module (func (drop (i32x4.splat (i32.const 0))))). */
const simdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  4,
  1,
  96,
  0,
  0,
  3,
  2,
  1,
  0,
  10,
  9,
  1,
  7,
  0,
  65,
  0,
  253,
  17,
  26,
  11,
);

const running = new Map<Backend, Promise<void>>();
let lastStart: Promise<unknown> = Promise.resolve();

/**
 * Starts a backend, or the cpu where wasm will not start, and makes it tfjs's current one.
 * @param wanted `auto` wants wasm
 * @param wasmUrl where tfjs's own SIMD module is; Node finds it by itself
 * @throws Error when not even the cpu backend starts
 */
export function startBackend(wanted: Backend | 'auto', wasmUrl?: string): Promise<StartedBackend> {
  // One after another: tfjs gives up for good a start that another one overtakes.
  const started = lastStart.then(() => startOrFallBack(wanted, wasmUrl));
  lastStart = started.catch(() => {});
  return started;
}

async function startOrFallBack(wanted: Backend | 'auto', wasmUrl?: string): Promise<StartedBackend> {
  const first = wanted === 'auto' ? 'wasm' : wanted;
  try {
    await start(first, wasmUrl);
    return { backend: first };
  } catch (error) {
    if (first === 'cpu') throw error;
    await start('cpu');
    const reason = error instanceof Error ? error.message : String(error);
    return { backend: 'cpu', insteadOf: { backend: first, reason } };
  }
}

async function start(backend: Backend, wasmUrl?: string): Promise<void> {
  let preparation = running.get(backend);
  if (!preparation) {
    preparation = backend === 'wasm' ? prepareWasm(wasmUrl) : prepareCpu();
    running.set(backend, preparation);
  }
  await preparation;
  await select(backend);
}

async function select(backend: Backend): Promise<void> {
  const accepted = await tf.setBackend(backend);
  // getBackend() alone proves nothing: after a failed start it names the backend that failed.
  if (!accepted || tf.getBackend() !== backend) throw new Error(`TensorFlow.js did not start ${backend}`);
}

async function prepareCpu(): Promise<void> {
  // Without it the cpu backend advertises another backend in Node.
  tf.enableProdMode();
  await select('cpu');
  registerCpuKernels();
}

async function prepareWasm(wasmUrl: string | undefined): Promise<void> {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simdProbe)) {
    throw new Error('WebAssembly SIMD is not available');
  }
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasmUrl !== undefined) {
    // Only the SIMD module is ever loaded; tfjs wants a path for each all the same.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
    });
  }
  await select('wasm');
  registerWasmKernels(await startSimdKernels(tf.backend() as BackendWasm));
}
