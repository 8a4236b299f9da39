// wasm against the cpu reference: the same bits, for every op, cell, size, direction and mask.

import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { bitsOf } from './numbers';
import { otherCases } from './parity-cases';
import { extremeRnnCases, rnnCases } from './parity-rnn-cases';

const backends = ['cpu', 'wasm'] as const;

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

test.each([...rnnCases, ...extremeRnnCases, ...otherCases])('$name', async ({ run }) => {
  const bits: string[][] = [];
  for (const backend of backends) {
    await startBackend(backend);
    bits.push(run().map((tensor: Tensor) => bitsOf(tensor)));
  }
  const [cpu, wasm] = bits;
  expect(cpu!.length).toBeGreaterThan(0);
  for (const [i, expected] of cpu!.entries()) expect(wasm![i] === expected, `output ${i} differs`).toBe(true);
});
