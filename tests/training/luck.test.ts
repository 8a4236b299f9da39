// The same settings against themselves: what is called a difference there is called so in error.

import { expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { drawsOf } from '../../src/experiment/seeds';
import { pairedDifference } from '../../src/runs/statistics';
import { bestEpoch } from '../../src/runs/summary';
import { trainWhole } from '../../src/training/whole-run';
import { reviews, shortShared, smallRun } from './dataset';

test('A against A, with other seeds, is called a difference in at most 3 of 40 sets of 5 seeds', async () => {
  await startBackend('wasm');
  const [sets, size] = [40, 5];
  const shared = { ...shortShared, seeds: 2 * sets * size };
  const dataset = await reviews(shared);
  const losses: number[] = [];
  for (const own of drawsOf(shared)) {
    const { results } = await trainWhole(dataset, own, smallRun);
    losses.push(bestEpoch(results)!.validation.loss);
  }
  const verdicts = Array.from({ length: sets }, (_, set) => {
    const at = 2 * set * size;
    return pairedDifference(losses.slice(at, at + size), losses.slice(at + size, at + 2 * size)).verdict;
  });
  expect(new Set(losses).size).toBe(losses.length);
  expect(verdicts.filter((verdict) => verdict !== 'noise').length).toBeLessThanOrEqual(3);
});
