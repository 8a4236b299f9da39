// The rnn op on the cpu, forward: the readable reference that every other backend is tested against.

import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import { type RnnAttributes, savedLayout } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import { sigmoid, tanh } from './elementary';
import { addProduct, fillRows, matrix } from './matrix';
import { forEachRow, type Saved, type Step, splitSaved, stepsOf } from './rnn-rows';
import { type Variant, variantOf } from './rnn-variant';

const f = Math.fround;

export interface RnnForwardInputs {
  x: Float32Array;
  kernel: Float32Array;
  recurrentKernel: Float32Array;
  bias: Float32Array;
  indices: Int32Array;
  inputMask?: Float32Array | undefined;
  recurrentMask?: Float32Array | undefined;
  recurrentBias?: Float32Array | undefined;
  candidateMask?: Float32Array | undefined;
  zoneoutState?: Float32Array | undefined;
  zoneoutCell?: Float32Array | undefined;
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

  const variant = variantOf(inputs, indices, attributes);
  for (const [t, step] of steps.entries()) {
    if (cell === 'GRU' && inputs.recurrentBias) resetAfterStep(step, parts, inputs.recurrentKernel, units, variant);
    else forwardSteps[cell](step, parts, inputs.recurrentKernel, units, variant);
    zoneOut(step, parts, units, variant, cell);
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

type ForwardStep = (step: Step, saved: Saved, recurrentKernel: Float32Array, units: number, variant: Variant) => void;

const forwardSteps: Record<RnnAttributes['cell'], ForwardStep> = {
  SimpleRNN({ offset, previous, count }, { gates, states, recurrentInputs }, recurrentKernel, units, { activation }) {
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
    const activate = activation === 'relu' ? rectified : tanh;
    for (let at = offset * units; at < (offset + count) * units; at++) states[at] = activate(gates[at]!);
  },

  LSTM(
    { offset, previous, count },
    { gates, states, recurrentInputs, cells, extra: cellOutputs },
    recurrentKernel,
    units,
    { candidateScale },
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
        const scale = candidateScale(offset + i, u);
        let c = f(input * (scale === null ? candidate : f(candidate * scale)));
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

  GRU(step, { gates, states, recurrentInputs, extra: products }, recurrentKernel, units, variant) {
    const { offset, previous, count } = step;
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
    gruState(step, gates, states, units, variant);
  },
};

/** h = z h₋₁ + (1 − z) h̃, with the candidate's gate still before its activation. */
function gruState(
  { offset, previous, count }: Step,
  gates: Float32Array,
  states: Float32Array,
  units: number,
  { candidateScale }: Variant,
): void {
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const gate = (offset + i) * 3 * units + u;
      const update = gates[gate]!;
      const candidate = tanh(gates[gate + 2 * units]!);
      gates[gate + 2 * units] = candidate;
      const scale = candidateScale(offset + i, u);
      let state = f(f(1 - update) * (scale === null ? candidate : f(candidate * scale)));
      if (previous !== null) state = f(f(update * states[(previous + i) * units + u]!) + state);
      states[(offset + i) * units + u] = state;
    }
  }
}

/** The GRU whose reset gate acts after the recurrent product, which has a bias of its own. */
const resetAfterStep: ForwardStep = (step, saved, recurrentKernel, units, variant) => {
  const { offset, previous, count } = step;
  const { gates, states, recurrentInputs, extra: products } = saved;
  const width = 3 * units;
  const sums = new Float32Array(count * width);
  fillRows(variant.recurrentBias!, sums);
  if (previous !== null) {
    const p = matrix(recurrentInputs, units, offset * units);
    addProduct(p, matrix(recurrentKernel, width), matrix(sums, width), count, width, units);
  }
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const gate = (offset + i) * width + u;
      const sum = i * width + u;
      gates[gate] = sigmoid(f(gates[gate]! + sums[sum]!));
      const reset = sigmoid(f(gates[gate + units]! + sums[sum + units]!));
      gates[gate + units] = reset;
      products[(offset + i) * units + u] = sums[sum + 2 * units]!;
      gates[gate + 2 * units] = gates[gate + 2 * units]! + f(reset * sums[sum + 2 * units]!);
    }
  }
  gruState(step, gates, states, units, variant);
};

const rectified = (value: number): number => (value < 0 ? 0 : value);

/** Keeps a part of the states before. A SimpleRNN's gates then hold the state as it was, which its gradient needs. */
function zoneOut({ offset, previous, count }: Step, saved: Saved, units: number, variant: Variant, cell: Cell): void {
  const { gates, states, cells } = saved;
  const keep = (values: Float32Array, at: number, before: number | null, share: number) => {
    const old = before === null ? 0 : values[before]!;
    values[at] = f(share * old) + f(f(1 - share) * values[at]!);
  };
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const at = (offset + i) * units + u;
      const before = previous === null ? null : (previous + i) * units + u;
      if (variant.zoneoutState) {
        if (cell === 'SimpleRNN') gates[at] = states[at]!;
        keep(states, at, before, variant.zoneoutState(offset + i, u));
      }
      if (variant.zoneoutCell && cell === 'LSTM') keep(cells, at, before, variant.zoneoutCell(offset + i, u));
    }
  }
}
