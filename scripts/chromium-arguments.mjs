// How Chromium is started for tests and benchmarks: as root, without network of its own, and with or without graphics.

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** With WebGPU, and with software adapters for it and for WebGL: the same on every machine. */
export const graphicsArguments = [
  ...chromiumArguments,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** With the machine's graphics card for WebGPU and WebGL; where there is none, whatever the browser falls back to. */
export const cardArguments = [
  ...chromiumArguments,
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
];
