// All ops whose kernels are the same on both GPUs.

import { attentionKernels } from './attention';
import { convolutionKernels } from './convolution';
import { overTimeKernels } from './over-time';
import type { GpuKernel } from './program';

export const gpuKernels: Readonly<Record<string, GpuKernel>> = {
  ...overTimeKernels,
  ...attentionKernels,
  ...convolutionKernels,
};
