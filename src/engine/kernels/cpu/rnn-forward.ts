// The rnn op on the cpu, forward: the readable reference that every other backend is tested against.

import { gateCounts } from '../../../experiment/model-spec';
import { type RnnAttributes, savedLayout } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import { sigmoid, tanh } from './elementary';
import { addProduct, fillRows, matrix } from './matrix';
import { forEachRow, type Saved, type Step, splitSaved, stepsOf } from './rnn-rows';

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
