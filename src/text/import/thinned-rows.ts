// Rows from all of a file, evenly spread, so that a sorted file is judged by all that it holds.

import { sampledRows } from './limits';

export interface Thinner<Row> {
  add(row: Row): void;
  /** The first row, and every n-th after it: at most `sampledRows`. */
  rows(): readonly Row[];
}

export function createThinner<Row>(limit = sampledRows): Thinner<Row> {
  let kept: Row[] = [];
  let every = 1;
  let seen = 0;
  return {
    add(row) {
      if (seen++ % every !== 0) return;
      kept.push(row);
      if (kept.length <= limit) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      every *= 2;
    },
    rows: () => kept,
  };
}
