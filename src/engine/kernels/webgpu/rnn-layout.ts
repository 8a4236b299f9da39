// How the rnn op's tensors are laid out for its WGSL programs, and how these find their way in them.

import { gateCounts } from '../../../experiment/model-spec';
import { type RnnAttributes, type SavedLayout, savedLayout } from '../../ops/rnn';

export interface RnnLayout extends SavedLayout {
  /** The recurrent kernel once more, `[gates · units, units]`, as the way back reads it. */
  transposed: number;
}

/** savedLayout with what only these programs want. Never empty. */
export function rnnLayout(rnn: RnnAttributes): RnnLayout {
  const layout = savedLayout(rnn);
  return { ...layout, transposed: layout.size, size: layout.size + gateCounts[rnn.cell] * rnn.units * rnn.units };
}

/** The sizes that the programs find under these names. */
export function rnnSizes(rnn: RnnAttributes): Record<string, number> {
  const { size, ...starts } = rnnLayout(rnn);
  const { cell, batch, time, steps, rows, inputSize, units } = rnn;
  return { batch, time, steps, rows, inputSize, units, width: gateCounts[cell] * units, ...starts };
}

/** How programs read the plan of ops/sequence.ts. */
export const planFunctions = `
fn orderAt(i: u32) -> u32 { return indices[i]; }
fn countAt(step: u32) -> u32 { return indices[given.batch + step]; }
fn placeOf(row: u32) -> u32 { return indices[given.batch + given.steps + row]; }
// Where a packed row's input begins, and its text's input mask.
fn inputStart(row: u32) -> vec2<u32> {
  let place = placeOf(row);
  return vec2(place, place / given.time) * given.inputSize;
}
// Whether the i-th text in order is over before this step.
fn isPadding(i: u32, step: u32) -> bool {
  if (step >= given.steps) { return true; }
  return i >= countAt(step);
}
`;
