// The rnn op's gradient on webgpu: the steps, last to first, then the weights' gradients as one product over all
// rows, and the input's as another.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import { eachText, planFunctions, rnnSizes, type WorkgroupLimits } from './rnn-layout';
import { runSteps, type SharedState, sumOver } from './rnn-steps';
import { weightGradients } from './rnn-weight-gradients';

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
  const { cell, batch, time, units, inputSize, returnSequences } = rnn;
  const { dy, saved, indices, recurrentMask } = tensors;
  const dX = allocate(backend, [batch, time, inputSize]);
  const arrive = (j: number) => `
      if (text${j} >= next) {
        dState${j} = ${returnSequences ? '0.0' : `dy[orderAt(text${j}) * UNITS + u]`};
        ${cell === 'LSTM' ? `dCell${j} = 0.0;` : ''}
      }
      ${returnSequences ? `dState${j} += dy[placeOf(row${j}) * UNITS + u];` : ''}`;
  runSteps(
    backend,
    rnn,
    {
      name: 'rnn backward',
      backward: true,
      shared: { gate: { floats: gateCounts[cell] * units, part: 'gates' } },
      phases: (texts, shared) => phases[cell](texts, shared, arrive),
      carried: { SimpleRNN: ['dState'], LSTM: ['dState', 'dCell'], GRU: ['dState', 'dInput'] }[cell],
      after: (j) => `
    for (var t = given.time; t > 0u && isPadding(text${j}, t - 1u); t--) {
      for (var d = u; d < given.inputSize; d += UNITS) { dX[(orderAt(text${j}) * given.time + t - 1u) * given.inputSize + d] = 0.0; }
    }`,
      writes: { saved, dX },
      reads: { dy, indices, recurrentMask: recurrentMask ?? dy },
      masked: recurrentMask !== undefined,
    },
    limits,
  );
  multiplyInputGradient(backend, tensors, dX, rnn);
  return [dX, ...weightGradients(backend, tensors, rnn)];
}

/** A cell's step in phases; `arrive` is the code that takes in the gradient that a text's state gets from outside. */
type BackwardPhases = (texts: number, shared: SharedState, arrive: (text: number) => string) => string[];

const sumOfGates = (texts: number, shared: SharedState, count: string, first: string) =>
  sumOver(count, texts, {
    left: (j, k) => shared.read('gate', j, `${first} + ${k}`),
    right: (k) => `saved[given.transposed + (${first} + ${k}) * UNITS + u]`,
  });

const throughMask = (j: number) => `masked(sum${j}, text${j}, u)`;

/** The gradient of the state before, through all gates. */
const throughGates = (texts: number, shared: SharedState) => `
    if (step > 0u) {
      ${eachText(texts, (j) => `var sum${j} = 0.0;`)}
      ${sumOfGates(texts, shared, 'WIDTH', '0u')}
      ${eachText(texts, (j) => `if (active${j}) { dState${j} = ${throughMask(j)}; }`)}
    }`;

/** Code that saves the gradient of a gate's sum, and shares it. */
const keepGate = (shared: SharedState, j: number, gate: number, gradient: string) => `
      {
        let gradient = ${gradient};
        saved[given.gates + row${j} * WIDTH + ${gate}u * UNITS + u] = gradient;
        ${shared.write('gate', j, `${gate}u * UNITS + u`, 'gradient')}
      }`;

const phases: Record<Cell, BackwardPhases> = {
  SimpleRNN: (texts, shared, arrive) => [
    eachText(
      texts,
      (j) => `
    if (active${j}) {${arrive(j)}
      ${keepGate(shared, j, 0, `throughTanh(dState${j}, saved[given.states + row${j} * UNITS + u])`)}
    }`,
    ),
    throughGates(texts, shared),
  ],

  LSTM: (texts, shared, arrive) => [
    eachText(
      texts,
      (j) => `
    if (active${j}) {${arrive(j)}
      let gate = given.gates + row${j} * WIDTH + u;
      let input = saved[gate];
      let forget = saved[gate + UNITS];
      let candidate = saved[gate + 2u * UNITS];
      let output = saved[gate + 3u * UNITS];
      let cellOutput = saved[given.extra + row${j} * UNITS + u];
      var before = 0.0;
      if (step > 0u) { before = saved[given.cells + (previous + text${j}) * UNITS + u]; }
      let dCell = dCell${j} + throughTanh(dState${j} * output, cellOutput);
      ${keepGate(shared, j, 0, 'throughSigmoid(dCell * candidate, input)')}
      ${keepGate(shared, j, 1, 'throughSigmoid(dCell * before, forget)')}
      ${keepGate(shared, j, 2, 'throughTanh(dCell * input, candidate)')}
      ${keepGate(shared, j, 3, `throughSigmoid(dState${j} * cellOutput, output)`)}
      dCell${j} = dCell * forget;
    }`,
    ),
    throughGates(texts, shared),
  ],

  GRU: (texts, shared, arrive) => [
    eachText(
      texts,
      (j) => `
    if (active${j}) {${arrive(j)}
      let gate = given.gates + row${j} * WIDTH + u;
      let update = saved[gate];
      let candidate = saved[gate + 2u * UNITS];
      var before = 0.0;
      if (step > 0u) { before = saved[given.states + (previous + text${j}) * UNITS + u]; }
      ${keepGate(shared, j, 0, `throughSigmoid(dState${j} * (before - candidate), update)`)}
      ${keepGate(shared, j, 2, `throughTanh(dState${j} * (1.0 - update), candidate)`)}
      dState${j} *= update;
    }`,
    ),
    `
    ${eachText(texts, (j) => `var sum${j} = 0.0;`)}
    if (step > 0u) {
      ${sumOfGates(texts, shared, 'UNITS', '2u * UNITS')}
    }
    ${eachText(
      texts,
      (j) => `
    if (active${j}) {
      let reset = saved[given.gates + row${j} * WIDTH + UNITS + u];
      let input = saved[given.recurrentInputs + row${j} * UNITS + u];
      ${keepGate(shared, j, 1, `throughSigmoid(sum${j} * input, reset)`)}
      dInput${j} = sum${j} * reset;
    }`,
    )}`,
    `
    if (step > 0u) {
      ${eachText(texts, (j) => `var sum${j} = dInput${j};`)}
      ${sumOfGates(texts, shared, '2u * UNITS', '0u')}
      ${eachText(texts, (j) => `if (active${j}) { dState${j} += ${throughMask(j)}; }`)}
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
