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

const onCard = [...chromiumArguments, '--enable-unsafe-webgpu', '--ignore-gpu-blocklist', '--enable-features=Vulkan'];

/** What may reach the machine's graphics card for WebGPU and WebGL: which does, depends on driver and display. */
export const cardArgumentSets = [
  { name: 'Vulkan', arguments: [...onCard, '--use-angle=vulkan'] },
  // Reached an NVIDIA card on a machine without a display, where the first gave no WebGPU.
  {
    name: 'OpenGL ES without a display',
    arguments: [...onCard, '--use-angle=gl-egl', '--disable-vulkan-surface', '--disable-gpu-sandbox'],
  },
  { name: "the browser's own choice", arguments: [...chromiumArguments, '--ignore-gpu-blocklist'] },
];
