// The rnn op on the cpu: the readable reference that every other backend is tested against. Gates and
// states live in packed rows (ops/sequence.ts): `offset` is a step's first row, `previous` the one before's,
// and the i-th row of both belongs to the same text.

import { gateCounts, type RnnAttributes, savedLayout } from '../../ops/rnn';
import { type SequenceIndices, splitIndices } from '../../ops/sequence';
import { sigmoid, tanh } from './elementary';
import { addColumnSums, addProduct, fillRows, matrix, transposed } from './matrix';

const f = Math.fround;

export interface RnnForwardInputs {
  x: Float32Array;
  kernel: Float32Array;
  recurrentKernel: Float32Array;
  bias: Float32Array;
  indices: Int32Array;
  inputMask?: Float32Array | undefined;
  recurrentMask?: Float32Array | undefined;
}

export interface RnnBackwardInputs {
  dy: Float32Array;
  kernel: Float32Array;
  recurrentKernel: Float32Array;
  saved: Float32Array;
  indices: Int32Array;
  inputMask?: Float32Array | undefined;
  recurrentMask?: Float32Array | undefined;
}

/** One step's place in the packed rows. */
interface Step {
  offset: number;
  /** First row of the step before; the first step has none. */
  previous: number | null;
  count: number;
}

interface Saved {
  packedX: Float32Array;
  gates: Float32Array;
  states: Float32Array;
  recurrentInputs: Float32Array;
  cells: Float32Array;
  extra: Float32Array;
}

function splitSaved(saved: Float32Array, attributes: RnnAttributes): Saved {
  const layout = savedLayout(attributes);
  return {
    packedX: saved.subarray(layout.packedX, layout.gates),
    gates: saved.subarray(layout.gates, layout.states),
    states: saved.subarray(layout.states, layout.recurrentInputs),
    recurrentInputs: saved.subarray(layout.recurrentInputs, layout.cells),
    cells: saved.subarray(layout.cells, layout.extra),
    extra: saved.subarray(layout.extra, layout.size),
  };
}

function stepsOf({ counts }: SequenceIndices): Step[] {
  let offset = 0;
  let previous: number | null = null;
  return Array.from(counts, (count) => {
    const step = { offset, previous, count };
    previous = offset;
    offset += count;
    return step;
  });
}

/** Returns the op's value and what the gradient needs. */
export function rnnForward(
  inputs: RnnForwardInputs,
  attributes: RnnAttributes,
): { value: Float32Array; saved: Float32Array } {
  const { cell, batch, time, rows, inputSize, units, returnSequences } = attributes;
  const indices = splitIndices(inputs.indices, attributes);
  const saved = new Float32Array(savedLayout(attributes).size);
  const parts = splitSaved(saved, attributes);
  const width = gateCounts[cell] * units;
  const steps = stepsOf(indices);
  const value = new Float32Array(batch * (returnSequences ? time : 1) * units);

  forEachRow(indices, (row, text, place) => {
    for (let d = 0; d < inputSize; d++) {
      const scale = inputs.inputMask ? inputs.inputMask[text * inputSize + d]! : 1;
      parts.packedX[row * inputSize + d] = inputs.x[place * inputSize + d]! * scale;
    }
  });
  // The input product of all steps at once: gates = b + x W.
  fillRows(inputs.bias, parts.gates);
  addProduct(
    matrix(parts.packedX, inputSize),
    matrix(inputs.kernel, width),
    matrix(parts.gates, width),
    rows,
    width,
    inputSize,
  );

  for (const [t, step] of steps.entries()) {
    forwardSteps[cell](step, parts, inputs.recurrentKernel, units);
    const next = steps[t + 1]?.count ?? 0;
    for (let i = 0; i < step.count; i++) {
      const text = indices.order[i]!;
      const state = parts.states.subarray((step.offset + i) * units, (step.offset + i + 1) * units);
      if (i < next) {
        for (let u = 0; u < units; u++) {
          const scale = inputs.recurrentMask ? inputs.recurrentMask[text * units + u]! : 1;
          parts.recurrentInputs[(step.offset + step.count + i) * units + u] = state[u]! * scale;
        }
      } else if (!returnSequences) value.set(state, text * units);
    }
  }
  if (returnSequences) {
    forEachRow(indices, (row, _, place) => {
      value.set(parts.states.subarray(row * units, (row + 1) * units), place * units);
    });
  }
  return { value, saved };
}

/** Calls back with each packed row, its text, and the place text · time + t of its token. */
function forEachRow(
  { order, counts, source }: SequenceIndices,
  visit: (row: number, text: number, place: number) => void,
): void {
  let row = 0;
  for (const count of counts) {
    for (let i = 0; i < count; i++, row++) visit(row, order[i]!, source[row]!);
  }
}

type ForwardStep = (step: Step, saved: Saved, recurrentKernel: Float32Array, units: number) => void;

const forwardSteps: Record<RnnAttributes['cell'], ForwardStep> = {
  SimpleRNN({ offset, previous, count }, { gates, states, recurrentInputs }, recurrentKernel, units) {
    if (previous !== null) {
      const start = offset * units;
      addProduct(
        matrix(recurrentInputs, units, start),
        matrix(recurrentKernel, units),
        matrix(gates, units, start),
        count,
        units,
        units,
      );
    }
    for (let at = offset * units; at < (offset + count) * units; at++) states[at] = tanh(gates[at]!);
  },

  LSTM(
    { offset, previous, count },
    { gates, states, recurrentInputs, cells, extra: cellOutputs },
    recurrentKernel,
    units,
  ) {
    const width = 4 * units;
    if (previous !== null) {
      const p = matrix(recurrentInputs, units, offset * units);
      addProduct(p, matrix(recurrentKernel, width), matrix(gates, width, offset * width), count, width, units);
    }
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const at = (offset + i) * units + u;
        const gate = (offset + i) * width + u;
        const input = sigmoid(gates[gate]!);
        const forget = sigmoid(gates[gate + units]!);
        const candidate = tanh(gates[gate + 2 * units]!);
        const output = sigmoid(gates[gate + 3 * units]!);
        let c = f(input * candidate);
        if (previous !== null) c = f(f(forget * cells[(previous + i) * units + u]!) + c);
        gates[gate] = input;
        gates[gate + units] = forget;
        gates[gate + 2 * units] = candidate;
        gates[gate + 3 * units] = output;
        cells[at] = c;
        cellOutputs[at] = tanh(c);
        states[at] = output * cellOutputs[at]!;
      }
    }
  },

  GRU({ offset, previous, count }, { gates, states, recurrentInputs, extra: products }, recurrentKernel, units) {
    const width = 3 * units;
    const z = matrix(gates, width, offset * width);
    const p = matrix(recurrentInputs, units, offset * units);
    if (previous !== null) addProduct(p, matrix(recurrentKernel, width), z, count, 2 * units, units);
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const at = (offset + i) * units + u;
        const gate = (offset + i) * width + u;
        gates[gate] = sigmoid(gates[gate]!);
        gates[gate + units] = sigmoid(gates[gate + units]!);
        if (previous !== null) products[at] = gates[gate + units]! * recurrentInputs[at]!;
      }
    }
    if (previous !== null) {
      const candidates = matrix(gates, width, offset * width + 2 * units);
      addProduct(
        matrix(products, units, offset * units),
        matrix(recurrentKernel, width, 2 * units),
        candidates,
        count,
        units,
        units,
      );
    }
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const gate = (offset + i) * width + u;
        const update = gates[gate]!;
        const candidate = tanh(gates[gate + 2 * units]!);
        gates[gate + 2 * units] = candidate;
        let state = f(f(1 - update) * candidate);
        if (previous !== null) state = f(f(update * states[(previous + i) * units + u]!) + state);
        states[(offset + i) * units + u] = state;
      }
    }
  },
};

export interface RnnGradients {
  dX: Float32Array;
  dKernel: Float32Array;
  dRecurrentKernel: Float32Array;
  dBias: Float32Array;
}

/** The gradients of what rnnForward read. Consumes `saved`: the gates become the gradients of their inputs. */
export function rnnBackward(inputs: RnnBackwardInputs, attributes: RnnAttributes): RnnGradients {
  const { cell, batch, time, rows, inputSize, units, returnSequences } = attributes;
  const indices = splitIndices(inputs.indices, attributes);
  const parts = splitSaved(inputs.saved, attributes);
  const { packedX, gates, recurrentInputs } = parts;
  const width = gateCounts[cell] * units;
  const steps = stepsOf(indices);
  const flow: GradientFlow = {
    state: new Float32Array(batch * units),
    cell: new Float32Array(batch * units),
    recurrentInput: new Float32Array(batch * units),
  };

  for (let t = steps.length - 1; t >= 0; t--) {
    const step = steps[t]!;
    const { offset, previous, count } = step;
    // Texts whose last token this is join here.
    for (let i = steps[t + 1]?.count ?? 0; i < count; i++) {
      const text = indices.order[i]!;
      for (let u = 0; u < units; u++) flow.state[i * units + u] = returnSequences ? 0 : inputs.dy[text * units + u]!;
      flow.cell.fill(0, i * units, (i + 1) * units);
    }
    if (returnSequences) {
      for (let i = 0; i < count; i++) {
        const place = indices.source[offset + i]!;
        for (let u = 0; u < units; u++)
          flow.state[i * units + u] = flow.state[i * units + u]! + inputs.dy[place * units + u]!;
      }
    }
    flow.recurrentInput.fill(0, 0, count * units);
    backwardSteps[cell](step, parts, inputs.recurrentKernel, units, flow);
    if (previous === null) break;
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const at = i * units + u;
        const scale = inputs.recurrentMask ? inputs.recurrentMask[indices.order[i]! * units + u]! : 1;
        const throughMask = f(flow.recurrentInput[at]! * scale);
        flow.state[at] = cell === 'GRU' ? flow.state[at]! + throughMask : throughMask;
      }
    }
  }

  const dKernel = new Float32Array(inputSize * width);
  const dRecurrentKernel = new Float32Array(units * width);
  const dBias = new Float32Array(width);
  const dX = new Float32Array(batch * time * inputSize);
  if (rows === 0) return { dX, dKernel, dRecurrentKernel, dBias };

  const first = steps[0]!.count;
  const later = rows - first;
  const laterGates = (column: number) => matrix(gates, width, first * width + column);
  const laterInputs = transposed(matrix(recurrentInputs, units, first * units));
  if (cell === 'GRU') {
    const laterProducts = transposed(matrix(parts.extra, units, first * units));
    addProduct(laterInputs, laterGates(0), matrix(dRecurrentKernel, width), units, 2 * units, later);
    addProduct(laterProducts, laterGates(2 * units), matrix(dRecurrentKernel, width, 2 * units), units, units, later);
  } else addProduct(laterInputs, laterGates(0), matrix(dRecurrentKernel, width), units, width, later);
  addColumnSums(gates, rows, width, dBias);
  addProduct(
    transposed(matrix(packedX, inputSize)),
    matrix(gates, width),
    matrix(dKernel, width),
    inputSize,
    width,
    rows,
  );

  packedX.fill(0);
  addProduct(
    matrix(gates, width),
    transposed(matrix(inputs.kernel, width)),
    matrix(packedX, inputSize),
    rows,
    inputSize,
    width,
  );
  forEachRow(indices, (row, text, place) => {
    for (let d = 0; d < inputSize; d++) {
      const scale = inputs.inputMask ? inputs.inputMask[text * inputSize + d]! : 1;
      dX[place * inputSize + d] = packedX[row * inputSize + d]! * scale;
    }
  });
  return { dX, dKernel, dRecurrentKernel, dBias };
}

/** Gradients on their way from a step to the one before, a row per text that reaches the step. */
interface GradientFlow {
  state: Float32Array;
  cell: Float32Array;
  /** Of the recurrent product's input; starts each step at 0. */
  recurrentInput: Float32Array;
}

type BackwardStep = (
  step: Step,
  saved: Saved,
  recurrentKernel: Float32Array,
  units: number,
  flow: GradientFlow,
) => void;

const throughSigmoid = (gradient: number, value: number) => f(gradient * f(value * f(1 - value)));
const throughTanh = (gradient: number, value: number) => f(gradient * f(1 - f(value * value)));

const backwardSteps: Record<RnnAttributes['cell'], BackwardStep> = {
  SimpleRNN({ offset, previous, count }, { gates, states }, recurrentKernel, units, flow) {
    const start = offset * units;
    for (let at = 0; at < count * units; at++) gates[start + at] = throughTanh(flow.state[at]!, states[start + at]!);
    if (previous === null) return;
    const backwards = transposed(matrix(recurrentKernel, units));
    addProduct(matrix(gates, units, start), backwards, matrix(flow.recurrentInput, units), count, units, units);
  },

  LSTM({ offset, previous, count }, { gates, cells, extra: cellOutputs }, recurrentKernel, units, flow) {
    const width = 4 * units;
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const gate = (offset + i) * width + u;
        const input = gates[gate]!;
        const forget = gates[gate + units]!;
        const candidate = gates[gate + 2 * units]!;
        const output = gates[gate + 3 * units]!;
        const cellOutput = cellOutputs[(offset + i) * units + u]!;
        const at = i * units + u;
        const dH = flow.state[at]!;
        const dC = f(flow.cell[at]! + throughTanh(f(dH * output), cellOutput));
        const before = previous === null ? 0 : cells[(previous + i) * units + u]!;
        gates[gate] = throughSigmoid(f(dC * candidate), input);
        gates[gate + units] = throughSigmoid(f(dC * before), forget);
        gates[gate + 2 * units] = throughTanh(f(dC * input), candidate);
        gates[gate + 3 * units] = throughSigmoid(f(dH * cellOutput), output);
        flow.cell[at] = dC * forget;
      }
    }
    if (previous === null) return;
    const backwards = transposed(matrix(recurrentKernel, width));
    addProduct(
      matrix(gates, width, offset * width),
      backwards,
      matrix(flow.recurrentInput, units),
      count,
      units,
      width,
    );
  },

  GRU({ offset, previous, count }, { gates, states, recurrentInputs }, recurrentKernel, units, flow) {
    const width = 3 * units;
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const gate = (offset + i) * width + u;
        const update = gates[gate]!;
        const candidate = gates[gate + 2 * units]!;
        const at = i * units + u;
        const dH = flow.state[at]!;
        const before = previous === null ? 0 : states[(previous + i) * units + u]!;
        gates[gate] = throughSigmoid(f(dH * f(before - candidate)), update);
        gates[gate + 2 * units] = throughTanh(f(dH * f(1 - update)), candidate);
        flow.state[at] = dH * update;
      }
    }
    const recurrentInput = matrix(flow.recurrentInput, units);
    if (previous !== null) {
      const backwards = transposed(matrix(recurrentKernel, width, 2 * units));
      addProduct(matrix(gates, width, offset * width + 2 * units), backwards, recurrentInput, count, units, units);
    }
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const gate = (offset + i) * width + units + u;
        const at = i * units + u;
        const reset = gates[gate]!;
        const dProduct = flow.recurrentInput[at]!;
        const input = previous === null ? 0 : recurrentInputs[(offset + i) * units + u]!;
        gates[gate] = throughSigmoid(f(dProduct * input), reset);
        flow.recurrentInput[at] = dProduct * reset;
      }
    }
    if (previous === null) return;
    const backwards = transposed(matrix(recurrentKernel, width));
    addProduct(matrix(gates, width, offset * width), backwards, recurrentInput, count, units, 2 * units);
  },
};
