// The rnn op's tensors in the layout of row-groups.ts and back: a column of a block holds one number of every row, a
// texel that of four rows.

import type { FragmentProgram } from './program';
import { tableColumns, whereBits, whereWidth } from './row-groups';

/** In a block: which of the table's columns names the rows of a tensor. */
export const rowsByPlace = 0;
export const rowsByText = 1;

const packRowsProgram = (masked: boolean): FragmentProgram => ({
  inputs: masked ? ['tensor', 'table', 'mask'] : ['tensor', 'table'],
  uniforms: { columns: 'int', width: 'int', block: 'int', rowsBy: 'int' },
  outputs: 1,
  source: `
void main() {
  int column = int(gl_FragCoord.x) - block * width;
  int group = int(gl_FragCoord.y);
  vec4 rows = texelAt(table, ${tableColumns} * block + rowsBy, group);
  bvec4 there = greaterThanEqual(rows, vec4(0.0));
  if (column == columns) {
    out0 = vec4(there);
    return;
  }
  ivec4 row = ivec4(max(rows, 0.0));
  vec4 values = vec4(
    at(tensor, columns, row.x, column), at(tensor, columns, row.y, column),
    at(tensor, columns, row.z, column), at(tensor, columns, row.w, column)
  );
  ${masked ? `values *= texelAt(mask, column, int(texelAt(table, ${tableColumns} * block + 2, group).x));` : ''}
  out0 = mix(vec4(0.0), values, there);
}`,
});

/**
 * Rows of a tensor `[…, columns]` into one block. Where a block is one column wider, that holds 1 in every row there
 * is. The mask is a sheet of the first step's texts.
 */
export const packRows = packRowsProgram(false);
export const packMaskedRows = packRowsProgram(true);

/**
 * A kernel `[depth, gates · units]` as a sheet of units columns: texel (u, k) holds entry (k, u) of all gates. With a
 * bias below it as one row more.
 */
export const packGates = {
  inputs: ['kernel', 'bias'],
  uniforms: { depth: 'int', units: 'int', gates: 'int' },
  outputs: 1,
  source: `
float weightOf(int gate) {
  if (gate >= gates) return 0.0;
  int k = int(gl_FragCoord.y);
  int columns = gates * units;
  int column = gate * units + int(gl_FragCoord.x);
  return k < depth ? at(kernel, columns, k, column) : at(bias, columns, 0, column);
}

void main() {
  out0 = vec4(weightOf(0), weightOf(1), weightOf(2), weightOf(3));
}`,
} as const satisfies FragmentProgram;

/** The rows that the steps before made, where the steps after find them: 0 in the first step. */
export const shiftRows = {
  inputs: ['even', 'odd', 'table'],
  uniforms: { width: 'int', block: 'int' },
  outputs: 1,
  source: `
void main() {
  int column = int(gl_FragCoord.x) - block * width;
  vec4 from = texelAt(table, ${tableColumns} * block + 2, int(gl_FragCoord.y));
  if (from.y < 0.0) {
    out0 = vec4(0.0);
    return;
  }
  int x = int(from.y) * width + column;
  int y = int(from.z);
  out0 = from.w > 0.0 ? texelAt(odd, x, y) : texelAt(even, x, y);
}`,
} as const satisfies FragmentProgram;

const findRow = (row: string) => `texelAt(where, ${row} & ${whereWidth - 1}, ${row} >> ${whereBits})`;

/** A tensor `[…, columns]` from the states of even and of odd steps: zero where there is no row. */
export const unpackStates = {
  inputs: ['even', 'odd', 'where'],
  uniforms: { columns: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  vec4 from = ${findRow('to.y')};
  int x = int(max(from.x, 0.0)) * columns + to.x;
  int y = int(max(from.y, 0.0));
  vec4 rows = from.w > 0.0 ? texelAt(odd, x, y) : texelAt(even, x, y);
  out0.x = from.x < 0.0 ? 0.0 : rows[int(from.z)];
}`,
} as const satisfies FragmentProgram;

const unpackColumnsProgram = (masked: boolean): FragmentProgram => ({
  inputs: ['column0', 'column1', 'column2', 'column3', 'where', ...(masked ? ['mask'] : [])],
  uniforms: { columns: 'int', width: 'int', ...(masked && { time: 'int' as const }) },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  vec4 from = ${findRow('to.y')};
  int x = int(max(from.x, 0.0)) * width + (to.x >> 2);
  int y = int(max(from.y, 0.0));
  int column = to.x & 3;
  vec4 rows = column < 2
    ? (column == 0 ? texelAt(column0, x, y) : texelAt(column1, x, y))
    : (column == 2 ? texelAt(column2, x, y) : texelAt(column3, x, y));
  float value = from.x < 0.0 ? 0.0 : rows[int(from.z)];
  out0.x = value${masked ? ' * at(mask, columns, to.y / time, to.x)' : ''};
}`,
});

/** A tensor `[…, columns]` from sheets that hold every fourth column each. */
export const unpackColumns = unpackColumnsProgram(false);
/** The same, times a tensor `[texts, columns]` that holds at every time. */
export const unpackMaskedColumns = unpackColumnsProgram(true);
