// The same memory under a new tensor.

import type { TensorInfo } from '@tensorflow/tfjs-core';

interface CountingBackend {
  incRef(dataId: object): void;
}

/** A tensor of its own, to be disposed of by itself; the memory is freed with the last that has it. */
export function share(backend: CountingBackend, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}
