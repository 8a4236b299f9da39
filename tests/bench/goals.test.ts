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

test('a sweep is judged on two cores alone, by the medians', () => {
  const sweep = { cores: 2, alone: [1, 2, 9], swept: [40, 60, 70] };
  expect(goal(goalsOf({ parts: { sweep } }), 'sixty trainings')).toMatchObject({ measured: 30, limit: 31 });
  const many = goal(goalsOf({ parts: { sweep: { ...sweep, cores: 8 } } }), 'sixty trainings');
  expect(many).toMatchObject({ measured: undefined, missing: 'there were more cores, or fewer' });
});

test('of many curves each busy task counts, of many trainings what workers and page keep', () => {
  const drawn = { training: { over50Ms: 2 }, looking: { over50Ms: 0 } };
  const many = {
    samples: [
      { done: 100, workersBytes: 40e6, pageBytes: 10e6 },
      { done: 600, workersBytes: 46e6, pageBytes: 11e6 },
      { done: 1100, workersBytes: 41e6, pageBytes: 13e6 },
    ],
  };
  const goals = goalsOf({ parts: { drawn, many } });
  expect(goal(goals, 'main-thread tasks over 50 ms with 6 runs × 20 seeds drawn, while they train').measured).toBe(2);
  expect(goal(goals, 'main-thread tasks over 50 ms with 6 runs × 20 seeds drawn, while they are').measured).toBe(0);
  expect(goal(goals, 'largest live memory of the workers after a tenth of a thousand').measured).toBeCloseTo(1.15);
  expect(goal(goals, 'what the page keeps of each').measured).toBe(3);
});
