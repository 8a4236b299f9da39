// Runs an rnn's steps in one direction, in the best way that a device allows.

import type { RnnAttributes } from '../../ops/rnn';
import type { RecordingBackend } from './recording-backend';
import { runEach } from './rnn-each';
import type { Steps } from './rnn-steps';
import { cutSequence, runWhole, type WorkgroupLimits } from './rnn-whole';

/** @param limits what a workgroup may be and have; the device's own unless given */
export function runSteps(
  backend: RecordingBackend,
  rnn: RnnAttributes,
  steps: Steps,
  limits: WorkgroupLimits = backend.device.limits,
): void {
  const cut = cutSequence(rnn, steps, limits);
  if (cut) runWhole(backend, rnn, steps, cut);
  else runEach(backend, rnn, steps);
}
