// A whole sequence of SimpleRNN, LSTM or GRU, forward. What each line computes, and in which order it is summed, is
// written out in src/engine/kernels/cpu/rnn-forward.ts, which gives the same bits.

import { constantsInMemory, load4, one, sigmoid4, store4, tanh4 } from './elementary';
import { gemmKept, keep, keepNothing } from './gemm';
import { fillRows } from './matrix';
import { gateCount, LSTM, SIMPLE_RNN } from './rnn-cells';
import { gruScaledState, reluForwardStep, resetAfterGates, scaled, scaleRow, zoneOut } from './rnn-variants';
import { copyMasked, integerAt, pack, rowAt, unpack } from './sequence';

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
      lstmForwardStep(
        z, cellsBefore, rowAt(cells, offset, units), rowAt(extra, offset, units), h, candidateMask, source,
        offset, count, units,
      );
      if (zoneoutCell != 0) zoneOut(rowAt(cells, offset, units), cellsBefore, zoneoutCell, source, offset, count, units);
    } else if (cell == SIMPLE_RNN) {
      if (t > 0) gemmKept(p, units, packed, recurrentKernel, width, z, width, count, width, units);
      if (relu == 0) simpleForwardStep(z, h, count * units);
      else reluForwardStep(z, h, count * units);
      if (zoneoutState != 0) memory.copy(z, h, <usize>(count * units) << 2);
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

/** gates become input, forget, candidate and output gate; h = o · tanh c. The candidate's mask is 0 where there is none. */
function lstmForwardStep(
  z: usize, cellsBefore: usize, cells: usize, cellOutputs: usize, h: usize, mask: usize, source: usize,
  offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  for (let i = 0; i < count; i++) {
    const row = (<usize>(i * units)) << 2;
    const gates = z + (row << 2);
    const scale = scaleRow(mask, source, offset + i, units);
    let u = 0;
    if (scale == 0) {
      for (; u + 4 <= units; u += 4) {
        const at = row + (<usize>u << 2);
        lstmForward4(gates + (<usize>u << 2), cellsBefore, cells + at, cellOutputs + at, h + at, at, 0, units, 4, k);
      }
    }
    for (; u < units; u += 4) {
      const inRow = <usize>u << 2;
      const at = row + inRow;
      const own = scale == 0 ? <usize>0 : scale + inRow;
      lstmForward4(gates + inRow, cellsBefore, cells + at, cellOutputs + at, h + at, at, own, units, units - u, k);
    }
  }
}

/** Four units, or the `left` < 4 at a row's end: inlined with a 4, so that the many go without asking. */
// @ts-ignore: decorator
@inline
function lstmForward4(g0: usize, cellsBefore: usize, cell: usize, cellOutputs: usize, h: usize, at: usize, scale: usize, units: i32, left: i32, k: usize): void {
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
  let c = f32x4.mul(input, scaled(candidate, scale, 0, left));
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
