// The order in which a batch of texts of different lengths is worked through: real tokens only, longest
// text first, step after step. Rows of one step stand together, so that every product is one matrix
// product without gaps and padding costs nothing.

import { type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';

export interface SequenceLayout {
  batch: number;
  /** Tokens a text has room for. */
  time: number;
  /** Length of the longest text. */
  steps: number;
  /** Real tokens in the batch: rows of the packed sequence. */
  rows: number;
}

/** How many tokens each text of a batch has. */
export interface TextLengths {
  batch: number;
  /** Tokens a text has room for. */
  time: number;
  /** Real tokens of each text, `[batch]` int32; made when it is first asked for. */
  lengths(): Tensor1D;
  /** The same numbers, not to be changed. */
  lengthValues: Int32Array;
}

export function textLengths(lengthValues: Int32Array, time: number): TextLengths {
  let tensor: Tensor1D | null = null;
  return {
    batch: lengthValues.length,
    time,
    lengthValues,
    lengths() {
      if (!tensor || tensor.isDisposed) tensor = tensor1d(lengthValues, 'int32');
      return tensor;
    },
  };
}

/** A layout with its indices, as the rnn op's kernels read them. */
export interface SequencePlan extends SequenceLayout, TextLengths {
  /**
   * `[batch + steps + rows]` int32: the texts, longest first; the number of texts that reach each step;
   * for each packed row the place text · time + t of its token.
   */
  indices: Tensor1D;
  /** The same numbers, not to be changed. */
  indexValues: Int32Array;
}

/** The three parts of a plan's indices. */
export interface SequenceIndices {
  order: Int32Array;
  counts: Int32Array;
  source: Int32Array;
}

/**
 * Plans a batch.
 * @param lengths real tokens of each text, 0 to time
 * @param reverse read each text's real tokens from the last to the first
 * @throws RangeError when a length is outside 0 to time
 */
export function planSequence(lengths: ArrayLike<number>, time: number, reverse = false): SequencePlan {
  const batch = lengths.length;
  let steps = 0;
  let rows = 0;
  for (let i = 0; i < batch; i++) {
    const length = lengths[i]!;
    if (!Number.isInteger(length) || length < 0 || length > time) {
      throw new RangeError(`length must be a whole number from 0 to ${time}, got ${length}`);
    }
    steps = Math.max(steps, length);
    rows += length;
  }
  const indices = new Int32Array(batch + steps + rows);
  const { order, counts, source } = splitIndices(indices, { batch, time, steps, rows });

  // A counting sort that keeps equal lengths in their order.
  const starts = new Int32Array(steps + 2);
  for (let i = 0; i < batch; i++) starts[steps - lengths[i]! + 1]!++;
  for (let i = 0; i <= steps; i++) starts[i + 1]! += starts[i]!;
  for (let i = 0; i < batch; i++) order[starts[steps - lengths[i]!]!++] = i;

  let row = 0;
  for (let step = 0; step < steps; step++) {
    const start = row;
    for (let i = 0; i < batch; i++) {
      const text = order[i]!;
      const length = lengths[text]!;
      if (length <= step) break;
      source[row++] = text * time + (reverse ? length - 1 - step : step);
    }
    counts[step] = row - start;
  }
  const indexTensor = tensor1d(indices, 'int32');
  return {
    ...textLengths(Int32Array.from(lengths), time),
    ...{ steps, rows, indices: indexTensor, indexValues: indices },
  };
}

/** Views of the three parts. */
export function splitIndices(indices: Int32Array, { batch, steps, rows }: SequenceLayout): SequenceIndices {
  return {
    order: indices.subarray(0, batch),
    counts: indices.subarray(batch, batch + steps),
    source: indices.subarray(batch + steps, batch + steps + rows),
  };
}
