// A backend against the reference, for every op, cell, size, direction and mask.

import { beforeAll, expect, test } from 'vitest';
import type { Backend } from '../../src/experiment/experiment';
import { otherCases } from '../engine/parity-cases';
import { extremeRnnCases, rnnCases } from '../engine/parity-rnn-cases';
import { take, useBackend } from './backends';

/** How far a GPU may be from the reference, relative to the largest entry of an output. */
const tolerance = 2e-3;

/** The largest distance of two outputs as a share of the largest entry that was expected, NaN being far from all. */
function distance(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [scale, apart] = [1e-6, 0];
  for (const [i, value] of expected.entries()) {
    scale = Math.max(scale, Math.abs(value));
    const gap = Math.abs(actual[i]! - value);
    apart = Math.max(apart, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
  }
  return apart / scale;
}

export function testParity(backend: Backend): void {
  // wasm gives the bits of the cpu reference (tests/engine/parity.test.ts), some twenty-five times as fast.
  beforeAll(async () => {
    await useBackend('wasm');
    await useBackend(backend);
  });

  test.each([...rnnCases, ...extremeRnnCases, ...otherCases])('$name', async ({ run }) => {
    await useBackend('wasm');
    const expected = await take(run());
    await useBackend(backend);
    const actual = await take(run());
    expect(actual.length).toBe(expected.length);
    for (const [i, values] of expected.entries()) {
      expect(distance(actual[i]!, values), `output ${i}`).toBeLessThan(tolerance);
    }
  });
}
