// The gradients of an rnn's weights on webgpu: Σ over the packed rows of what each weight was multiplied with, times
// the gradient of the sum it went into. The rows are cut into parts that are summed apart, then together, always in
// the same order.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { eachSum, productCode, productMemory, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import { rnnConstants, rnnSizes } from './rnn-layout';

/** A part has at least so many rows, … */
const fewestRows = 128;
/** … and of parts there are no more than what makes so many workgroups. */
const mostWorkgroups = 512;

/** Part sums are laid out as kernel, recurrent kernel and bias, one after another. */
const constants = (rnn: RnnAttributes) => `${rnnConstants(rnn)}
const BIAS = (INPUTS + UNITS) * WIDTH;
const SIZE = BIAS + WIDTH;
`;

/** The gradients of kernel, recurrent kernel and bias. */
export function weightGradients(
  backend: WebGPUBackend,
  { saved, kernel, recurrentKernel }: { saved: TensorInfo; kernel: TensorInfo; recurrentKernel: TensorInfo },
  rnn: RnnAttributes,
): [dKernel: TensorInfo, dRecurrentKernel: TensorInfo, dBias: TensorInfo] {
  const { cell, units, inputSize, rows } = rnn;
  const width = gateCounts[cell] * units;
  // The GRU's candidate was given another recurrent input than its gates; no tile may have both.
  const gateColumns = cell === 'GRU' ? 2 * units : width;
  const gateTiles = Math.ceil(gateColumns / productTile);
  const columnTiles = gateTiles + Math.ceil((width - gateColumns) / productTile);
  const inputTiles = Math.ceil(inputSize / productTile);
  const tiles = columnTiles * (inputTiles + Math.ceil(units / productTile));
  const parts = Math.max(1, Math.min(Math.floor(rows / fewestRows), Math.floor(mostWorkgroups / tiles)));
  const rowsPerPart = Math.ceil(rows / parts);
  const size = (inputSize + units + 1) * width;
  const partSums = allocate(backend, [parts, size]);
  runProgram(backend, {
    name: `rnn weight gradients ${cell} ${units} ${inputSize}`,
    workgroupSize: productWorkgroup,
    code: () => `${constants(rnn)}${productMemory}
var<private> lastColumn: u32;
var<private> lastDepth: u32;
var<private> left: u32;
var<private> leftSize: u32;
fn leftAt(row: u32, depth: u32) -> f32 {
  if (row >= leftSize || depth >= lastDepth) { return 0.0; }
  return saved[left + depth * leftSize + row];
}
fn rightAt(depth: u32, column: u32) -> f32 {
  if (depth >= lastDepth || column >= lastColumn) { return 0.0; }
  return saved[given.gates + depth * WIDTH + column];
}
fn main() {
  let part = workgroupIndex() / ${tiles}u;
  let tile = workgroupIndex() % ${tiles}u;
  let rowTile = tile / ${columnTiles}u;
  let columnTile = tile % ${columnTiles}u;
  let ofInputs = rowTile < ${inputTiles}u;
  let ofGates = columnTile < ${gateTiles}u;
  let firstRow = select(rowTile - ${inputTiles}u, rowTile, ofInputs) * ${productTile}u;
  let firstColumn = select(${gateColumns}u + (columnTile - ${gateTiles}u) * ${productTile}u, columnTile * ${productTile}u, ofGates);
  lastColumn = select(WIDTH, ${gateColumns}u, ofGates);
  leftSize = select(UNITS, INPUTS, ofInputs);
  left = select(select(given.extra, given.recurrentInputs, ofGates), given.packedX, ofInputs);
  let firstDepth = part * given.rowsPerPart;
  lastDepth = min(given.rows, firstDepth + given.rowsPerPart);
  let depths = given.rowsPerPart;
  ${productCode({ leftAlongDepth: false, rightAlongDepth: false })}
  if (part >= given.parts) { return; }
  let sum = part * SIZE + select(INPUTS * WIDTH, 0u, ofInputs);
  ${eachSum(
    (row, column, value) => `
  {
    let row = ${row};
    let column = ${column};
    if (row < leftSize && column < lastColumn) { partSums[sum + row * WIDTH + column] = ${value}; }
  }`,
  )}
  if (rowTile == 0u && localId.y == 0u) {
    for (var c = 0u; c < 4u; c++) {
      let column = firstColumn + localId.x + 8u * c;
      if (column < lastColumn) { partSums[part * SIZE + BIAS + column] = columnSums[c]; }
    }
  }
}`,
    writes: { partSums },
    reads: { saved },
    sizes: { ...rnnSizes(rnn), parts, rowsPerPart },
    workgroups: tiles * parts,
  });

  const dKernel = allocate(backend, kernel.shape);
  const dRecurrentKernel = allocate(backend, recurrentKernel.shape);
  const dBias = allocate(backend, [width]);
  runProgram(backend, {
    name: `rnn weight gradients together ${cell} ${units} ${inputSize}`,
    workgroupSize: [64, 1],
    code: () => `${constants(rnn)}
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= SIZE) { return; }
  var sum = 0.0;
  for (var part = 0u; part < given.parts; part++) { sum += partSums[part * SIZE + at]; }
  if (at < INPUTS * WIDTH) { dKernel[at] = sum; }
  else if (at < BIAS) { dRecurrentKernel[at - INPUTS * WIDTH] = sum; }
  else { dBias[at - BIAS] = sum; }
}`,
    writes: { dKernel, dRecurrentKernel, dBias },
    reads: { partSums },
    sizes: { parts },
    workgroups: Math.ceil(size / 64),
  });
  backend.disposeData(partSums.dataId);
  return [dKernel, dRecurrentKernel, dBias];
}
