// What may differ from the plain cells: zoneout, a candidate's mask, relu, and the GRU that resets after its product.
// Apart, so that the plain cells ask for nothing in their loops. Each line and each order of summation is that of
// src/engine/kernels/cpu/rnn-forward.ts and rnn-backward.ts.

import { constant, constantsInMemory, load4, one, sigmoid4, store4, tanh4, throughSigmoid, throughTanh, unlessVanished } from './elementary';
import { gemmKept } from './gemm';
import { fillRows } from './matrix';
import { integerAt, rowAt } from './sequence';

/** values = share · before + (1 − share) · values, the share of each row by its token's place. */
export function zoneOut(values: usize, before: usize, shares: usize, source: usize, offset: i32, count: i32, units: i32): void {
  const k = constantsInMemory();
  for (let i = 0; i < count; i++) {
    const row = rowAt(values, i, units);
    const old = before == 0 ? <usize>0 : rowAt(before, i, units);
    const share = rowAt(shares, integerAt(source, offset + i), units);
    for (let u = 0; u < units; u += 4) {
      const at = <usize>u << 2;
      const left = units - u;
      const part = load4(share + at, left);
      const kept = f32x4.mul(part, old == 0 ? constant(0) : load4(old + at, left));
      store4(row + at, f32x4.add(kept, f32x4.mul(f32x4.sub(one(k), part), load4(row + at, left))), left);
    }
  }
}

/** Parts a gradient into what goes through the step and what passes it by. */
export function keepBack(gradient: usize, kept: usize, shares: usize, source: usize, offset: i32, count: i32, units: i32): void {
  const k = constantsInMemory();
  for (let i = 0; i < count; i++) {
    const share = rowAt(shares, integerAt(source, offset + i), units);
    for (let u = 0; u < units; u += 4) {
      const at = <usize>u << 2;
      const left = units - u;
      const part = load4(share + at, left);
      const whole = load4(rowAt(gradient, i, units) + at, left);
      store4(rowAt(kept, i, units) + at, unlessVanished(f32x4.mul(part, whole), k), left);
      store4(rowAt(gradient, i, units) + at, unlessVanished(f32x4.mul(f32x4.sub(one(k), part), whole), k), left);
    }
  }
}

/** h = max(z, 0) */
export function reluForwardStep(z: usize, h: usize, size: i32): void {
  for (let u = 0; u < size; u += 4) {
    const at = <usize>u << 2;
    const value = load4(z + at, size - u);
    store4(h + at, v128.andnot(value, f32x4.lt(value, constant(0))), size - u);
  }
}

/** z becomes the gradient of what was rectified: none where the value is 0. */
export function reluBackwardStep(z: usize, values: usize, dH: usize, size: i32): void {
  const k = constantsInMemory();
  for (let u = 0; u < size; u += 4) {
    const at = <usize>u << 2;
    const left = size - u;
    const h = unlessVanished(load4(dH + at, left), k);
    store4(z + at, v128.andnot(h, f32x4.eq(load4(values + at, left), constant(0))), left);
  }
}

/** A mask's row for a packed row; 0 where there is none. */
// @ts-ignore: decorator
@inline
export function scaleRow(mask: usize, source: usize, row: i32, units: i32): usize {
  return mask == 0 ? <usize>0 : rowAt(mask, integerAt(source, row), units);
}

/** Times four numbers of a mask's row; as it is where that row is a constant 0, which asks for nothing. */
// @ts-ignore: decorator
@inline
export function scaled(value: v128, scale: usize, at: usize, left: i32): v128 {
  return scale == 0 ? value : f32x4.mul(value, load4(scale + at, left));
}

/** h = z h₋₁ + (1 − z) h̃ · mask, with the candidate's gate still before its activation. */
export function gruScaledState(
  z: usize, before: usize, h: usize, mask: usize, source: usize, offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const gateBytes = <usize>units << 2;
  for (let i = 0; i < count; i++) {
    const scale = scaleRow(mask, source, offset + i, units);
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const at = (<usize>(i * units + u)) << 2;
      const g0 = z + ((<usize>(i * units * 3 + u)) << 2);
      const update = load4(g0, left);
      const candidate = tanh4(load4(g0 + 2 * gateBytes, left), k);
      store4(g0 + 2 * gateBytes, candidate, left);
      let state = f32x4.mul(f32x4.sub(one(k), update), scaled(candidate, scale, <usize>u << 2, left));
      if (before != 0) state = f32x4.add(f32x4.mul(update, load4(before + at, left)), state);
      store4(h + at, state, left);
    }
  }
}

/** The gradients of update gate and candidate before their activation; leaves in dH what flows on past both. */
export function gruScaledStateBackward(
  z: usize, before: usize, dH: usize, mask: usize, source: usize, offset: i32, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const gateBytes = <usize>units << 2;
  for (let i = 0; i < count; i++) {
    const scale = scaleRow(mask, source, offset + i, units);
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const inRow = <usize>u << 2;
      const at = (<usize>(i * units + u)) << 2;
      const g0 = z + ((<usize>(i * units * 3 + u)) << 2);
      const g2 = g0 + 2 * gateBytes;
      const update = load4(g0, left);
      const candidate = load4(g2, left);
      const h = unlessVanished(load4(dH + at, left), k);
      const stateBefore = before == 0 ? constant(0) : load4(before + at, left);
      const apart = f32x4.sub(stateBefore, scaled(candidate, scale, inRow, left));
      store4(g0, throughSigmoid(f32x4.mul(h, apart), update, k), left);
      const toCandidate = scaled(f32x4.mul(h, f32x4.sub(one(k), update)), scale, inRow, left);
      store4(g2, throughTanh(toCandidate, candidate, k), left);
      store4(dH + at, f32x4.mul(h, update), left);
    }
  }
}

/** The GRU's gates where it resets after the product; `products` keeps that of the candidate. `sums` has room for all. */
export function resetAfterGates(
  z: usize, p: usize, recurrentKernel: usize, packed: usize, recurrentBias: usize, products: usize, sums: usize,
  count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const width = 3 * units;
  const gateBytes = <usize>units << 2;
  fillRows(recurrentBias, sums, count, width);
  if (p != 0) gemmKept(p, units, packed, recurrentKernel, width, sums, width, count, width, units);
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const g0 = z + ((<usize>(i * width + u)) << 2);
      const s0 = sums + ((<usize>(i * width + u)) << 2);
      store4(g0, sigmoid4(f32x4.add(load4(g0, left), load4(s0, left)), k), left);
      const reset = sigmoid4(f32x4.add(load4(g0 + gateBytes, left), load4(s0 + gateBytes, left)), k);
      store4(g0 + gateBytes, reset, left);
      const product = load4(s0 + 2 * gateBytes, left);
      store4(products + ((<usize>(i * units + u)) << 2), product, left);
      const candidate = g0 + 2 * gateBytes;
      store4(candidate, f32x4.add(load4(candidate, left), f32x4.mul(reset, product)), left);
    }
  }
}

/** Leaves the gradient of the candidate's recurrent product in `products`, and in dP that of the recurrent input. */
export function resetAfterBackward(
  z: usize, recurrentTransposed: usize, packedGates: usize, packedCandidate: usize, products: usize, dP: usize,
  isFirst: bool, count: i32, units: i32,
): void {
  const k = constantsInMemory();
  const width = 3 * units;
  const gateBytes = <usize>units << 2;
  for (let i = 0; i < count; i++) {
    for (let u = 0; u < units; u += 4) {
      const left = units - u;
      const g1 = z + gateBytes + ((<usize>(i * width + u)) << 2);
      const product = products + ((<usize>(i * units + u)) << 2);
      const reset = load4(g1, left);
      const dCandidate = load4(g1 + gateBytes, left);
      store4(g1, throughSigmoid(f32x4.mul(dCandidate, load4(product, left)), reset, k), left);
      store4(product, unlessVanished(f32x4.mul(dCandidate, reset), k), left);
    }
  }
  memory.fill(dP, 0, <usize>(count * units) << 2);
  if (isFirst) return;
  const third = rowAt(recurrentTransposed, 2 * units, units);
  gemmKept(products, units, packedCandidate, third, units, dP, units, count, units, units);
  gemmKept(z, width, packedGates, recurrentTransposed, units, dP, units, count, units, 2 * units);
}
