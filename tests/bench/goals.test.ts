// Goals are judged by what was measured, against the strongest opponent, and never without a measurement.

import { expect, test } from 'vitest';
import { goalsOf, isMet } from '../../bench/goals.mjs';

const step = (id: string, cell: string, msPerStep: number, threads?: number) => ({ id, cell, msPerStep, threads });
const withCells = (...rows: object[]) => goalsOf({ parts: { cells: { rows } } });
const goal = (goals: ReturnType<typeof goalsOf>, start: string) =>
  goals.find(({ figure }) => figure.startsWith(start)) ?? expect.fail(`there is no goal ${start}`);

test('the fastest PyTorch counts, whatever its threads, and the one with the default BLAS beside it', () => {
  const goals = withCells(
    step('ours/wasm', 'LSTM', 2),
    step('pytorch/1', 'LSTM', 10, 1),
    step('pytorch/all', 'LSTM', 4, 2),
    step('pytorch/default', 'LSTM', 20, 1),
  );
  const fastest = goal(goals, 'LSTM: ours on wasm takes, of the fastest PyTorch');
  expect(fastest.figure).toMatch(/2 threads/);
  expect(fastest).toMatchObject({ measured: 0.5 });
  expect(isMet(fastest)).toBe(false);
  const plain = goal(goals, "LSTM: ours on wasm takes, of PyTorch's time with the reference BLAS");
  expect(plain).toMatchObject({ measured: 0.1 });
  expect(isMet(plain)).toBe(true);
});

test('a ratio compares the same cell on the same backend', () => {
  const goals = withCells(
    step('ours/webgl', 'LSTM', 10),
    step('ours/webgl', 'GRU', 1),
    step('tf.layers/webgl', 'LSTM', 250),
    step('tf.layers/webgpu', 'LSTM', 900),
  );
  expect(goal(goals, 'LSTM on webgl')).toMatchObject({ measured: 25, direction: 'at least', limit: 10 });
  expect(isMet(goal(goals, 'LSTM on webgl'))).toBe(true);
});

test('a goal without its measurement is neither met nor missed, and says why', () => {
  const goals = withCells(step('tf.layers/webgpu', 'GRU', 900), {
    id: 'ours/webgpu',
    cell: 'GRU',
    missing: 'no such kernel',
  });
  const missing = goal(goals, 'GRU on webgpu');
  expect(missing).toMatchObject({ measured: undefined, missing: 'no such kernel' });
  expect(isMet(missing)).toBeUndefined();
  expect(goal(goals, 'six runs')).toMatchObject({ measured: undefined, missing: 'not measured yet' });
});

test('a limit itself is within the limit', () => {
  expect(isMet({ measured: 300, direction: 'at most', limit: 300 })).toBe(true);
  expect(isMet({ measured: 300.1, direction: 'at most', limit: 300 })).toBe(false);
  expect(isMet({ measured: 10, direction: 'at least', limit: 10 })).toBe(true);
  expect(isMet({ measured: 9.9, direction: 'at least', limit: 10 })).toBe(false);
});

test('memory is judged by the most that is held, and by how much of it lives on', () => {
  const memory = {
    samples: [
      { heldBytes: 100e6 },
      { heldBytes: 120e6, liveBytes: 50e6 },
      { heldBytes: 390e6 },
      { heldBytes: 130e6, liveBytes: 60e6 },
    ],
  };
  const goals = goalsOf({ parts: { memory } });
  expect(goal(goals, 'memory that all workers')).toMatchObject({ measured: 390 });
  expect(goal(goals, 'largest live memory').measured).toBeCloseTo(1.2);
  expect(isMet(goal(goals, 'largest live memory'))).toBe(false);
});
