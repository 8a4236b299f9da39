// The rnn op's gradient on webgpu: the steps, last to first, then the weights' gradients as one product over all
// rows, and the input's as another.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';
import { planFunctions, rnnSizes } from './rnn-layout';
import { runSteps } from './rnn-run';
import { eachPlace, type SharedState, sumOver, type ThreadTile } from './rnn-steps';
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
  backend: RecordingBackend,
  tensors: RnnBackwardTensors,
  rnn: RnnAttributes,
  limits?: WorkgroupLimits,
): TensorInfo[] {
  const { cell, batch, time, units, inputSize } = rnn;
  const { dy, saved, indices, recurrentMask } = tensors;
  const dX = allocate(backend, 'rnn input gradient', [batch, time, inputSize]);
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
      after: `
    for (var t = given.time; t > 0u && isPadding(text, t - 1u); t--) {
      for (var d = unit; d < given.inputSize; d += UNITS) {
        dX[(orderAt(text) * given.time + t - 1u) * given.inputSize + d] = 0.0;
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

/** Takes in the gradient that a place's state gets from outside the steps, as `fromState`. */
const arrive = `
        var fromState = dState[place];
        if (text >= next) { fromState = 0.0; }
        if (given.sequences == 1u) { fromState += dy[placeOf(row) * UNITS + unit]; }
        else if (text >= next) { fromState = dy[orderAt(text) * UNITS + unit]; }`;

/** A step's sums over the gradients of `terms` gates from `start` on. */
const sumOfGates = (
  tile: ThreadTile,
  shared: SharedState,
  start: number,
  terms: number,
  first = (_place: number) => '0.0',
) =>
  sumOver(tile, {
    type: 'f32',
    terms,
    first: ({ place }) => first(place),
    left: (text, k) => shared.read('gate', text, `${start}u + ${k}`),
    right: (unit, k) => `saved[given.transposed + (${start}u + ${k}) * UNITS + ${unit}]`,
  });

/** The gradient of the state before, through all gates at once. */
const throughGates = (tile: ThreadTile, shared: SharedState, width: number) => `
    ${sumOfGates(tile, shared, 0, width)}
    ${eachPlace(tile, 'if (isActive) { dState[place] = masked(sums[place], text, unit); }')}`;

/** Saves the gradient of a gate's sum, and shares it. */
const keepGate = (shared: SharedState, gate: number, gradient: string) => `
        {
          let gradient = ${gradient};
          saved[gate + ${gate}u * UNITS] = gradient;
          ${shared.write('gate', `${gate}u * UNITS + unit`, 'gradient')}
        }`;

/** A cell's step in phases. */
const phases: Record<Cell, (tile: ThreadTile, shared: SharedState, units: number) => string[]> = {
  SimpleRNN: (tile, shared, units) => [
    eachPlace(
      tile,
      `
      if (isActive) {${arrive}
        let gate = given.gates + row * WIDTH + unit;
        let state = saved[given.states + row * UNITS + unit];
        ${keepGate(shared, 0, 'throughTanh(fromState, state)')}
      }`,
    ),
    throughGates(tile, shared, units),
  ],

  LSTM: (tile, shared, units) => [
    eachPlace(
      tile,
      `
      if (isActive) {${arrive}
        let gate = given.gates + row * WIDTH + unit;
        let input = saved[gate];
        let forget = saved[gate + UNITS];
        let candidate = saved[gate + 2u * UNITS];
        let output = saved[gate + 3u * UNITS];
        let cellOutput = saved[given.extra + row * UNITS + unit];
        var before = 0.0;
        if (step > 0u) { before = saved[given.cells + (previous + text) * UNITS + unit]; }
        var fromCell = throughTanh(fromState * output, cellOutput);
        if (text < next) { fromCell += dCell[place]; }
        ${keepGate(shared, 0, 'throughSigmoid(fromCell * candidate, input)')}
        ${keepGate(shared, 1, 'throughSigmoid(fromCell * before, forget)')}
        ${keepGate(shared, 2, 'throughTanh(fromCell * input, candidate)')}
        ${keepGate(shared, 3, 'throughSigmoid(fromState * cellOutput, output)')}
        dCell[place] = fromCell * forget;
      }`,
    ),
    throughGates(tile, shared, 4 * units),
  ],

  GRU: (tile, shared, units) => [
    eachPlace(
      tile,
      `
      if (isActive) {${arrive}
        let gate = given.gates + row * WIDTH + unit;
        let update = saved[gate];
        let candidate = saved[gate + 2u * UNITS];
        var before = 0.0;
        if (step > 0u) { before = saved[given.states + (previous + text) * UNITS + unit]; }
        ${keepGate(shared, 0, 'throughSigmoid(fromState * (before - candidate), update)')}
        ${keepGate(shared, 2, 'throughTanh(fromState * (1.0 - update), candidate)')}
        dState[place] = fromState * update;
      }`,
    ),
    `
    ${sumOfGates(tile, shared, 2 * units, units)}
    ${eachPlace(
      tile,
      `
      if (isActive) {
        let gate = given.gates + row * WIDTH + unit;
        let reset = saved[gate + UNITS];
        let input = saved[given.recurrentInputs + row * UNITS + unit];
        ${keepGate(shared, 1, 'throughSigmoid(sums[place] * input, reset)')}
        dInput[place] = sums[place] * reset;
      }`,
    )}`,
    `
    ${sumOfGates(tile, shared, 0, 2 * units, (place) => `dInput[${place}]`)}
    ${eachPlace(tile, 'if (isActive) { dState[place] += masked(sums[place], text, unit); }')}`,
  ],
};

/** dX = (gates' gradients · kernelᵀ) · inputMask, at the places of the real tokens. */
function multiplyInputGradient(
  backend: RecordingBackend,
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
fn main() {
  let firstRow = workgroupIndex() / given.columnTiles * ${productTile.rows}u;
  let firstColumn = workgroupIndex() % given.columnTiles * ${productTile.columns}u;
  let firstDepth = 0u;
  let lastDepth = given.width;
  if (firstRow >= given.rows) { return; }
  ${productCode(entries)}
  ${eachSum(
    entries,
    (row) => `inputStart(${row})`,
    (start, column, value) =>
      `dX[${start}.x + ${column}] = ${value}${inputMask ? ` * inputMask[${start}.y + ${column}]` : ''};`,
  )}
}`,
    writes: { dX },
    reads: { saved, kernel, indices, inputMask },
    sizes: { ...rnnSizes(rnn), columnTiles },
    workgroups: Math.ceil(rows / productTile.rows) * columnTiles,
  });
}
