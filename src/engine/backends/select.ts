// Makes a backend tfjs's current one, and takes nothing on trust: tfjs resolves a failed start to false and
// goes on with whatever it had.

import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import type { Backend } from '../../experiment/experiment';

/** @throws Error where TensorFlow.js did not start it */
export async function select(backend: Backend): Promise<void> {
  const accepted = await setBackend(backend);
  // getBackend() alone proves nothing: after a failed start it names the backend that failed.
  if (!accepted || getBackend() !== backend) throw new Error(`TensorFlow.js did not start ${backend}`);
}
