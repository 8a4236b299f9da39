// The rnn op's gradient on webgpu: the steps, last to first, then the weights' gradients as one product over all
// rows, and the input's as another.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import { planFunctions, rnnSizes } from './rnn-layout';
import { runSteps } from './rnn-run';
import { eachPlace, type Place, type SharedState, sumOver, type ThreadTile } from './rnn-steps';
import { weightGradients } from './rnn-weight-gradients';
import type { WorkgroupLimits } from './rnn-whole';

export interface RnnBackwardTensors {
  dy: TensorInfo;
  kernel: TensorInfo;
  recurrentKernel: TensorInfo;
  /** Consumed: the gates become the gradients of their sums. */
  saved: TensorInfo;
  indices: TensorInfo;
  inputMask?: TensorInfo | undefined;
  recurrentMask?: TensorInfo | undefined;
}

/** The gradients of x, kernel, recurrent kernel and bias. */
export function rnnBackward(
  backend: WebGPUBackend,
  tensors: RnnBackwardTensors,
  rnn: RnnAttributes,
  limits?: WorkgroupLimits,
): TensorInfo[] {
  const { cell, batch, time, units, inputSize } = rnn;
  const { dy, saved, indices, recurrentMask } = tensors;
  const dX = allocate(backend, [batch, time, inputSize]);
  runSteps(
    backend,
    rnn,
    {
      name: 'rnn backward',
      backward: true,
      shared: { gate: { floats: gateCounts[cell] * units, part: 'gates' } },
      unitsPerThread: 4,
      phases: (tile, shared) => phases[cell](tile, shared, units),
      carried: { SimpleRNN: ['dState'], LSTM: ['dState', 'dCell'], GRU: ['dState', 'dInput'] }[cell],
      after: ({ text, unit }) => `
    for (var t = given.time; t > 0u && isPadding(${text}, t - 1u); t--) {
      for (var d = ${unit}; d < given.inputSize; d += UNITS) {
        dX[(orderAt(${text}) * given.time + t - 1u) * given.inputSize + d] = 0.0;
      }
    }`,
      writes: { saved, dX },
      reads: { dy, indices },
      recurrentMask,
    },
    limits,
  );
  multiplyInputGradient(backend, tensors, dX, rnn);
  return [dX, ...weightGradients(backend, tensors, rnn)];
}

/** Takes in the gradient that a place's state gets from outside the steps. */
const arrive = ({ id, text, unit, row }: Place, atEnd = '') => `
      if (given.sequences == 1u) {
        dState${id} = select(dState${id}, 0.0, ${text} >= next) + dy[placeOf(${row}) * UNITS + ${unit}];
      } else if (${text} >= next) { dState${id} = dy[orderAt(${text}) * UNITS + ${unit}]; }
      ${atEnd && `if (${text} >= next) { ${atEnd} }`}`;

const sumOfGates = (tile: ThreadTile, shared: SharedState, first: number, count: number) =>
  sumOver(count, tile, {
    left: (j, k) => shared.read('gate', j, `${first}u + ${k}`),
    right: (unit, k) => `saved[given.transposed + (${first}u + ${k}) * UNITS + ${unit}]`,
  });

/** The gradient of the state before, through all gates at once. */
const throughGates = (tile: ThreadTile, shared: SharedState, width: number) => `
    if (step > 0u) {
      ${eachPlace(tile, ({ id }) => `var sum${id} = 0.0;`)}
      ${sumOfGates(tile, shared, 0, width)}
      ${eachPlace(tile, ({ id, text, unit, active }) => `if (${active}) { dState${id} = masked(sum${id}, ${text}, ${unit}); }`)}
    }`;

/** Saves the gradient of a gate's sum, and shares it. */
const keepGate = ({ row, unit, j }: Place, shared: SharedState, gate: number, gradient: string) => `
      {
        let gradient = ${gradient};
        saved[given.gates + ${row} * WIDTH + ${gate}u * UNITS + ${unit}] = gradient;
        ${shared.write('gate', j, `${gate}u * UNITS + ${unit}`, 'gradient')}
      }`;

/** A cell's step in phases. */
const phases: Record<Cell, (tile: ThreadTile, shared: SharedState, units: number) => string[]> = {
  SimpleRNN: (tile, shared, units) => [
    eachPlace(
      tile,
      (place) => `
    if (${place.active}) {${arrive(place)}
      let state = saved[given.states + ${place.row} * UNITS + ${place.unit}];
      ${keepGate(place, shared, 0, `throughTanh(dState${place.id}, state)`)}
    }`,
    ),
    throughGates(tile, shared, units),
  ],

  LSTM: (tile, shared, units) => [
    eachPlace(
      tile,
      (place) => `
    if (${place.active}) {${arrive(place, `dCell${place.id} = 0.0;`)}
      let gate = given.gates + ${place.row} * WIDTH + ${place.unit};
      let input = saved[gate];
      let forget = saved[gate + UNITS];
      let candidate = saved[gate + 2u * UNITS];
      let output = saved[gate + 3u * UNITS];
      let cellOutput = saved[given.extra + ${place.row} * UNITS + ${place.unit}];
      var before = 0.0;
      if (step > 0u) { before = saved[given.cells + (previous + ${place.text}) * UNITS + ${place.unit}]; }
      let dCell = dCell${place.id} + throughTanh(dState${place.id} * output, cellOutput);
      ${keepGate(place, shared, 0, 'throughSigmoid(dCell * candidate, input)')}
      ${keepGate(place, shared, 1, 'throughSigmoid(dCell * before, forget)')}
      ${keepGate(place, shared, 2, 'throughTanh(dCell * input, candidate)')}
      ${keepGate(place, shared, 3, `throughSigmoid(dState${place.id} * cellOutput, output)`)}
      dCell${place.id} = dCell * forget;
    }`,
    ),
    throughGates(tile, shared, 4 * units),
  ],

  GRU: (tile, shared, units) => [
    eachPlace(
      tile,
      (place) => `
    if (${place.active}) {${arrive(place)}
      let gate = given.gates + ${place.row} * WIDTH + ${place.unit};
      let update = saved[gate];
      let candidate = saved[gate + 2u * UNITS];
      var before = 0.0;
      if (step > 0u) { before = saved[given.states + (previous + ${place.text}) * UNITS + ${place.unit}]; }
      ${keepGate(place, shared, 0, `throughSigmoid(dState${place.id} * (before - candidate), update)`)}
      ${keepGate(place, shared, 2, `throughTanh(dState${place.id} * (1.0 - update), candidate)`)}
      dState${place.id} *= update;
    }`,
    ),
    `
    ${eachPlace(tile, ({ id }) => `var sum${id} = 0.0;`)}
    if (step > 0u) {
      ${sumOfGates(tile, shared, 2 * units, units)}
    }
    ${eachPlace(
      tile,
      (place) => `
    if (${place.active}) {
      let reset = saved[given.gates + ${place.row} * WIDTH + UNITS + ${place.unit}];
      let input = saved[given.recurrentInputs + ${place.row} * UNITS + ${place.unit}];
      ${keepGate(place, shared, 1, `throughSigmoid(sum${place.id} * input, reset)`)}
      dInput${place.id} = sum${place.id} * reset;
    }`,
    )}`,
    `
    if (step > 0u) {
      ${eachPlace(tile, ({ id }) => `var sum${id} = dInput${id};`)}
      ${sumOfGates(tile, shared, 0, 2 * units)}
      ${eachPlace(tile, ({ id, text, unit, active }) => `if (${active}) { dState${id} += masked(sum${id}, ${text}, ${unit}); }`)}
    }`,
  ],
};

/** dX = (gates' gradients · kernelᵀ) · inputMask, at the places of the real tokens. */
function multiplyInputGradient(
  backend: WebGPUBackend,
  { saved, kernel, indices, inputMask }: RnnBackwardTensors,
  dX: TensorInfo,
  rnn: RnnAttributes,
): void {
  const { inputSize, rows } = rnn;
  const columnTiles = Math.ceil(inputSize / productTile.columns);
  const entries: ProductEntries = {
    rows: 'given.rows',
    columns: 'given.inputSize',
    leftRow: (row) => `given.gates + ${row} * given.width`,
    rightColumn: (column) => `${column} * given.width`,
    left: (start, depth) => `saved[${start} + ${depth}]`,
    right: (start, depth) => `kernel[${start} + ${depth}]`,
  };
  runProgram(backend, {
    name: 'rnn input gradient',
    workgroupSize: productWorkgroup,
    code: () => `${planFunctions}
fn keep(row: u32, column: u32, value: f32) {
  let place = placeOf(row);
  var gradient = value;
  if (given.masked == 1u) { gradient *= inputMask[place / given.time * given.inputSize + column]; }
  dX[place * given.inputSize + column] = gradient;
}
fn main() {
  let firstRow = workgroupIndex() / given.columnTiles * ${productTile.rows}u;
  let firstColumn = workgroupIndex() % given.columnTiles * ${productTile.columns}u;
  let firstDepth = 0u;
  let lastDepth = given.width;
  if (firstRow >= given.rows) { return; }
  ${productCode(entries)}
  ${eachSum(entries, (row, column, value) => `keep(${row}, ${column}, ${value});`)}
}`,
    writes: { dX },
    reads: { saved, kernel, indices, inputMask: inputMask ?? kernel },
    sizes: { ...rnnSizes(rnn), columnTiles, masked: Number(inputMask !== undefined) },
    workgroups: Math.ceil(rows / productTile.rows) * columnTiles,
  });
}
