// The page in which golden files are replayed on the backends that need a browser.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startBackend } from '../../src/engine/backend';
import type { Backend } from '../../src/experiment/experiment';
import { type GoldenFile, replay } from '../golden';

export interface Replayed {
  error: number;
  /** What computed, as the browser names it. */
  adapter: string;
}

declare global {
  interface Window {
    replayOn(backend: Backend, file: GoldenFile): Promise<Replayed>;
  }
}

window.replayOn = async (backend, file) => {
  const started = await startBackend(backend, new URL(wasmUrl, location.href).href);
  if (started.insteadOf) throw new Error(`${backend} did not start: ${started.insteadOf.reason}`);
  return { error: await replay(file), adapter: started.adapter ?? '' };
};
