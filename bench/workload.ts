// The training step that everybody is measured on: workload.json, read by peer_torch.py too.

import type { Batch } from '../src/engine/learner';
import { stream } from '../src/experiment/random';
import workload from './workload.json';

export { workload };

/** Batches of random tokens and labels. All texts are full length, so that no engine gains by skipping padding. */
export function makeBatches(): Batch[] {
  const { batch, time, vocabulary, classes, distinctBatches } = workload;
  const integers = (source: ReturnType<typeof stream>, count: number, from: number, to: number) =>
    Int32Array.from({ length: count }, (_, i) => from + Math.floor(source.uniform(i) * (to - from)));
  return Array.from({ length: distinctBatches }, (_, i) => ({
    // Token 0 is padding.
    tokenIds: integers(stream(1, 'bench', 'tokens', i), batch * time, 1, vocabulary),
    lengths: new Int32Array(batch).fill(time),
    labelIds: integers(stream(1, 'bench', 'labels', i), batch, 0, classes),
    time,
  }));
}
