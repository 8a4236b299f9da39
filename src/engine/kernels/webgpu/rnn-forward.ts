// The rnn op on webgpu, forward: one program for the input product of all steps, then the steps.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';
import { planFunctions, rnnLayout, rnnSizes } from './rnn-layout';
import { runSteps } from './rnn-run';
import { eachPlace, placeText, type SharedNumbers, type SharedState, sumOver, type ThreadTile } from './rnn-steps';
import type { WorkgroupLimits } from './rnn-whole';

export interface RnnForwardTensors {
  x: TensorInfo;
  kernel: TensorInfo;
  recurrentKernel: TensorInfo;
  bias: TensorInfo;
  indices: TensorInfo;
  inputMask?: TensorInfo | undefined;
  recurrentMask?: TensorInfo | undefined;
}

/** Returns the op's value, and what the gradient needs as rnnLayout has it. */
export function rnnForward(
  backend: RecordingBackend,
  tensors: RnnForwardTensors,
  rnn: RnnAttributes,
  limits?: WorkgroupLimits,
): [value: TensorInfo, saved: TensorInfo] {
  const { cell, batch, time, units, returnSequences } = rnn;
  const { recurrentKernel, indices, recurrentMask } = tensors;
  const saved = allocate(backend, 'rnn saved', [rnnLayout(rnn).size]);
  const value = allocate(backend, 'rnn value', returnSequences ? [batch, time, units] : [batch, units]);
  multiplyInputs(backend, tensors, saved, rnn);

  const input: SharedNumbers = { floats: units, part: 'recurrentInputs', ahead: true };
  const product: SharedNumbers = { floats: units, part: 'extra' };
  runSteps(
    backend,
    rnn,
    {
      name: 'rnn forward',
      backward: false,
      shared: cell === 'GRU' ? { input, product } : { input },
      unitsPerThread: { SimpleRNN: 4, GRU: 4, LSTM: 2 }[cell],
      phases: (tile, shared) => phases[cell](tile, shared, units),
      carried: cell === 'SimpleRNN' ? [] : ['carried'],
      after: `
    if (given.sequences == 0u) {
      if (isPadding(text, 0u)) { value[orderAt(text) * UNITS + unit] = 0.0; }
    } else {
      for (var t = given.time; t > 0u && isPadding(text, t - 1u); t--) {
        value[(orderAt(text) * given.time + t - 1u) * UNITS + unit] = 0.0;
      }
    }`,
      writes: { saved, value },
      reads: { recurrentKernel, indices },
      recurrentMask,
    },
    limits,
  );
  return [value, saved];
}

/** A step's sums over the text's recurrent input, begun with the input product. */
const gateSums = (
  tile: ThreadTile,
  shared: SharedState,
  units: number,
  type: string,
  entries: (at: string) => string,
) =>
  sumOver(tile, {
    type,
    terms: units,
    first: ({ row, unit }) => `${type}(${entries(`saved[given.gates + ${row} * WIDTH + ${unit}`)})`,
    left: (text, k) => shared.read('input', text, k),
    right: (unit, k) => `${type}(${entries(`recurrentKernel[(${k}) * WIDTH + ${unit}`)})`,
  });

/** Passes on `state`, a place's new state. */
const keepState = (shared: SharedState) => `
        saved[given.states + row * UNITS + unit] = state;
        if (text < next) {
          let input = masked(state, text, unit);
          saved[given.recurrentInputs + (offset + count + text) * UNITS + unit] = input;
          ${shared.write('input', 'unit', 'input')}
        }
        if (step == 0u) { saved[given.recurrentInputs + row * UNITS + unit] = 0.0; }
        if (given.sequences == 1u) { value[placeOf(row) * UNITS + unit] = state; }
        else if (text >= next) { value[orderAt(text) * UNITS + unit] = state; }`;

/** A cell's step in phases. */
const phases: Record<Cell, (tile: ThreadTile, shared: SharedState, units: number) => string[]> = {
  SimpleRNN: (tile, shared, units) => [
    `${gateSums(tile, shared, units, 'f32', (at) => `${at}]`)}
    ${eachPlace(
      tile,
      `
      if (isActive) {
        let state = tanhOf(sums[place]);${keepState(shared)}
      }`,
    )}`,
  ],

  LSTM: (tile, shared, units) => [
    `${gateSums(tile, shared, units, 'vec4<f32>', (at) => `${at}], ${at} + UNITS], ${at} + 2u * UNITS], ${at} + 3u * UNITS]`)}
    ${eachPlace(
      tile,
      `
      if (isActive) {
        let gate = given.gates + row * WIDTH + unit;
        let sum = sums[place];
        let input = sigmoidOf(sum.x);
        let forget = sigmoidOf(sum.y);
        let candidate = tanhOf(sum.z);
        let output = sigmoidOf(sum.w);
        let cell = forget * carried[place] + input * candidate;
        let cellOutput = tanhOf(cell);
        carried[place] = cell;
        saved[gate] = input;
        saved[gate + UNITS] = forget;
        saved[gate + 2u * UNITS] = candidate;
        saved[gate + 3u * UNITS] = output;
        saved[given.cells + row * UNITS + unit] = cell;
        saved[given.extra + row * UNITS + unit] = cellOutput;
        let state = output * cellOutput;${keepState(shared)}
      }`,
    )}`,
  ],

  GRU: (tile, shared, units) => [
    `${gateSums(tile, shared, units, 'vec2<f32>', (at) => `${at}], ${at} + UNITS]`)}
    ${eachPlace(
      tile,
      `
      if (isActive) {
        let gate = given.gates + row * WIDTH + unit;
        let reset = sigmoidOf(sums[place].y);
        var product = 0.0;
        if (step > 0u) { product = reset * ${shared.read('input', placeText, 'unit')}; }
        saved[gate] = sigmoidOf(sums[place].x);
        saved[gate + UNITS] = reset;
        saved[given.extra + row * UNITS + unit] = product;
        ${shared.write('product', 'unit', 'product')}
      }`,
    )}`,
    `
    ${sumOver(tile, {
      type: 'f32',
      terms: units,
      first: ({ row, unit }) => `saved[given.gates + ${row} * WIDTH + 2u * UNITS + ${unit}]`,
      left: (text, k) => shared.read('product', text, k),
      right: (unit, k) => `recurrentKernel[(${k}) * WIDTH + 2u * UNITS + ${unit}]`,
    })}
    ${eachPlace(
      tile,
      `
      if (isActive) {
        let gate = given.gates + row * WIDTH + unit;
        let update = saved[gate];
        let candidate = tanhOf(sums[place]);
        saved[gate + 2u * UNITS] = candidate;
        let state = update * carried[place] + (1.0 - update) * candidate;
        carried[place] = state;${keepState(shared)}
      }`,
    )}`,
  ],
};

/** gates = bias + (x · inputMask) kernel for all packed rows, of which it keeps x · inputMask. */
function multiplyInputs(
  backend: RecordingBackend,
  { x, kernel, recurrentKernel, bias, indices, inputMask }: RnnForwardTensors,
  saved: TensorInfo,
  rnn: RnnAttributes,
): void {
  const { cell, units, rows } = rnn;
  const columnTiles = Math.ceil((gateCounts[cell] * units) / productTile.columns);
  const entries: ProductEntries = {
    rows: 'given.rows',
    columns: 'given.width',
    leftRow: (row) => `inputStart(${row})`,
    rightColumn: (column) => column,
    left: (start, depth) => `inputAt(${start}, ${depth})`,
    first: (column) => `bias[${column}]`,
    right: (column, depth) => `kernel[${depth} * given.width + ${column}]`,
  };
  runProgram(backend, {
    name: 'rnn inputs',
    workgroupSize: productWorkgroup,
    code: () => `${planFunctions}
fn inputAt(start: vec2<u32>, depth: u32) -> f32 {
  return x[start.x + depth]${inputMask ? ' * inputMask[start.y + depth]' : ''};
}
fn main() {
  let thread = workgroupIndex() * ${threads}u + localIndex;
  let firstRow = workgroupIndex() / given.columnTiles * ${productTile.rows}u;
  let firstColumn = workgroupIndex() % given.columnTiles * ${productTile.columns}u;
  let firstDepth = 0u;
  let lastDepth = given.inputSize;
  if (firstRow < given.rows) {
  ${productCode(entries)}
  ${eachSum(
    entries,
    (row) => `given.gates + ${row} * given.width`,
    (start, column, value) => `saved[${start} + ${column}] = ${value};`,
  )}
  }
  for (var at = thread; at < given.rows * given.inputSize; at += workgroupCount() * ${threads}u) {
    saved[given.packedX + at] = inputAt(inputStart(at / given.inputSize), at % given.inputSize);
  }
  for (var at = thread; at < given.width * given.units; at += workgroupCount() * ${threads}u) {
    saved[given.transposed + at] = recurrentKernel[at % given.units * given.width + at / given.units];
  }
}`,
    writes: { saved },
    reads: { x, kernel, recurrentKernel, bias, indices, inputMask },
    sizes: { ...rnnSizes(rnn), columnTiles },
    workgroups: Math.max(1, Math.ceil(rows / productTile.rows)) * columnTiles,
  });
}

const threads = productWorkgroup[0] * productWorkgroup[1];
