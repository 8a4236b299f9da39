// Where WebGL is not to be had in a worker, as in Safari, wasm runs and the reason is a sentence.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { startWebgl } from '../../src/engine/backends/webgl';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a browser without a canvas for workers runs wasm and says so', async () => {
  vi.stubGlobal('OffscreenCanvas', undefined);
  expect(await startBackend('webgl', new URL(wasmUrl, location.href).href)).toEqual({
    backend: 'wasm',
    insteadOf: { backend: 'webgl', reason: 'WebGL needs a canvas that works in a worker' },
  });
  expect(tf.getBackend()).toBe('wasm');
});

test('a canvas for workers that gives no WebGL is told', async () => {
  vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
  await expect(startWebgl()).rejects.toThrow('WebGL 2 is not available');
});

test('WebGL that cannot render to float textures is told', async () => {
  const { getExtension } = WebGL2RenderingContext.prototype;
  const without = function (this: WebGL2RenderingContext, name: string) {
    return name === 'EXT_color_buffer_float' ? null : getExtension.call(this, name as 'WEBGL_multi_draw');
  };
  vi.spyOn(WebGL2RenderingContext.prototype, 'getExtension').mockImplementation(without as never);
  await expect(startWebgl()).rejects.toThrow('WebGL cannot render to float textures here');
});
