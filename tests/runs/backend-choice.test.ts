// The rule that chooses a backend, and what it goes by.

import { describe, expect, test } from 'vitest';
import type { Backend } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import {
  automaticBackend,
  chosenBackend,
  expectedBackend,
  heaviestRun,
  type Measurements,
  shapeOf,
} from '../../src/runs/backend-choice';

/** A number is a speed, a text the reason why there is none. */
const found = (speeds: Partial<Record<Backend, number | string>>): Measurements =>
  Object.fromEntries(
    Object.entries(speeds).map(([backend, speed]) => [
      backend,
      typeof speed === 'number' ? { kind: 'measured', tokensPerSecond: speed } : { kind: 'unavailable', reason: speed },
    ]),
  );

describe('left alone, the page takes', () => {
  test.each([
    ['wasm while nothing is known', {}, 'wasm'],
    ['wasm while wasm itself was not measured', { webgpu: 1e9 }, 'wasm'],
    ['wasm where a GPU is not quite twice as fast', { wasm: 100, cpu: 10, webgpu: 199, webgl: 150 }, 'wasm'],
    ['a GPU that is twice as fast', { wasm: 100, webgl: 200 }, 'webgl'],
    ['the fastest of several that are', { wasm: 100, webgpu: 250, webgl: 300 }, 'webgl'],
    ['webgpu of two that are as fast', { wasm: 100, webgpu: 300, webgl: 300 }, 'webgpu'],
    ['never cpu for its speed', { wasm: 100, cpu: 1000 }, 'wasm'],
    ['cpu without wasm', { wasm: 'no SIMD' }, 'cpu'],
    ['cpu without wasm, unless a GPU is twice as fast', { wasm: 'no SIMD', cpu: 10, webgpu: 19 }, 'cpu'],
    ['such a GPU', { wasm: 'no SIMD', cpu: 10, webgpu: 20 }, 'webgpu'],
    ['a GPU where nothing else works', { wasm: 'no SIMD', cpu: 'died', webgl: 1 }, 'webgl'],
    ['wasm where nothing works at all', { wasm: 'a', cpu: 'b', webgpu: 'c', webgl: 'd' }, 'wasm'],
  ] as const)('%s', (_, speeds, backend) => {
    expect(automaticBackend(found(speeds))).toBe(backend);
  });
});

test('an exact choice is left to the start, which says what it found; a GPU is named', () => {
  expect(chosenBackend({})).toBe('auto');
  expect(chosenBackend(found({ wasm: 'no SIMD' }))).toBe('auto');
  expect(chosenBackend(found({ wasm: 1, webgpu: 2 }))).toBe('webgpu');
});

test('a forced backend is expected to run unless it is known not to', () => {
  expect(expectedBackend('webgpu', {})).toBe('webgpu');
  expect(expectedBackend('webgpu', found({ webgpu: 'no adapter' }))).toBe('wasm');
  expect(expectedBackend('webgl', found({ webgl: 'lost', wasm: 'no SIMD' }))).toBe('cpu');
  expect(expectedBackend('auto', found({ wasm: 1, webgl: 2 }))).toBe('webgl');
});

describe('the shape', () => {
  const run = (change: Partial<typeof defaultRun>) => ({ ...defaultRun, ...change });
  const experiment = (shared: Partial<typeof defaultShared>, ...runs: Partial<typeof defaultRun>[]) => ({
    shared: { ...defaultShared, ...shared },
    runs: runs.map(run),
  });

  test('is that of the run with the most work, gates counted', () => {
    expect(heaviestRun({ runs: [run({ units: 40, cell: 'SimpleRNN' }), run({ units: 32 })] }).cell).toBe('LSTM');
    expect(heaviestRun({ runs: [run({ units: 100, cell: 'SimpleRNN' }), run({ units: 32 })] }).units).toBe(100);
    expect(heaviestRun({ runs: [run({ embeddingSize: 8 }), run({ embeddingSize: 64 })] }).embeddingSize).toBe(64);
  });

  test('changes with what speed depends on, and with nothing else', () => {
    const shape = shapeOf(experiment({}, {}));
    for (const other of [
      experiment({}, { units: 33 }),
      experiment({}, { cell: 'GRU' }),
      experiment({}, { embeddingSize: 16 }),
      experiment({ batchSize: 16 }, {}),
      experiment({ sequenceLength: 64 }, {}),
      experiment({ vocabularySize: 100 }, {}),
      experiment({ trainingSize: 20 }, {}),
    ]) {
      expect(shapeOf(other)).not.toBe(shape);
    }
    expect(shapeOf(experiment({ seed: 8, epochs: 3, corpus: 'chinese', trainingSize: 601 }, { kernelL2: 1 }))).toBe(
      shape,
    );
    expect(shapeOf(experiment({}, {}, { units: 8 }))).toBe(shape);
  });
});
