// Progress counts all trainings, and says what is left of them.

import { expect, test } from 'vitest';
import { timeInWords } from '../../src/panels/progress-words';
import { progressOf } from '../../src/runs/progress';
import type { TrainingStatus } from '../../src/runs/store';
import { en } from '../../src/strings/en';
import { runState, withValidation } from './epochs';

/** A run that has trained so many epochs, of 10 ms each. */
const run = (id: 'A' | 'B' | 'C', epochs: number, status: TrainingStatus) =>
  runState(id, withValidation(...Array.from({ length: epochs }, () => 1)), { status });

test('nothing, preparing, running and resting are told apart', () => {
  const phase = (...runs: ReturnType<typeof run>[]) => progressOf(runs, 4).phase;
  expect(phase(run('A', 0, 'idle'), run('B', 0, 'idle'))).toBe('none');
  expect(phase(run('A', 0, 'starting'), run('B', 0, 'waiting'))).toBe('preparing');
  // A finished run's epochs are not those of the one that prepares again.
  expect(phase(run('A', 4, 'finished'), run('B', 0, 'starting'))).toBe('preparing');
  expect(phase(run('A', 1, 'training'), run('B', 0, 'waiting'))).toBe('running');
  expect(phase(run('A', 4, 'finished'), run('B', 2, 'stopped'))).toBe('resting');
  expect(phase(run('A', 0, 'failed'), run('B', 0, 'failed'))).toBe('failed');
});

test('epochs are told from the fewest to the most of those that are not over, and the share counts all', () => {
  const both = [run('A', 3, 'training'), run('B', 1, 'training')];
  expect(progressOf(both, 4)).toMatchObject({ least: 1, most: 3, ofEpochs: 4, share: 0.5, elapsedMs: 30 });
  const oneAgain = [run('A', 4, 'finished'), run('B', 1, 'training')];
  expect(progressOf(oneAgain, 4)).toMatchObject({ least: 1, most: 1, ofEpochs: 4, share: 0.625 });
});

test('a run finished before the epochs it was given has done all of its own', () => {
  expect(progressOf([run('A', 2, 'finished')], 4)).toMatchObject({ least: 2, most: 2, ofEpochs: 2, share: 1 });
  expect(progressOf([run('A', 2, 'stopped')], 4)).toMatchObject({ most: 2, ofEpochs: 4, share: 0.5 });
});

test('what is left is the longest training, or all of them over the workers that train', () => {
  // 10 ms an epoch: 1 and 3 epochs left, side by side.
  expect(progressOf([run('A', 3, 'training'), run('B', 1, 'training')], 4).leftMs).toBe(30);
  // 3, and 4 for who waits and is taken to be as fast, one after the other.
  expect(progressOf([run('A', 1, 'training'), run('B', 0, 'waiting')], 4).leftMs).toBe(70);
  expect(progressOf([run('A', 0, 'starting')], 4).leftMs).toBeNull();
  expect(progressOf([run('A', 4, 'finished')], 4).leftMs).toBeNull();
});

test('time left is rounded up, to seconds and then to minutes', () => {
  expect([1, 1001, 90_000, 90_001, 600_000].map((ms) => timeInWords(ms, en.bar))).toEqual([
    '1 s',
    '2 s',
    '90 s',
    '2 min',
    '10 min',
  ]);
});
