// WGSL for a matrix product. A thread keeps a tile of the result in registers, so that each entry it reads is used
// several times; what threads of a workgroup read in common is left to the caches.

const rowsPerThread = 8;
const columnsPerThread = 4;
/** Threads across the columns, and along the rows. */
export const productWorkgroup = [8, 4] as const;
/** Rows and columns of the result that a workgroup computes. */
export const productTile = {
  rows: productWorkgroup[1] * rowsPerThread,
  columns: productWorkgroup[0] * columnsPerThread,
};

const rowNumbers = Array.from({ length: rowsPerThread }, (_, r) => r);

export interface ProductEntries {
  /** Number of rows and of columns, u32. */
  rows: string;
  columns: string;
  /** Code for where a row of the left side begins, and a column of the right side; u32. */
  leftRow: (row: string) => string;
  rightColumn: (column: string) => string;
  /** Code for the factors of one term. */
  left: (start: string, depth: string) => string;
  right: (start: string, depth: string) => string;
}

/**
 * Code that sums the products of the terms from `firstDepth` to before `lastDepth`, for the tile at `firstRow` and
 * `firstColumn`. What it leaves is for eachSum; `columnSums` has the sums of the right side.
 */
export function productCode({ rows, columns, leftRow, rightColumn, left, right }: ProductEntries): string {
  // Beyond the edges it repeats the last row and column, rather than ask each time.
  return `
  ${rowNumbers
    .map(
      (r) => `
  let row${r} = firstRow + localId.y * ${rowsPerThread}u + ${r}u;
  let left${r} = ${leftRow(`min(row${r}, ${rows} - 1u)`)};
  var sums${r} = vec4<f32>();`,
    )
    .join('')}
  ${[0, 1, 2, 3]
    .map(
      (c) => `
  let column${c} = firstColumn + localId.x + ${c * productWorkgroup[0]}u;
  let right${c} = ${rightColumn(`min(column${c}, ${columns} - 1u)`)};`,
    )
    .join('')}
  var columnSums = vec4<f32>();
  for (var depth = firstDepth; depth < lastDepth; depth++) {
    let factors = vec4(${[0, 1, 2, 3].map((c) => right(`right${c}`, 'depth')).join(', ')});
    ${rowNumbers.map((r) => `sums${r} += ${left(`left${r}`, 'depth')} * factors;`).join('\n    ')}
    columnSums += factors;
  }
`;
}

/** Code for each of the thread's entries that lie inside of the result. */
export function eachSum(
  { rows, columns }: ProductEntries,
  use: (row: string, column: string, value: string) => string,
): string {
  return rowNumbers
    .map(
      (r) => `
  if (row${r} < ${rows}) {
    ${[0, 1, 2, 3].map((c) => `if (column${c} < ${columns}) { ${use(`row${r}`, `column${c}`, `sums${r}[${c}]`)} }`).join('\n    ')}
  }`,
    )
    .join('');
}
