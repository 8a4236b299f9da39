// A whole sequence of SimpleRNN, LSTM or GRU, forward and backward. What each line computes, and in which
// order it is summed, is written out in src/engine/kernels/cpu/rnn-forward.ts and rnn-backward.ts, which give the same bits.

import { constant, constantsInMemory, load4, one, oneMinus, sigmoid4, store4, tanh4, throughSigmoid, throughTanh, unlessVanished } from './elementary';
import { gemm, gemmKept, keep, keepNothing } from './gemm';
import { addColumnSums, fillRows, transpose } from './matrix';
import {
  copyRows, gruScaledState, gruScaledStateBackward, keepBack, lstmScaledBackwardStep, lstmScaledForwardStep, reluBackwardStep,
  reluForwardStep, resetAfterBackward, resetAfterGates, zoneOut,
} from './rnn-variants';
import { copyMasked, integerAt, pack, rowAt, unpack } from './sequence';

const SIMPLE_RNN: i32 = 0;
const LSTM: i32 = 1;

// @ts-ignore: decorator
@inline
function gateCount(cell: i32): i32 {
  return cell == SIMPLE_RNN ? 1 : cell == LSTM ? 4 : 3;
}

export function rnnForward(
  cell: i32,
  x: usize, inputMask: usize, kernel: usize, recurrentKernel: usize, bias: usize, recurrentMask: usize,
  order: usize, counts: usize, source: usize,
  steps: i32, rows: i32, inputSize: i32, units: i32,
  packedX: usize, gates: usize, states: usize, recurrentInputs: usize, cells: usize, extra: usize,
  outputs: usize, finalState: usize,
  relu: i32, recurrentBias: usize, candidateMask: usize, zoneoutState: usize, zoneoutCell: usize, scratch: usize,
): void {
  if (steps == 0) return;
  const width = gateCount(cell) * units;
  pack(x, inputMask, packedX, order, counts, source, steps, inputSize);
  keepNothing();
  const packedKernel = keep(kernel, width, width, inputSize);
  // The GRU's gates are one product, its candidate another, unless it resets after the product.
  const together = cell == LSTM || cell == SIMPLE_RNN || recurrentBias != 0 ? width : 2 * units;
  const apart = recurrentKernel + (<usize>together << 2);
  const packed = keep(recurrentKernel, width, together, units);
  const packedApart = together == width ? <usize>0 : keep(apart, width, units, units);
  let offset = 0;
  let previous = 0;
  for (let t = 0; t < steps; t++) {
    const count = integerAt(counts, t);
    const z = rowAt(gates, offset, width);
    const p = rowAt(recurrentInputs, offset, units);
    const h = rowAt(states, offset, units);
    const before = t == 0 ? <usize>0 : rowAt(states, previous, units);
    // Step by step, so that the gates are still in the cache when the state's part is added to them.
    fillRows(bias, z, count, width);
    gemmKept(rowAt(packedX, offset, inputSize), inputSize, packedKernel, kernel, width, z, width, count, width, inputSize);
    if (cell == LSTM) {
      if (t > 0) gemmKept(p, units, packed, recurrentKernel, width, z, width, count, width, units);
      const cellsBefore = t == 0 ? <usize>0 : rowAt(cells, previous, units);
      if (candidateMask == 0) {
        lstmForwardStep(z, cellsBefore, rowAt(cells, offset, units), rowAt(extra, offset, units), h, count, units);
      } else {
        lstmScaledForwardStep(
          z, cellsBefore, rowAt(cells, offset, units), rowAt(extra, offset, units), h, candidateMask, source,
          offset, count, units,
        );
      }
      if (zoneoutCell != 0) zoneOut(rowAt(cells, offset, units), cellsBefore, zoneoutCell, source, offset, count, units);
    } else if (cell == SIMPLE_RNN) {
      if (t > 0) gemmKept(p, units, packed, recurrentKernel, width, z, width, count, width, units);
      if (relu == 0) simpleForwardStep(z, h, count * units);
      else reluForwardStep(z, h, count * units);
      if (zoneoutState != 0) copyRows(h, z, count, units);
    } else if (recurrentBias != 0) {
      resetAfterGates(z, t == 0 ? <usize>0 : p, recurrentKernel, packed, recurrentBias, rowAt(extra, offset, units), scratch, count, units);
      gruScaledState(z, before, h, candidateMask, source, offset, count, units);
    } else {
      gruForwardStep(
        z, t == 0 ? <usize>0 : p, before, recurrentKernel, packed, packedApart, rowAt(extra, offset, units), h,
        candidateMask, source, offset, count, units,
      );
    }
    if (zoneoutState != 0) zoneOut(h, before, zoneoutState, source, offset, count, units);
    const next = t + 1 < steps ? integerAt(counts, t + 1) : 0;
    for (let i = 0; i < count; i++) {
      const example = integerAt(order, i);
      const state = rowAt(h, i, units);
      if (i < next) {
        const maskRow = recurrentMask == 0 ? <usize>0 : rowAt(recurrentMask, example, units);
        copyMasked(state, maskRow, rowAt(recurrentInputs, offset + count + i, units), units);
      } else {
        copyMasked(state, 0, rowAt(finalState, example, units), units);
      }
    }
    previous = offset;
    offset += count;
  }
  if (outputs != 0) unpack(states, 0, outputs, order, counts, source, steps, units);
}

/** gates become input, forget, candidate and output gate; h = o · tanh c. */
function lstmForwardStep(z: usize, cellsBefore: usize, cells: usize, cellOutputs: usize, h: usize, count: i32, units: i32): void {
  const k = constantsInMemory();
  for (let i = 0; i < count; i++) {
    const row = (<usize>(i * units)) << 2;
    let u = 0;
    for (; u + 4 <= units; u += 4) {
      const at = row + (<usize>u << 2);
      lstmForward4(z + ((<usize>(i * units * 4 + u)) << 2), cellsBefore, cells + at, cellOutputs + at, h + at, at, units, 4, k);
    }
    if (u < units) {
      const at = row + (<usize>u << 2);
      lstmForward4(z + ((<usize>(i * units * 4 + u)) << 2), cellsBefore, cells + at, cellOutputs + at, h + at, at, units, units - u, k);
    }
  }
}

/** Four units, or the `left` < 4 at a row's end: inlined with a 4, so that the many go without asking. */
// @ts-ignore: decorator
@inline
function lstmForward4(g0: usize, cellsBefore: usize, cell: usize, cellOutputs: usize, h: usize, at: usize, units: i32, left: i32, k: usize): void {
  const gateBytes = <usize>units << 2;
  const g1 = g0 + gateBytes;
  const g2 = g1 + gateBytes;
  const g3 = g2 + gateBytes;
  const input = sigmoid4(load4(g0, left), k);
  store4(g0, input, left);
  const candidate = tanh4(load4(g2, left), k);
  store4(g2, candidate, left);
  const forget = sigmoid4(load4(g1, left), k);
  store4(g1, forget, left);
  let c = f32x4.mul(input, candidate);
  if (cellsBefore != 0) c = f32x4.add(f32x4.mul(forget, load4(cellsBefore + at, left)), c);
  store4(cell, c, left);
  const output = sigmoid4(load4(g3, left), k);
  store4(g3, output, left);
  const cellOutput = tanh4(c, k);
  store4(cellOutputs, cellOutput, left);
  store4(h, f32x4.mul(output, cellOutput), left);
}

function simpleForwardStep(z: usize, h: usize, size: i32): void {
  const k = constantsInMemory();
  let u = 0;
  for (; u + 4 <= size; u += 4) {
    const at = <usize>u << 2;
    v128.store(h + at, tanh4(v128.load(z + at), k));
  }
  const at = <usize>u << 2;
  if (u < size) store4(h + at, tanh4(load4(z + at, size - u), k), size - u);
}

/** gates become update, reset and candidate; `products` keeps r · p, the candidate's recurrent input. */
function gruForwardStep(
  z: usize, p: usize, before: usize, recurrentKernel: usize, packedGates: usize, packedCandidate: usize,
  products: usize, h: usize, candidateMask: usize, source: usize, offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const width = 3 * units;
  const gateBytes = <usize>units << 2;
  if (p != 0) gemmKept(p, units, packedGates, recurrentKernel, width, z, width, count, 2 * units, units);
  for (let i = 0; i < count; i++) {
    const row = (<usize>(i * units)) << 2;
    const gates = z + ((<usize>(i * width)) << 2);
    let u = 0;
    for (; u + 4 <= units; u += 4) gruGates4(gates + (<usize>u << 2), gateBytes, p, products, row + (<usize>u << 2), 4, k);
    if (u < units) gruGates4(gates + (<usize>u << 2), gateBytes, p, products, row + (<usize>u << 2), units - u, k);
  }
  const third = z + 2 * gateBytes;
  if (p != 0) gemmKept(products, units, packedCandidate, recurrentKernel + 2 * gateBytes, width, third, width, count, units, units);
  if (candidateMask != 0) {
    gruScaledState(z, before, h, candidateMask, source, offset, count, units);
    return;
  }
  for (let i = 0; i < count; i++) {
    const row = (<usize>(i * units)) << 2;
    const gates = z + ((<usize>(i * width)) << 2);
    let u = 0;
    for (; u + 4 <= units; u += 4) gruState4(gates + (<usize>u << 2), gateBytes, before, h, row + (<usize>u << 2), 4, k);
    if (u < units) gruState4(gates + (<usize>u << 2), gateBytes, before, h, row + (<usize>u << 2), units - u, k);
  }
}

// @ts-ignore: decorator
@inline
function gruGates4(g0: usize, gateBytes: usize, p: usize, products: usize, at: usize, left: i32, k: usize): void {
  const reset = sigmoid4(load4(g0 + gateBytes, left), k);
  store4(g0, sigmoid4(load4(g0, left), k), left);
  store4(g0 + gateBytes, reset, left);
  if (p != 0) store4(products + at, f32x4.mul(reset, load4(p + at, left)), left);
}

// @ts-ignore: decorator
@inline
function gruState4(g0: usize, gateBytes: usize, before: usize, h: usize, at: usize, left: i32, k: usize): void {
  const update = load4(g0, left);
  const candidate = tanh4(load4(g0 + 2 * gateBytes, left), k);
  store4(g0 + 2 * gateBytes, candidate, left);
  let state = f32x4.mul(f32x4.sub(one(k), update), candidate);
  if (before != 0) state = f32x4.add(f32x4.mul(update, load4(before + at, left)), state);
  store4(h + at, state, left);
}

/**
 * The gradient of all that rnnForward read. Consumes what it saved: `gates` become the gradients of the
 * gates' inputs. All that begins with d starts at 0 but dP. `scratch` has room for five states of the batch, both
 * kernels and x.
 */
export function rnnBackward(
  cell: i32,
  inputMask: usize, kernel: usize, recurrentKernel: usize, recurrentMask: usize,
  order: usize, counts: usize, source: usize,
  steps: i32, rows: i32, batch: i32, inputSize: i32, units: i32,
  packedX: usize, gates: usize, states: usize, recurrentInputs: usize, cells: usize, extra: usize,
  dOutputs: usize, dFinal: usize,
  scratch: usize,
  dX: usize, dKernel: usize, dRecurrentKernel: usize, dBias: usize,
  relu: i32, recurrentBias: usize, candidateMask: usize, zoneoutState: usize, zoneoutCell: usize, dRecurrentBias: usize,
): void {
  if (steps == 0) return;
  const width = gateCount(cell) * units;
  const dH = scratch;
  const dC = rowAt(dH, batch, units);
  const dP = rowAt(dC, batch, units);
  const keptState = rowAt(dP, batch, units);
  const keptCell = rowAt(keptState, batch, units);
  const kernelTransposed = rowAt(keptCell, batch, units);
  const recurrentTransposed = rowAt(kernelTransposed, width, inputSize);
  transpose(kernel, kernelTransposed, inputSize, width);
  transpose(recurrentKernel, recurrentTransposed, units, width);
  const together = cell == LSTM || cell == SIMPLE_RNN ? width : 2 * units;
  const apart = rowAt(recurrentTransposed, together, units);
  const packedGradient = rowAt(recurrentTransposed, width, units);
  memory.fill(packedGradient, 0, <usize>(rows * inputSize) << 2);
  keepNothing();
  const packedKernel = keep(kernelTransposed, inputSize, inputSize, width);
  const packed = keep(recurrentTransposed, units, units, together);
  const packedApart = together == width ? <usize>0 : keep(apart, units, units, units);

  let offset = rows;
  for (let t = steps - 1; t >= 0; t--) {
    const count = integerAt(counts, t);
    const next = t + 1 < steps ? integerAt(counts, t + 1) : 0;
    offset -= count;
    const before = t == 0 ? 0 : offset - integerAt(counts, t - 1);
    for (let i = next; i < count; i++) {
      const row = rowAt(dH, i, units);
      if (dFinal == 0) memory.fill(row, 0, <usize>units << 2);
      else copyMasked(rowAt(dFinal, integerAt(order, i), units), 0, row, units);
      if (cell == LSTM) memory.fill(rowAt(dC, i, units), 0, <usize>units << 2);
    }
    if (dOutputs != 0) {
      for (let i = 0; i < count; i++) {
        add(rowAt(dH, i, units), rowAt(dOutputs, integerAt(source, offset + i), units), units);
      }
    }
    const z = rowAt(gates, offset, width);
    if (zoneoutState != 0) keepBack(dH, keptState, zoneoutState, source, offset, count, units);
    if (zoneoutCell != 0) keepBack(dC, keptCell, zoneoutCell, source, offset, count, units);
    if (cell == LSTM) {
      const cellsBefore = t == 0 ? <usize>0 : rowAt(cells, before, units);
      const cellOutputs = rowAt(extra, offset, units);
      if (candidateMask == 0) lstmBackwardStep(z, cellsBefore, cellOutputs, dH, dC, count, units);
      else lstmScaledBackwardStep(z, cellsBefore, cellOutputs, dH, dC, candidateMask, source, offset, count, units);
    } else if (cell == SIMPLE_RNN) {
      // Under zoneout the gates hold what the states were before it.
      const values = zoneoutState != 0 ? z : rowAt(states, offset, units);
      if (relu == 0) simpleBackwardStep(z, values, dH, count * units);
      else reluBackwardStep(z, values, dH, count * units);
    } else if (recurrentBias != 0) {
      const statesBefore = t == 0 ? <usize>0 : rowAt(states, before, units);
      gruScaledStateBackward(z, statesBefore, dH, candidateMask, source, offset, count, units);
      resetAfterBackward(z, recurrentTransposed, packed, packedApart, rowAt(extra, offset, units), dP, t == 0, count, units);
    } else {
      const p = t == 0 ? <usize>0 : rowAt(recurrentInputs, offset, units);
      const statesBefore = t == 0 ? <usize>0 : rowAt(states, before, units);
      gruBackwardStep(
        z, p, statesBefore, recurrentTransposed, packed, packedApart, dH, dP, candidateMask, source, offset, count, units,
      );
    }
    gemmKept(
      z, width, packedKernel, kernelTransposed, inputSize,
      rowAt(packedGradient, offset, inputSize), inputSize, count, inputSize, width,
    );
    if (t == 0) break;
    if (cell == LSTM || cell == SIMPLE_RNN) {
      memory.fill(dP, 0, <usize>(count * units) << 2);
      gemmKept(z, width, packed, recurrentTransposed, units, dP, units, count, units, width);
      for (let i = 0; i < count; i++) {
        const maskRow = recurrentMask == 0 ? <usize>0 : rowAt(recurrentMask, integerAt(order, i), units);
        copyMasked(rowAt(dP, i, units), maskRow, rowAt(dH, i, units), units);
      }
    } else {
      for (let i = 0; i < count; i++) {
        const row = rowAt(dP, i, units);
        if (recurrentMask != 0) copyMasked(row, rowAt(recurrentMask, integerAt(order, i), units), row, units);
        add(rowAt(dH, i, units), row, units);
      }
    }
    for (let i = 0; i < count; i++) {
      if (zoneoutState != 0) add(rowAt(dH, i, units), rowAt(keptState, i, units), units);
      if (zoneoutCell != 0) add(rowAt(dC, i, units), rowAt(keptCell, i, units), units);
    }
  }

  const first = integerAt(counts, 0);
  const later = rows - first;
  const laterGates = rowAt(gates, first, width);
  if (cell == LSTM || cell == SIMPLE_RNN) {
    gemm(rowAt(recurrentInputs, first, units), 1, units, laterGates, width, dRecurrentKernel, width, units, width, later);
  } else {
    const third = <usize>units << 3;
    gemm(rowAt(recurrentInputs, first, units), 1, units, laterGates, width, dRecurrentKernel, width, units, 2 * units, later);
    if (recurrentBias == 0) {
      gemm(rowAt(extra, first, units), 1, units, laterGates + third, width, dRecurrentKernel + third, width, units, units, later);
    } else {
      gemm(rowAt(recurrentInputs, first, units), 1, units, rowAt(extra, first, units), units, dRecurrentKernel + third, width, units, units, later);
    }
  }
  addColumnSums(gates, rows, width, dBias);
  if (recurrentBias != 0) {
    memory.copy(dRecurrentBias, dBias, <usize>units << 3);
    addColumnSums(extra, rows, units, dRecurrentBias + (<usize>units << 3));
  }
  gemm(packedX, 1, inputSize, gates, width, dKernel, width, inputSize, width, rows);
  unpack(packedGradient, inputMask, dX, order, counts, source, steps, inputSize);
}

/** to[u] += from[u] */
function add(to: usize, from: usize, width: i32): void {
  for (let u = 0; u < width; u += 4) {
    const at = <usize>u << 2;
    const left = width - u;
    store4(to + at, f32x4.add(load4(to + at, left), load4(from + at, left)), left);
  }
}

function lstmBackwardStep(z: usize, cellsBefore: usize, cellOutputs: usize, dH: usize, dC: usize, count: i32, units: i32): void {
  const k = constantsInMemory();
  const gateBytes = <usize>units << 2;
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const at = (<usize>(i * units + u)) << 2;
      const g0 = z + ((<usize>(i * units * 4 + u)) << 2);
      const g1 = g0 + gateBytes;
      const g2 = g1 + gateBytes;
      const g3 = g2 + gateBytes;
      const input = load4(g0, left);
      const forget = load4(g1, left);
      const candidate = load4(g2, left);
      const output = load4(g3, left);
      const cellOutput = load4(cellOutputs + at, left);
      const h = unlessVanished(load4(dH + at, left), k);
      const c = unlessVanished(f32x4.add(load4(dC + at, left), throughTanh(f32x4.mul(h, output), cellOutput, k)), k);
      store4(g0, throughSigmoid(f32x4.mul(c, candidate), input, k), left);
      const before = cellsBefore == 0 ? constant(0) : load4(cellsBefore + at, left);
      store4(g1, throughSigmoid(f32x4.mul(c, before), forget, k), left);
      store4(g2, throughTanh(f32x4.mul(c, input), candidate, k), left);
      store4(g3, throughSigmoid(f32x4.mul(h, cellOutput), output, k), left);
      store4(dC + at, f32x4.mul(c, forget), left);
    }
  }
}

function simpleBackwardStep(z: usize, states: usize, dH: usize, size: i32): void {
  const k = constantsInMemory();
  for (let u = 0; u < size; u += 4) {
    const at = <usize>u << 2;
    const left = size - u;
    store4(z + at, throughTanh(unlessVanished(load4(dH + at, left), k), load4(states + at, left), k), left);
  }
}

/** Leaves in dH the direct part of the earlier state's gradient, in dP that of the masked recurrent input. */
function gruBackwardStep(
  z: usize, p: usize, before: usize, recurrentTransposed: usize, packedGates: usize, packedCandidate: usize,
  dH: usize, dP: usize, candidateMask: usize, source: usize, offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const width = 3 * units;
  const gateBytes = <usize>units << 2;
  if (candidateMask != 0) gruScaledStateBackward(z, before, dH, candidateMask, source, offset, count, units);
  for (let i = 0; i < count && candidateMask == 0; i++) {
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const at = (<usize>(i * units + u)) << 2;
      const g0 = z + ((<usize>(i * width + u)) << 2);
      const update = load4(g0, left);
      const candidate = load4(g0 + 2 * gateBytes, left);
      const h = unlessVanished(load4(dH + at, left), k);
      const stateBefore = before == 0 ? constant(0) : load4(before + at, left);
      store4(g0, throughSigmoid(f32x4.mul(h, f32x4.sub(stateBefore, candidate)), update, k), left);
      store4(g0 + 2 * gateBytes, throughTanh(f32x4.mul(h, oneMinus(update, k)), candidate, k), left);
      store4(dH + at, f32x4.mul(h, update), left);
    }
  }
  memory.fill(dP, 0, <usize>(count * units) << 2);
  const third = z + 2 * gateBytes;
  if (p != 0) gemmKept(third, width, packedCandidate, rowAt(recurrentTransposed, 2 * units, units), units, dP, units, count, units, units);
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const at = (<usize>(i * units + u)) << 2;
      const g1 = z + gateBytes + ((<usize>(i * width + u)) << 2);
      const reset = load4(g1, left);
      const product = load4(dP + at, left);
      const input = p == 0 ? constant(0) : load4(p + at, left);
      store4(g1, throughSigmoid(f32x4.mul(product, input), reset, k), left);
      store4(dP + at, f32x4.mul(product, reset), left);
    }
  }
  if (p != 0) gemmKept(z, width, packedGates, recurrentTransposed, units, dP, units, count, units, 2 * units);
}
