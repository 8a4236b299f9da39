// Registers the engine's ops on tfjs's webgpu backend.

/** Call once a started backend, before its first op runs. */
export function registerWebgpuKernels(): void {}
