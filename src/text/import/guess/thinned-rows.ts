// Rows from all of a file, evenly spread, so that a sorted file is judged by all that it holds.

import { sampledRows } from '../contract/limits';
import type { ReadRow } from '../contract/rows';

export interface Thinner {
  add(row: ReadRow): void;
  /** The first row, and every n-th after it: at most `sampledRows`. */
  rows(): readonly ReadRow[];
}

export function createThinner(limit = sampledRows): Thinner {
  let kept: ReadRow[] = [];
  let every = 1;
  let seen = 0;
  return {
    add(row) {
      if (seen++ % every !== 0) return;
      kept.push(detached(row));
      if (kept.length <= limit) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      every *= 2;
    },
    rows: () => kept,
  };
}

/** A copy: its cells are slices, each of which would keep the whole chunk of the file in memory. */
const detached = (row: ReadRow): ReadRow => JSON.parse(JSON.stringify(row));
