// The rnn op on the cpu, backward: the readable reference that every other backend is tested against.

import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import { addColumnSums, addProduct, matrix, transposed } from './matrix';
import { forEachRow, type Saved, type Step, splitSaved, stepsOf } from './rnn-rows';
import { type Variant, variantOf } from './rnn-variant';
import { unlessVanished } from './vanishing';

const f = Math.fround;

export interface RnnBackwardInputs {
  dy: Float32Array;
  kernel: Float32Array;
  recurrentKernel: Float32Array;
  saved: Float32Array;
  indices: Int32Array;
  inputMask?: Float32Array | undefined;
  recurrentMask?: Float32Array | undefined;
  recurrentBias?: Float32Array | undefined;
  candidateMask?: Float32Array | undefined;
  zoneoutState?: Float32Array | undefined;
  zoneoutCell?: Float32Array | undefined;
}

export interface RnnGradients {
  dX: Float32Array;
  dKernel: Float32Array;
  dRecurrentKernel: Float32Array;
  dBias: Float32Array;
  /** Where there is a recurrent bias. */
  dRecurrentBias: Float32Array | null;
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
    keptState: new Float32Array(batch * units),
    keptCell: new Float32Array(batch * units),
  };
  const variant = variantOf(inputs, indices, attributes);
  const resetsAfter = cell === 'GRU' && inputs.recurrentBias !== undefined;
  const stepBack = resetsAfter ? resetAfterBackwardStep : backwardSteps[cell];

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
    if (variant.zoneoutState) keepBack(step, units, variant.zoneoutState, flow.state, flow.keptState);
    if (variant.zoneoutCell && cell === 'LSTM') keepBack(step, units, variant.zoneoutCell, flow.cell, flow.keptCell);
    stepBack(step, parts, inputs.recurrentKernel, units, flow, variant);
    if (previous === null) break;
    for (let i = 0; i < count; i++) {
      for (let u = 0; u < units; u++) {
        const at = i * units + u;
        const scale = inputs.recurrentMask ? inputs.recurrentMask[indices.order[i]! * units + u]! : 1;
        const throughMask = f(flow.recurrentInput[at]! * scale);
        flow.state[at] = cell === 'GRU' ? flow.state[at]! + throughMask : throughMask;
        if (variant.zoneoutState) flow.state[at] = flow.state[at]! + flow.keptState[at]!;
        if (variant.zoneoutCell && cell === 'LSTM') flow.cell[at] = flow.cell[at]! + flow.keptCell[at]!;
      }
    }
  }

  const dKernel = new Float32Array(inputSize * width);
  const dRecurrentKernel = new Float32Array(units * width);
  const dBias = new Float32Array(width);
  const dX = new Float32Array(batch * time * inputSize);
  const dRecurrentBias = resetsAfter ? new Float32Array(width) : null;
  if (rows === 0) return { dX, dKernel, dRecurrentKernel, dBias, dRecurrentBias };

  const first = steps[0]!.count;
  const later = rows - first;
  const laterGates = (column: number) => matrix(gates, width, first * width + column);
  const laterInputs = transposed(matrix(recurrentInputs, units, first * units));
  if (cell === 'GRU') {
    const laterProducts = matrix(parts.extra, units, first * units);
    const dCandidate = matrix(dRecurrentKernel, width, 2 * units);
    addProduct(laterInputs, laterGates(0), matrix(dRecurrentKernel, width), units, 2 * units, later);
    if (resetsAfter) addProduct(laterInputs, laterProducts, dCandidate, units, units, later);
    else addProduct(transposed(laterProducts), laterGates(2 * units), dCandidate, units, units, later);
  } else addProduct(laterInputs, laterGates(0), matrix(dRecurrentKernel, width), units, width, later);
  addColumnSums(gates, rows, width, dBias);
  if (dRecurrentBias) {
    dRecurrentBias.set(dBias.subarray(0, 2 * units));
    addColumnSums(parts.extra, rows, units, dRecurrentBias.subarray(2 * units));
  }
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
  return { dX, dKernel, dRecurrentKernel, dBias, dRecurrentBias };
}

/** Gradients on their way from a step to the one before, a row per text that reaches the step. */
interface GradientFlow {
  state: Float32Array;
  cell: Float32Array;
  /** Of the recurrent product's input; starts each step at 0. */
  recurrentInput: Float32Array;
  /** What zoneout lets pass the step by. */
  keptState: Float32Array;
  keptCell: Float32Array;
}

/** Parts a gradient into what goes through the step and what passes it by. */
function keepBack(
  { offset, count }: Step,
  units: number,
  share: (row: number, unit: number) => number,
  gradient: Float32Array,
  kept: Float32Array,
): void {
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const at = i * units + u;
      const part = share(offset + i, u);
      kept[at] = unlessVanished(f(part * gradient[at]!));
      gradient[at] = unlessVanished(f(f(1 - part) * gradient[at]!));
    }
  }
}

type BackwardStep = (
  step: Step,
  saved: Saved,
  recurrentKernel: Float32Array,
  units: number,
  flow: GradientFlow,
  variant: Variant,
) => void;

const throughSigmoid = (gradient: number, value: number) => unlessVanished(f(gradient * f(value * f(1 - value))));
/** Times a candidate's mask, where there is one. */
const scaled = (value: number, scale: number | null) => (scale === null ? value : f(value * scale));
const throughTanh = (gradient: number, value: number) => unlessVanished(f(gradient * f(1 - f(value * value))));

const backwardSteps: Record<RnnAttributes['cell'], BackwardStep> = {
  SimpleRNN({ offset, previous, count }, { gates, states }, recurrentKernel, units, flow, variant) {
    const start = offset * units;
    // Under zoneout the gates hold what the states were before it.
    const values = variant.zoneoutState ? gates : states;
    for (let at = 0; at < count * units; at++) {
      const dH = unlessVanished(flow.state[at]!);
      const value = values[start + at]!;
      gates[start + at] = variant.activation === 'tanh' ? throughTanh(dH, value) : value === 0 ? 0 : dH;
    }
    if (previous === null) return;
    const backwards = transposed(matrix(recurrentKernel, units));
    addProduct(matrix(gates, units, start), backwards, matrix(flow.recurrentInput, units), count, units, units);
  },

  LSTM({ offset, previous, count }, { gates, cells, extra: cellOutputs }, recurrentKernel, units, flow, variant) {
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
        const dH = unlessVanished(flow.state[at]!);
        const dC = unlessVanished(f(flow.cell[at]! + throughTanh(f(dH * output), cellOutput)));
        const before = previous === null ? 0 : cells[(previous + i) * units + u]!;
        const scale = variant.candidateScale(offset + i, u);
        gates[gate] = throughSigmoid(f(dC * scaled(candidate, scale)), input);
        gates[gate + units] = throughSigmoid(f(dC * before), forget);
        gates[gate + 2 * units] = throughTanh(scaled(f(dC * input), scale), candidate);
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

  GRU(step, { gates, states, recurrentInputs }, recurrentKernel, units, flow, variant) {
    const { offset, previous, count } = step;
    const width = 3 * units;
    gruStateBackward(step, gates, states, units, flow, variant);
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

/** The gradients of update gate and candidate before their activation; and what flows on past both. */
function gruStateBackward(
  { offset, previous, count }: Step,
  gates: Float32Array,
  states: Float32Array,
  units: number,
  flow: GradientFlow,
  { candidateScale }: Variant,
): void {
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const gate = (offset + i) * 3 * units + u;
      const update = gates[gate]!;
      const candidate = gates[gate + 2 * units]!;
      const at = i * units + u;
      const dH = unlessVanished(flow.state[at]!);
      const before = previous === null ? 0 : states[(previous + i) * units + u]!;
      const scale = candidateScale(offset + i, u);
      gates[gate] = throughSigmoid(f(dH * f(before - scaled(candidate, scale))), update);
      gates[gate + 2 * units] = throughTanh(scaled(f(dH * f(1 - update)), scale), candidate);
      flow.state[at] = dH * update;
    }
  }
}

/** Leaves the gradient of the candidate's recurrent product where the product was. */
const resetAfterBackwardStep: BackwardStep = (step, saved, recurrentKernel, units, flow, variant) => {
  const { offset, previous, count } = step;
  const { gates, states, extra: products } = saved;
  const width = 3 * units;
  gruStateBackward(step, gates, states, units, flow, variant);
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u++) {
      const gate = (offset + i) * width + units + u;
      const at = (offset + i) * units + u;
      const reset = gates[gate]!;
      const dCandidate = gates[gate + units]!;
      gates[gate] = throughSigmoid(f(dCandidate * products[at]!), reset);
      products[at] = unlessVanished(f(dCandidate * reset));
    }
  }
  if (previous === null) return;
  const recurrentInput = matrix(flow.recurrentInput, units);
  const candidateBack = transposed(matrix(recurrentKernel, width, 2 * units));
  addProduct(matrix(products, units, offset * units), candidateBack, recurrentInput, count, units, units);
  const gatesBack = transposed(matrix(recurrentKernel, width));
  addProduct(matrix(gates, width, offset * width), gatesBack, recurrentInput, count, units, 2 * units);
};
