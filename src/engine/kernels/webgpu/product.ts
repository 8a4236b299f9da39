// WGSL for a matrix product whose workgroups each compute one square tile of the result, and read for it each
// entry of both sides once.

/** Rows and columns of a tile of the result. */
export const productTile = 32;
/** Terms of the sums that are in workgroup memory at a time. */
export const depthTile = 16;
/** Each thread computes 4 × 4 entries. */
export const productWorkgroup = [8, 8] as const;

const threads = productWorkgroup[0] * productWorkgroup[1];
// One more than a tile's width, so that neighbours in depth lie in different banks.
const stride = productTile + 1;

export const productMemory = `
var<workgroup> leftTile: array<f32, ${depthTile * stride}>;
var<workgroup> rightTile: array<f32, ${depthTile * stride}>;
`;

export interface ProductSides {
  /** Whether entries that are neighbours in memory are neighbours in the sum; else they are of one term. */
  leftAlongDepth: boolean;
  rightAlongDepth: boolean;
}

/**
 * Code that sums the products of `depths` terms from `firstDepth` on, for the tile at `firstRow` and `firstColumn`.
 * `leftAt(row, depth)` and `rightAt(depth, column)` give the entries, and 0 outside of the matrices. `depths` is
 * the same in all threads of a workgroup. What it leaves is for eachSum; `columnSums` has the sums of the right
 * side's columns.
 */
export function productCode({ leftAlongDepth, rightAlongDepth }: ProductSides): string {
  const load = (tile: string, alongDepth: boolean, entry: (across: string) => string) => `
    for (var at = localIndex; at < ${productTile * depthTile}u; at += ${threads}u) {
      ${
        alongDepth
          ? `let depth = at % ${depthTile}u; let across = at / ${depthTile}u;`
          : `let depth = at / ${productTile}u; let across = at % ${productTile}u;`
      }
      ${tile}[depth * ${stride}u + across] = ${entry('across')};
    }`;
  return `
  var sums0 = vec4<f32>();
  var sums1 = vec4<f32>();
  var sums2 = vec4<f32>();
  var sums3 = vec4<f32>();
  var columnSums = vec4<f32>();
  for (var done = 0u; done < depths; done += ${depthTile}u) {
    ${load('leftTile', leftAlongDepth, (across) => `leftAt(firstRow + ${across}, firstDepth + done + depth)`)}
    ${load('rightTile', rightAlongDepth, (across) => `rightAt(firstDepth + done + depth, firstColumn + ${across})`)}
    workgroupBarrier();
    for (var depth = 0u; depth < ${depthTile}u; depth++) {
      let left = depth * ${stride}u + 4u * localId.y;
      let right = depth * ${stride}u + localId.x;
      let entries = vec4(rightTile[right], rightTile[right + 8u], rightTile[right + 16u], rightTile[right + 24u]);
      sums0 += leftTile[left] * entries;
      sums1 += leftTile[left + 1u] * entries;
      sums2 += leftTile[left + 2u] * entries;
      sums3 += leftTile[left + 3u] * entries;
      columnSums += entries;
    }
    workgroupBarrier();
  }
`;
}

/** Code for each of the thread's entries of the result, of which it is given row, column and value. */
export function eachSum(use: (row: string, column: string, value: string) => string): string {
  return [0, 1, 2, 3]
    .flatMap((r) =>
      [0, 1, 2, 3].map((c) =>
        use(`firstRow + 4u * localId.y + ${r}u`, `firstColumn + localId.x + ${8 * c}u`, `sums${r}[${c}]`),
      ),
    )
    .join('\n');
}
