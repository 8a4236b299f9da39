// The rnn op on webgpu, forward: one program for the input product of all steps, then the steps.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { eachSum, type ProductEntries, productCode, productTile, productWorkgroup } from './product';
import { allocate, runProgram } from './program';
import { eachText, planFunctions, rnnLayout, rnnSizes, type WorkgroupLimits } from './rnn-layout';
import { runSteps, type SharedNumbers, type SharedState, sumOver } from './rnn-steps';

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
  backend: WebGPUBackend,
  tensors: RnnForwardTensors,
  rnn: RnnAttributes,
  limits?: WorkgroupLimits,
): [value: TensorInfo, saved: TensorInfo] {
  const { cell, batch, time, units, returnSequences } = rnn;
  const { recurrentKernel, indices, recurrentMask } = tensors;
  const saved = allocate(backend, [rnnLayout(rnn).size]);
  const value = allocate(backend, returnSequences ? [batch, time, units] : [batch, units]);
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
      phases: (texts, shared) =>
        phases[cell](
          texts,
          shared,
          (j) => `
      saved[given.states + row${j} * UNITS + u] = state;
      ${returnSequences ? `value[placeOf(row${j}) * UNITS + u] = state;` : ''}
      if (text${j} < next) {
        let input = masked(state, text${j}, u);
        saved[given.recurrentInputs + (offset + count + text${j}) * UNITS + u] = input;
        ${shared.write('input', j, 'u', 'input')}
      }${returnSequences ? '' : ` else { value[orderAt(text${j}) * UNITS + u] = state; }`}
      if (step == 0u) { saved[given.recurrentInputs + row${j} * UNITS + u] = 0.0; }`,
        ),
      carried: cell === 'SimpleRNN' ? [] : ['carried'],
      after: (j) =>
        returnSequences
          ? `
    for (var t = given.time; t > 0u && isPadding(text${j}, t - 1u); t--) {
      value[(orderAt(text${j}) * given.time + t - 1u) * UNITS + u] = 0.0;
    }`
          : `if (isPadding(text${j}, 0u)) { value[orderAt(text${j}) * UNITS + u] = 0.0; }`,
      writes: { saved, value },
      reads: { recurrentKernel, indices, recurrentMask: recurrentMask ?? recurrentKernel },
      masked: recurrentMask !== undefined,
    },
    limits,
  );
  return [value, saved];
}

/** A cell's step in phases; `keep` is the code that passes on `state`, a text's new state. */
type ForwardPhases = (texts: number, shared: SharedState, keep: (text: number) => string) => string[];

/** A step's sums over the text's recurrent input, begun with the input product. */
const gateSums = (texts: number, shared: SharedState, type: string, entries: (at: string) => string) => `
  ${eachText(
    texts,
    (j) => `
  let gate${j} = given.gates + row${j} * WIDTH + u;
  var sum${j} = ${type}(${entries(`saved[gate${j}`)});`,
  )}
  if (step > 0u) {
    ${sumOver('UNITS', texts, {
      left: (j, k) => shared.read('input', j, k),
      right: (k) => `${type}(${entries(`recurrentKernel[(${k}) * WIDTH + u`)})`,
    })}
  }`;

const phases: Record<Cell, ForwardPhases> = {
  SimpleRNN: (texts, shared, keep) => [
    `${gateSums(texts, shared, 'f32', (at) => `${at}]`)}
    ${eachText(
      texts,
      (j) => `
    if (active${j}) {
      let state = tanhOf(sum${j});${keep(j)}
    }`,
    )}`,
  ],

  LSTM: (texts, shared, keep) => [
    `${gateSums(texts, shared, 'vec4<f32>', (at) => `${at}], ${at} + UNITS], ${at} + 2u * UNITS], ${at} + 3u * UNITS]`)}
    ${eachText(
      texts,
      (j) => `
    if (active${j}) {
      let input = sigmoidOf(sum${j}.x);
      let forget = sigmoidOf(sum${j}.y);
      let candidate = tanhOf(sum${j}.z);
      let output = sigmoidOf(sum${j}.w);
      carried${j} = forget * carried${j} + input * candidate;
      let cellOutput = tanhOf(carried${j});
      let state = output * cellOutput;
      saved[gate${j}] = input;
      saved[gate${j} + UNITS] = forget;
      saved[gate${j} + 2u * UNITS] = candidate;
      saved[gate${j} + 3u * UNITS] = output;
      saved[given.cells + row${j} * UNITS + u] = carried${j};
      saved[given.extra + row${j} * UNITS + u] = cellOutput;${keep(j)}
    }`,
    )}`,
  ],

  GRU: (texts, shared, keep) => [
    `${gateSums(texts, shared, 'vec2<f32>', (at) => `${at}], ${at} + UNITS]`)}
    ${eachText(
      texts,
      (j) => `
    if (active${j}) {
      let reset = sigmoidOf(sum${j}.y);
      var product = 0.0;
      if (step > 0u) { product = reset * ${shared.read('input', j, 'u')}; }
      saved[gate${j}] = sigmoidOf(sum${j}.x);
      saved[gate${j} + UNITS] = reset;
      saved[given.extra + row${j} * UNITS + u] = product;
      ${shared.write('product', j, 'u', 'product')}
    }`,
    )}`,
    `
    ${eachText(
      texts,
      (j) => `
    let gate${j} = given.gates + row${j} * WIDTH + u;
    var sum${j} = saved[gate${j} + 2u * UNITS];`,
    )}
    if (step > 0u) {
      ${sumOver('UNITS', texts, {
        left: (j, k) => shared.read('product', j, k),
        right: (k) => `recurrentKernel[(${k}) * WIDTH + 2u * UNITS + u]`,
      })}
    }
    ${eachText(
      texts,
      (j) => `
    if (active${j}) {
      let update = saved[gate${j}];
      let candidate = tanhOf(sum${j});
      saved[gate${j} + 2u * UNITS] = candidate;
      let state = update * carried${j} + (1.0 - update) * candidate;
      carried${j} = state;${keep(j)}
    }`,
    )}`,
  ],
};

/** gates = bias + (x · inputMask) kernel for all packed rows, of which it keeps x · inputMask. */
function multiplyInputs(
  backend: WebGPUBackend,
  { x, kernel, recurrentKernel, bias, indices, inputMask }: RnnForwardTensors,
  saved: TensorInfo,
  rnn: RnnAttributes,
): void {
  const { cell, units, rows } = rnn;
  const columnTiles = Math.ceil((gateCounts[cell] * units) / productTile.columns);
  const entries: ProductEntries = {
    rows: 'given.rows',
    columns: 'given.width',
    leftRow: (row) => `placeOf(${row})`,
    rightColumn: (column) => column,
    left: (place, depth) => `inputAt(${place}, ${depth})`,
    right: (column, depth) => `kernel[${depth} * given.width + ${column}]`,
  };
  runProgram(backend, {
    name: 'rnn inputs',
    workgroupSize: productWorkgroup,
    code: () => `${planFunctions}
fn inputAt(place: u32, depth: u32) -> f32 {
  return x[place * given.inputSize + depth]${inputMask ? ' * inputMask[place / given.time * given.inputSize + depth]' : ''};
}
fn main() {
  let thread = workgroupIndex() * ${threads}u + localIndex;
  let firstRow = workgroupIndex() / given.columnTiles * ${productTile.rows}u;
  let firstColumn = workgroupIndex() % given.columnTiles * ${productTile.columns}u;
  let firstDepth = 0u;
  let lastDepth = given.inputSize;
  if (firstRow < given.rows) {
  ${productCode(entries)}
  ${eachSum(entries, (row, column, value) => `saved[given.gates + ${row} * given.width + ${column}] = bias[${column}] + ${value};`)}
  }
  for (var at = thread; at < given.rows * given.inputSize; at += workgroupCount() * ${threads}u) {
    saved[given.packedX + at] = inputAt(placeOf(at / given.inputSize), at % given.inputSize);
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
