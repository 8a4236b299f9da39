// Registers the engine's ops on tfjs's webgl backend.

/** Call once a started backend, before its first op runs. */
export function registerWebglKernels(): void {}
