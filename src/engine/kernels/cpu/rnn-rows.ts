// The packed rows that the rnn op on the cpu works in (ops/sequence.ts): `offset` is a step's first row, `previous`
// the one before's, and the i-th row of both belongs to the same text.

import { type RnnAttributes, savedLayout } from '../../ops/rnn';
import type { SequenceIndices } from '../../ops/sequence';

/** One step's place in the packed rows. */
export interface Step {
  offset: number;
  /** First row of the step before; the first step has none. */
  previous: number | null;
  count: number;
}

export interface Saved {
  packedX: Float32Array;
  gates: Float32Array;
  states: Float32Array;
  recurrentInputs: Float32Array;
  cells: Float32Array;
  extra: Float32Array;
}

export function splitSaved(saved: Float32Array, attributes: RnnAttributes): Saved {
  const layout = savedLayout(attributes);
  return {
    packedX: saved.subarray(layout.packedX, layout.gates),
    gates: saved.subarray(layout.gates, layout.states),
    states: saved.subarray(layout.states, layout.recurrentInputs),
    recurrentInputs: saved.subarray(layout.recurrentInputs, layout.cells),
    cells: saved.subarray(layout.cells, layout.extra),
    extra: saved.subarray(layout.extra, layout.size),
  };
}

export function stepsOf({ counts }: SequenceIndices): Step[] {
  let offset = 0;
  let previous: number | null = null;
  return Array.from(counts, (count) => {
    const step = { offset, previous, count };
    previous = offset;
    offset += count;
    return step;
  });
}

/** Calls back with each packed row, its text, and the place text · time + t of its token. */
export function forEachRow(
  { order, counts, source }: SequenceIndices,
  visit: (row: number, text: number, place: number) => void,
): void {
  let row = 0;
  for (const count of counts) {
    for (let i = 0; i < count; i++, row++) visit(row, order[i]!, source[row]!);
  }
}
