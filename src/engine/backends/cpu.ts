// Starts the cpu backend: plain JavaScript, the reference.

import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { registerCpuKernels } from '../kernels/cpu/register';
import { type RunningBackend, steadyBackend } from '../running-backend';
import { select } from './select';

export async function startCpu(): Promise<RunningBackend> {
  // Without it the cpu backend advertises another backend in Node.
  enableProdMode();
  await select('cpu');
  registerCpuKernels();
  return steadyBackend('cpu');
}
