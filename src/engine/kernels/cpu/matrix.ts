// Matrix arithmetic on flat float arrays. Sums run in rising index with one rounding a product and one a
// sum: the order that assembly/gemm.ts keeps too.

const f = Math.fround;

/** A matrix inside a flat array: element (row, column) is at start + row · rowStride + column · columnStride. */
export interface MatrixView {
  values: Float32Array;
  start: number;
  rowStride: number;
  columnStride: number;
}

/** Rows of contiguous floats. */
export function matrix(values: Float32Array, rowStride: number, start = 0): MatrixView {
  return { values, start, rowStride, columnStride: 1 };
}

/** The same floats read the other way round. */
export function transposed({ values, start, rowStride, columnStride }: MatrixView): MatrixView {
  return { values, start, rowStride: columnStride, columnStride: rowStride };
}

/** c[m, n] += Σ_k a[m, k] · b[k, n] over the given sizes. */
export function addProduct(
  a: MatrixView,
  b: MatrixView,
  c: MatrixView,
  rows: number,
  columns: number,
  depth: number,
): void {
  const { values: left } = a;
  const { values: right } = b;
  const { values: sums } = c;
  for (let m = 0; m < rows; m++) {
    const to = c.start + m * c.rowStride;
    for (let k = 0; k < depth; k++) {
      const factor = left[a.start + m * a.rowStride + k * a.columnStride]!;
      const from = b.start + k * b.rowStride;
      if (b.columnStride === 1) {
        for (let n = 0; n < columns; n++) sums[to + n] = sums[to + n]! + f(factor * right[from + n]!);
      } else {
        for (let n = 0; n < columns; n++) sums[to + n] = sums[to + n]! + f(factor * right[from + n * b.columnStride]!);
      }
    }
  }
}

/** sums[n] += Σ_m values[m, n]. */
export function addColumnSums(values: Float32Array, rows: number, columns: number, sums: Float32Array): void {
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) sums[n] = sums[n]! + values[m * columns + n]!;
  }
}

/** Every row becomes `row`. */
export function fillRows(row: Float32Array, to: Float32Array): void {
  for (let start = 0; start < to.length; start += row.length) to.set(row, start);
}
