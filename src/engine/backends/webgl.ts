// Starts the webgl backend. Patches what TensorFlow.js 4.22 gets wrong about a context that is lost or not to be had.

import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, env, findBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { registerWebglKernels } from '../kernels/webgl/register';
import type { RunningBackend } from '../running-backend';
import { select } from './select';

/** @throws Error with what is missing, where there is no WebGL 2 with float textures */
export async function startWebgl(): Promise<RunningBackend> {
  expectWebgl2();
  // tfjs refuses software adapters unless told otherwise; here the page says which adapter it is.
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  if (!findBackend('webgl')) registerBackend('webgl', () => new MathBackendWebGL(), 2);
  await select('webgl');
  const { gl } = (backend() as MathBackendWebGL).gpgpu;
  if (!(gl instanceof WebGL2RenderingContext)) throw new Error('WebGL 2 is not available');
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('WebGL cannot render to float textures here');
  registerWebglKernels();
  return {
    backend: 'webgl',
    adapter: adapterOf(gl),
    // The driver takes commands as they come.
    submit: () => {},
    settle: () => fencePassed(gl),
    // tfjs's own waiting for the GPU never ends once the context is lost.
    read: async (tensor) => {
      await fencePassed(gl);
      return tensor.dataSync<'float32'>();
    },
    canBeLost: true,
    lost: () => (gl.isContextLost() ? 'the browser took its graphics context away' : null),
    remove: () => removeBackend('webgl'),
  };
}

/**
 * tfjs asks a worker of Safari for a document, which it does not have, and reports a failed context on the
 * console alone; so a context is asked for first.
 */
function expectWebgl2(): void {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('WebGL needs a canvas that works in a worker');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new Error('WebGL 2 is not available');
  const hasFloats = gl.getExtension('EXT_color_buffer_float') !== null;
  // Browsers keep few contexts at a time.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (!hasFloats) throw new Error('WebGL cannot render to float textures here');
}

function adapterOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/** Resolves once all commands so far are done, or will never be. */
function fencePassed(gl: WebGL2RenderingContext): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  if (!sync) return Promise.resolve();
  return new Promise((resolve) => {
    const poll = () => {
      if (!gl.isContextLost() && gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) {
        setTimeout(poll, 0);
        return;
      }
      gl.deleteSync(sync);
      resolve();
    };
    poll();
  });
}
