// How a batch's packed rows (ops/sequence.ts) lie in sheets: four rows of a step in one texel, so that a product of
// rows and a matrix reads four rows at once. A step begins a new group. Groups stand one below the other; beyond
// `groupsPerBlock` they go on in a block beside the first.

import type { SequenceIndices } from '../../ops/sequence';

/** Four times as many rows fit into one block. No device's textures are lower. */
export const groupsPerBlock = 4096;

/** Where a step's groups lie. */
export interface StepPlace {
  /** Texts that reach the step. */
  count: number;
  groups: number;
  block: number;
  /** First of its groups within the block. */
  top: number;
}

export interface RowGroups {
  steps: StepPlace[];
  /** Groups in each block. */
  blocks: number[];
  /** Of the highest block, in groups. */
  height: number;
  /**
   * Texels of a sheet with three columns a block: the places text · time + t of a group's rows; their texts; and its
   * number within its step, with block, top and step number modulo 2 of the group of the same texts one step before.
   * -1 is none.
   */
  table: Float32Array;
}

export const tableColumns = 3;

/** Lays out a batch. */
export function groupRows({ order, counts, source }: SequenceIndices): RowGroups {
  const steps: StepPlace[] = [];
  const blocks: number[] = [];
  for (const count of counts) {
    const groups = Math.ceil(count / 4);
    if (blocks.length === 0 || blocks.at(-1)! + groups > groupsPerBlock) blocks.push(0);
    const block = blocks.length - 1;
    steps.push({ count, groups, block, top: blocks[block]! });
    blocks[block]! += groups;
  }
  const height = blocks.reduce((highest, groups) => Math.max(highest, groups), 0);

  const table = new Float32Array(height * blocks.length * tableColumns * 4).fill(-1);
  let row = 0;
  for (const [t, { count, groups, block, top }] of steps.entries()) {
    const previous = steps[t - 1];
    for (let group = 0; group < groups; group++) {
      const at = ((top + group) * blocks.length + block) * tableColumns * 4;
      const rows = Math.min(4, count - 4 * group);
      for (let lane = 0; lane < rows; lane++) {
        table[at + lane] = source[row++]!;
        table[at + 4 + lane] = order[4 * group + lane]!;
      }
      table[at + 8] = group;
      if (previous) table.set([previous.block, previous.top + group, (t - 1) % 2], at + 9);
    }
  }
  return { steps, blocks, height, table };
}

/** Of the width of the sheets below, a power of two, so that a shader finds a texel by shifts. */
export const whereBits = 8;
export const whereWidth = 2 ** 8;

/**
 * Texels that tell where rows are found: block, top, lane and step number modulo 2, or -1 in all four.
 * @param last of each text the row of its last token `[batch]`; otherwise of each place the row of its token
 */
export function whereRows(
  { order, source }: SequenceIndices,
  { steps }: RowGroups,
  size: number,
  last: boolean,
): Float32Array {
  const where = new Float32Array(Math.ceil(size / whereWidth) * whereWidth * 4).fill(-1);
  let row = 0;
  for (const [t, { count, block, top }] of steps.entries()) {
    const next = last ? (steps[t + 1]?.count ?? 0) : 0;
    for (let i = 0; i < count; i++, row++) {
      if (i < next) continue;
      const at = 4 * (last ? order[i]! : source[row]!);
      where[at] = block;
      where[at + 1] = top + (i >> 2);
      where[at + 2] = i % 4;
      where[at + 3] = t % 2;
    }
  }
  return where;
}
