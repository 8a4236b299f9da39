// Cuts a part of the dataset into batches.

import type { Batch } from '../engine/learner';
import { permutation, stream } from '../experiment/random';
import type { DatasetPart } from '../text/dataset';

/** The texts at these positions, as long as the longest of them. */
export function gatherBatch({ tokenIds, lengths, labelIds }: DatasetPart, positions: Uint32Array): Batch {
  const room = tokenIds.length / lengths.length;
  let time = 1;
  for (const position of positions) time = Math.max(time, lengths[position]!);
  const batch: Batch = {
    tokenIds: new Int32Array(positions.length * time),
    lengths: new Int32Array(positions.length),
    labelIds: new Int32Array(positions.length),
    time,
  };
  for (const [i, position] of positions.entries()) {
    batch.tokenIds.set(tokenIds.subarray(position * room, position * room + time), i * time);
    batch.lengths[i] = lengths[position]!;
    batch.labelIds[i] = labelIds[position]!;
  }
  return batch;
}

/** The training batches of an epoch, in an order that depends on seed and epoch alone; the last may be smaller. */
export function* trainingBatches(
  part: DatasetPart,
  { seed, batchSize }: { seed: number; batchSize: number },
  epoch: number,
): Generator<Batch> {
  const order = permutation(stream(seed, 'shuffle', epoch), part.labelIds.length);
  for (let start = 0; start < order.length; start += batchSize) {
    yield gatherBatch(part, order.subarray(start, start + batchSize));
  }
}

export interface EvaluationBatch extends Batch {
  /** Where each text stands in its part. */
  positions: Uint32Array;
}

/**
 * The whole part for evaluation, texts of like length together, so that little is padded. `width` is what a
 * token takes in the network, in floats; it bounds a batch's memory.
 */
export function evaluationBatches(part: DatasetPart, width: number): EvaluationBatch[] {
  const byLength = Uint32Array.from(part.labelIds.keys()).sort((a, b) => part.lengths[a]! - part.lengths[b]! || a - b);
  const batches: EvaluationBatch[] = [];
  let start = 0;
  while (start < byLength.length) {
    // Sorted by length: the last text taken decides how long the batch is.
    let end = start + 1;
    while (
      end < byLength.length &&
      end - start < 256 &&
      (end - start + 1) * part.lengths[byLength[end]!]! * width <= 4_000_000
    ) {
      end++;
    }
    const positions = byLength.subarray(start, end);
    batches.push({ ...gatherBatch(part, positions), positions });
    start = end;
  }
  return batches;
}
