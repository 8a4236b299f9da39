// The gradients of an rnn's weights on webgpu: Σ over the packed rows of what each weight was multiplied with, times
// the gradient of the sum it went into. The rows are cut into parts that are summed apart, then together, always in
// the same order.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';
import { rnnSizes } from './rnn-layout';

/** A part has at least so many rows, … */
const fewestRows = 128;
/** … and of parts there are no more than what makes so many workgroups. */
const mostWorkgroups = 512;

/** The gradients of kernel, recurrent kernel and bias. */
export function weightGradients(
  backend: RecordingBackend,
  { saved, kernel, recurrentKernel }: { saved: TensorInfo; kernel: TensorInfo; recurrentKernel: TensorInfo },
  rnn: RnnAttributes,
): [dKernel: TensorInfo, dRecurrentKernel: TensorInfo, dBias: TensorInfo] {
  const { cell, units, inputSize, rows } = rnn;
  const width = gateCounts[cell] * units;
  // The GRU's candidate was given another recurrent input than its gates; no tile may have both.
  const gateColumns = cell === 'GRU' ? 2 * units : width;
  const gateTiles = Math.ceil(gateColumns / productTile.columns);
  const columnTiles = gateTiles + Math.ceil((width - gateColumns) / productTile.columns);
  const inputTiles = Math.ceil(inputSize / productTile.rows);
  const tiles = columnTiles * (inputTiles + Math.ceil(units / productTile.rows));
  const tiling = { gateColumns, gateTiles, columnTiles, inputTiles, tiles };
  const parts = Math.max(1, Math.min(Math.floor(rows / fewestRows), Math.floor(mostWorkgroups / tiles)));
  const rowsPerPart = Math.ceil(rows / parts);
  const size = (inputSize + units + 1) * width;
  /** Of each part: kernel, recurrent kernel and bias, one after another. */
  const partSums = allocate(backend, 'rnn weight gradients in parts', [parts, size]);
  const entries: ProductEntries = {
    rows: 'rows',
    columns: 'columns',
    leftRow: (row) => `left + ${row}`,
    rightColumn: (column) => `given.gates + ${column}`,
    left: (start, depth) => `saved[${start} + ${depth} * rows]`,
    right: (start, depth) => `saved[${start} + ${depth} * given.width]`,
  };
  runProgram(backend, {
    name: 'rnn weight gradients',
    workgroupSize: productWorkgroup,
    code: () => `
fn main() {
  let part = workgroupIndex() / given.tiles;
  let tile = workgroupIndex() % given.tiles;
  let rowTile = tile / given.columnTiles;
  let columnTile = tile % given.columnTiles;
  let ofInputs = rowTile < given.inputTiles;
  let ofGates = columnTile < given.gateTiles;
  let firstRow = select(rowTile - given.inputTiles, rowTile, ofInputs) * ${productTile.rows}u;
  let rows = select(given.units, given.inputSize, ofInputs);
  let candidateColumn = given.gateColumns + (columnTile - given.gateTiles) * ${productTile.columns}u;
  let firstColumn = select(candidateColumn, columnTile * ${productTile.columns}u, ofGates);
  let columns = select(given.width, given.gateColumns, ofGates);
  let left = select(select(given.extra, given.recurrentInputs, ofGates), given.packedX, ofInputs);
  let firstDepth = part * given.rowsPerPart;
  let lastDepth = min(given.rows, firstDepth + given.rowsPerPart);
  if (part >= given.parts) { return; }
  ${productCode(entries)}
  let ofPart = part * given.size + select(given.inputSize * given.width, 0u, ofInputs);
  ${eachSum(
    entries,
    (row) => `ofPart + ${row} * given.width`,
    (start, column, value) => `partSums[${start} + ${column}] = ${value};`,
  )}
  if (rowTile == 0u && localId.y == 0u) {
    let bias = (part + 1u) * given.size - given.width;
    ${[0, 1, 2, 3].map((c) => `if (column${c} < columns) { partSums[bias + column${c}] = columnSums[${c}]; }`).join('\n')}
  }
}`,
    writes: { partSums },
    reads: { saved },
    sizes: { ...rnnSizes(rnn), ...tiling, size, parts, rowsPerPart },
    workgroups: tiles * parts,
  });

  const dKernel = allocate(backend, 'rnn kernel gradient', kernel.shape);
  const dRecurrentKernel = allocate(backend, 'rnn recurrent kernel gradient', recurrentKernel.shape);
  const dBias = allocate(backend, 'rnn bias gradient', [width]);
  runProgram(backend, {
    name: 'rnn weight gradients together',
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.size) { return; }
  var sum = 0.0;
  for (var part = 0u; part < given.parts; part++) { sum += partSums[part * given.size + at]; }
  if (at < given.ofKernel) { dKernel[at] = sum; }
  else if (at < given.ofKernels) { dRecurrentKernel[at - given.ofKernel] = sum; }
  else { dBias[at - given.ofKernels] = sum; }
}`,
    writes: { dKernel, dRecurrentKernel, dBias },
    reads: { partSums },
    sizes: { parts, size, ofKernel: inputSize * width, ofKernels: (inputSize + units) * width },
    workgroups: Math.ceil(size / 64),
  });
  backend.disposeData(partSums.dataId);
  return [dKernel, dRecurrentKernel, dBias];
}
