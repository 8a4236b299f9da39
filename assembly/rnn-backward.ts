// A whole sequence of SimpleRNN, LSTM or GRU, backward. What each line computes, and in which order it is summed, is
// written out in src/engine/kernels/cpu/rnn-backward.ts, which gives the same bits.

import { constant, constantsInMemory, load4, oneMinus, store4, throughSigmoid, throughTanh, unlessVanished } from './elementary';
import { gemm, gemmKept, keep, keepNothing } from './gemm';
import { addColumnSums, transpose } from './matrix';
import { gateCount, LSTM, SIMPLE_RNN } from './rnn-cells';
import { gruScaledStateBackward, keepBack, reluBackwardStep, resetAfterBackward, scaled, scaleRow } from './rnn-variants';
import { copyMasked, integerAt, rowAt, unpack } from './sequence';

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
      lstmBackwardStep(z, cellsBefore, cellOutputs, dH, dC, candidateMask, source, offset, count, units);
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

/** The mask of the candidate is 0 where there is none. */
function lstmBackwardStep(
  z: usize, cellsBefore: usize, cellOutputs: usize, dH: usize, dC: usize, mask: usize, source: usize,
  offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  for (let i = 0; i < count; i++) {
    if (mask == 0) {
      for (let u = 0; u < units; u += 4) lstmBackward4(z, cellsBefore, cellOutputs, dH, dC, 0, i, u, units, k);
    } else {
      const scale = scaleRow(mask, source, offset + i, units);
      for (let u = 0; u < units; u += 4) lstmBackward4(z, cellsBefore, cellOutputs, dH, dC, scale, i, u, units, k);
    }
  }
}

/** Four units of a row, or those that are left at its end. */
// @ts-ignore: decorator
@inline
function lstmBackward4(
  z: usize, cellsBefore: usize, cellOutputs: usize, dH: usize, dC: usize, scale: usize, i: i32, u: i32, units: i32, k: usize,
): void {
  const gateBytes = <usize>units << 2;
  const left = units - u;
  const inRow = <usize>u << 2;
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
  store4(g0, throughSigmoid(f32x4.mul(c, scaled(candidate, scale, inRow, left)), input, k), left);
  const before = cellsBefore == 0 ? constant(0) : load4(cellsBefore + at, left);
  store4(g1, throughSigmoid(f32x4.mul(c, before), forget, k), left);
  store4(g2, throughTanh(scaled(f32x4.mul(c, input), scale, inRow, left), candidate, k), left);
  store4(g3, throughSigmoid(f32x4.mul(h, cellOutput), output, k), left);
  store4(dC + at, f32x4.mul(c, forget), left);
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
