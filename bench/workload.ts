// A training step that everybody is measured on: a row of workloads.json, or one that differs in a single size.

import type { Batch } from '../src/engine/learner';
import type { Cell } from '../src/experiment/experiment';
import { stream } from '../src/experiment/random';
import type workloads from './workloads.json';

export type Workload = (typeof workloads)['usual'];

/** What one measurement is about. */
export interface Job {
  cell: Cell;
  workload: Workload;
}

/** Batches of random tokens and labels. All texts are full length, so that no engine gains by skipping padding. */
export function makeBatches({ batch, time, vocabulary, classes, distinctBatches }: Workload): Batch[] {
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
