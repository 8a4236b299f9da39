// Early stopping: the rule against cases worked out by hand, and what it does to a training.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { exactBackends, type RunSettings, type SharedSettings } from '../../src/experiment/experiment';
import type { Dataset } from '../../src/text/dataset';
import { createStopping } from '../../src/training/stopping';
import { trainWhole } from '../../src/training/whole-run';
import { fingerprintOf, reviews, shortShared, smallRun } from './dataset';
import { startHost } from './hosted';

const rule = { patience: 2, monitor: 'loss', smallestGain: 0, restoreBest: 'no' } as const;

/** The epochs that are kept up to the end, and the one that training ends with; null where it goes on. */
function follow(settings: Partial<Parameters<typeof createStopping>[0]>, values: readonly number[]) {
  const stopping = createStopping({ ...rule, ...settings });
  const kept: number[] = [];
  for (const [index, value] of values.entries()) {
    const { keeps, ends } = stopping.epochEnded(index + 1, { loss: value, accuracy: value });
    if (keeps) kept.push(index + 1);
    if (ends) return { end: index + 1, lastGain: stopping.lastGain(), kept: kept.at(-1) };
  }
  return { end: null, lastGain: stopping.lastGain(), kept: kept.at(-1) };
}

describe('the rule', () => {
  test.each([
    ['ends with the second epoch in a row without a gain', {}, [5, 4, 4.5, 4.2, 1], 4, 2],
    ['counts anew from each gain', {}, [5, 6, 4, 5, 3, 4, 4], 7, 5],
    ['takes an equal value for no gain', {}, [5, 5, 5], 3, 1],
    ['of patience 1 ends with the first epoch that is no better', { patience: 1 }, [5, 4, 4], 3, 2],
    ['goes on while there are gains', {}, [5, 4, 3, 2], null, 4],
    ['is off at patience 0', { patience: 0 }, [1, 2, 3, 4, 5], null, 1],
    // 0.75 + 0.25 is not below 1, and 0.625 + 0.25 is: a half and its powers are exact.
    ['wants more than the least gain', { smallestGain: 0.25 }, [1, 0.75, 0.625, 0.5, 0.5], 5, 3],
    // Each step is too small, and so is all of them together against the best.
    ['measures a gain from the best, not from the last', { smallestGain: 0.5 }, [1, 0.875, 0.75, 0.25], 3, 1],
    ['of accuracy wants more', { monitor: 'accuracy' }, [0.5, 0.75, 0.625, 0.75, 1], 4, 2],
    [
      'of accuracy has a least gain too',
      { monitor: 'accuracy', smallestGain: 0.25 },
      [0.25, 0.5, 0.625, 0.5, 0.5],
      5,
      3,
    ],
  ] as const)('%s', (_, settings, values, end, lastGain) => {
    const found = follow(settings, values);
    expect([found.end, found.lastGain]).toEqual([end, lastGain]);
  });

  test('keeps the last weights, or those of the last gain where the best are restored', () => {
    const losses = [5, 3, 4, 4];
    expect(follow({ restoreBest: 'no' }, losses).kept).toBe(4);
    expect(follow({ restoreBest: 'yes' }, losses).kept).toBe(2);
    expect(follow({ restoreBest: 'yes', patience: 0 }, losses).kept).toBe(4);
  });
});

describe('a training', () => {
  const shared: SharedSettings = { ...shortShared, epochs: 12, learningRate: 0.02 };
  let dataset: Dataset;

  beforeAll(async () => {
    await startBackend('cpu');
    dataset = await reviews(shared);
  });
  beforeEach(async () => {
    await startBackend('wasm');
  });

  async function finish(run: Partial<RunSettings>, all: Partial<SharedSettings> = {}) {
    const { results, outcome } = await trainWhole(dataset, { ...shared, ...all }, { ...smallRun, ...run });
    if (outcome.kind !== 'finished') throw new Error(`the run must finish, got ${outcome.kind}`);
    return { results, outcome };
  }

  /** Where the rule for losses ends a curve of these, by another way of counting. */
  function endOf(losses: readonly number[], patience: number) {
    const best = (until: number) => losses.indexOf(Math.min(...losses.slice(0, until))) + 1;
    const end = losses.findIndex((_, index) => index + 1 - best(index + 1) >= patience) + 1;
    return { end, best: best(end) };
  }

  test('that is stopped has the digits of the one that is not, up to there', async () => {
    const whole = await finish({});
    const { end, best } = endOf(
      whole.results.map(({ validation }) => validation.loss),
      2,
    );
    const { results, outcome } = await finish({ patience: 2 });
    expect(end).toBeGreaterThan(2);
    expect(end).toBeLessThan(12);
    expect(fingerprintOf(results)).toBe(fingerprintOf(whole.results.slice(0, end)));
    expect(results.map(({ isLast = false }) => isLast)).toEqual(results.map(({ epoch }) => epoch === end));
    expect(outcome).toMatchObject({ lastEpoch: end, bestEpoch: best, ending: { weightsEpoch: end, lastGain: best } });
    expect(whole.outcome.ending).toEqual({ weightsEpoch: 12, lastGain: null });
  });

  test('goes by the schedule of all the epochs asked for', async () => {
    const whole = await finish({}, { schedule: 'cosine' });
    const { results } = await finish({ patience: 1 }, { schedule: 'cosine' });
    expect(results.length).toBeLessThan(12);
    expect(fingerprintOf(results)).toBe(fingerprintOf(whole.results.slice(0, results.length)));
  });

  test('whose patience lasts to its last epoch was not stopped, and restores its best weights nevertheless', async () => {
    const { results, outcome } = await finish({ patience: 100, restoreBest: 'yes' });
    expect(results).toHaveLength(12);
    expect(outcome.ending).toEqual({ weightsEpoch: outcome.bestEpoch, lastGain: null });
    expect(outcome.bestEpoch).toBeLessThan(12);
  });

  test.each(exactBackends)('on %s restores exactly the weights and mistakes of its best epoch', async (backend) => {
    await startBackend(backend);
    const { results, outcome } = await finish({ patience: 2, restoreBest: 'yes' });
    const { weightsEpoch, lastGain } = outcome.ending;
    expect(weightsEpoch).toBe(lastGain);
    expect(weightsEpoch).toBe(results.length - 2);
    // The training that ends there by itself.
    const short = await finish({}, { epochs: weightsEpoch });
    expect(outcome.weights).toEqual(short.outcome.weights);
    expect(outcome.mistakes).toEqual(short.outcome.mistakes);
    const last = await finish({ patience: 2 });
    expect(last.outcome.weights).not.toEqual(short.outcome.weights);
  });
});

test('the worker tells how the training ended', async () => {
  const host = startHost();
  // At rate 0 nothing is ever gained.
  host.open(1, { epochs: 9, optimizer: 'sgd', learningRate: 0 }, { patience: 3, restoreBest: 'yes' });
  host.advance(1, Number.POSITIVE_INFINITY);
  const { ending } = await host.message('finished', 1);
  expect(ending).toEqual({ weightsEpoch: 1, lastGain: 1 });
  expect(host.types(1).filter((type) => type === 'epoch')).toHaveLength(4);
});
