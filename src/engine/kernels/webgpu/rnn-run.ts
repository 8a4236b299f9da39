// Runs an rnn's steps in one direction, in the best way that a device allows.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { RnnAttributes } from '../../ops/rnn';
import { runEach } from './rnn-each';
import type { Steps } from './rnn-steps';
import { cutSequence, runWhole, type WorkgroupLimits } from './rnn-whole';

/** @param limits what a workgroup may be and have; the device's own unless given */
export function runSteps(
  backend: WebGPUBackend,
  rnn: RnnAttributes,
  steps: Steps,
  limits: WorkgroupLimits = backend.device.limits,
): void {
  const cut = cutSequence(rnn, steps, limits);
  if (cut) runWhole(backend, rnn, steps, cut);
  else runEach(backend, rnn, steps);
}
