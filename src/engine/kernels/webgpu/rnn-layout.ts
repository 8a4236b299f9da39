// How the rnn op's tensors are laid out for its WGSL programs, and how its texts are spread over threads.

import { gateCounts, type RnnAttributes, type SavedLayout, savedLayout } from '../../ops/rnn';

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
/** Whether the i-th text in order is over before this step. */
fn isPadding(i: u32, step: u32) -> bool {
  if (step >= given.steps) { return true; }
  return i >= countAt(step);
}
`;

/** How the texts of a whole-sequence program are spread over its workgroups. */
export interface SequenceCut {
  /** Texts of one thread, which has one unit of each. */
  textsPerThread: number;
  /** Rows of threads in a workgroup, each as long as there are units. */
  threadRows: number;
}

/** What a device allows a workgroup. */
export type WorkgroupLimits = Pick<
  GPUSupportedLimits,
  'maxComputeWorkgroupStorageSize' | 'maxComputeInvocationsPerWorkgroup' | 'maxComputeWorkgroupSizeX'
>;

/** The cut for a program that keeps `floatsPerText` in workgroup memory; null where not even one text fits. */
export function cutSequence(units: number, floatsPerText: number, limits: WorkgroupLimits): SequenceCut | null {
  if (units > Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX)) return null;
  // The program keeps a few numbers there besides.
  const fitting = Math.floor((limits.maxComputeWorkgroupStorageSize - 256) / (4 * floatsPerText));
  if (fitting < 1) return null;
  const textsPerThread = fitting >= 4 ? 4 : fitting >= 2 ? 2 : 1;
  const threadRows = Math.max(1, Math.min(Math.floor(32 / units), Math.floor(fitting / textsPerThread), 8));
  return { textsPerThread, threadRows };
}

/** Code for each text of a thread, which it is given as the number to end names with. */
export const eachText = (texts: number, code: (text: number) => string) =>
  Array.from({ length: texts }, (_, text) => code(text)).join('\n');
