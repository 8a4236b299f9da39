// What computes where a page asks for a GPU, as the browser names it.

export interface Adapter {
  name: string;
  /** Whether it is a program that stands in for a graphics card. */
  isSoftware: boolean;
}

/** Null where there is none. */
export type Adapters = Record<'webgl' | 'webgpu', Adapter | null>;

const software = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

export const findAdapters = async (): Promise<Adapters> => ({ webgl: webglAdapter(), webgpu: await webgpuAdapter() });

function webglAdapter(): Adapter | null {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return { name, isSoftware: software.test(name) };
}

async function webgpuAdapter(): Promise<Adapter | null> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter((part) => part).join(' ');
  return { name, isSoftware: isFallbackAdapter || software.test(name) };
}
