// What of a run can be evaluated on the test texts, what kind of look that is, and what is reported of it.

import { describe, expect, test } from 'vitest';
import type { Experiment, SharedSettings } from '../../src/experiment/experiment';
import { trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { drawsOf, seedNumber } from '../../src/experiment/seeds';
import { defaultShared } from '../../src/experiment/shared-fields';
import {
  confusionRows,
  epochRange,
  formatCountOf,
  foundOf,
  lookAhead,
  reportOf,
  type Standing,
  standingOf,
  wasTested,
} from '../../src/panels/testing/derive';
import { isSeen, type Look } from '../../src/runs/look-memory';
import type { RunState, Training } from '../../src/runs/store';
import { resultKey, type TestedTraining, type TestRequest } from '../../src/runs/tester';
import { enTesting } from '../../src/strings/en-testing';
import { trainingState, withValidation } from '../runs/epochs';
import { fakeData, fakeTest } from '../runs/fake-worker';

const losses = [
  [0.6, 0.4, 0.5],
  [0.6, 0.5, 0.3],
] as const;

function finished(change: Partial<SharedSettings> = {}, state: Partial<Training> = {}): [Experiment, RunState] {
  const shared = { ...defaultShared, epochs: 3, ...change };
  const trainings = drawsOf(shared).map((own, place) =>
    trainingState('A', withValidation(...losses[place]!), {
      seed: seedNumber(own),
      key: trainingKey(own, defaultRun),
      backend: { backend: 'wasm' },
      data: { ...fakeData, testTexts: 40 },
      ...state,
    }),
  );
  return [
    { shared, runs: [defaultRun] },
    { id: 'A', trainings, ghost: null, beyond: null },
  ];
}

const ready = (change: Partial<SharedSettings> = {}, state: Partial<Training> = {}) => {
  const standing = standingOf(...finished(change, state));
  if (standing.kind !== 'ready') throw new Error(`must be ready, is ${standing.kind}`);
  return standing;
};

const lookOf = ({ testSets }: Standing & { kind: 'ready' }, requests: readonly TestRequest[]): Look => ({
  ...{ testSets, seen: requests.map(resultKey), run: 'A', name: 'plain', weights: 'final', at: 0 },
});

describe('a run', () => {
  test('can be evaluated with its last epoch or the one of its lowest validation loss, each seed its own', () => {
    const { requests, texts, testSets } = ready({ seeds: 2 });
    expect(requests.final.map(({ seed, epoch }) => [seed, epoch])).toEqual([
      [7, 3],
      [8, 3],
    ]);
    expect(requests.best.map(({ epoch }) => epoch)).toEqual([2, 3]);
    expect(epochRange(requests.best)).toEqual([2, 3]);
    expect([texts, testSets.length]).toEqual([40, 1]);
  });

  test('is trained again on what it ran on, whatever would be chosen now', () => {
    const { requests } = ready({}, { backend: { backend: 'cpu', insteadOf: { backend: 'wasm', reason: 'missing' } } });
    expect(requests.final[0]!.shared.backend).toBe('cpu');
  });

  test('cannot be evaluated while any seed trains, has failed, or is behind its settings', () => {
    for (const state of [
      { status: 'training' },
      { status: 'failed' },
      { status: 'stopped' },
      { key: 'old' },
    ] as const) {
      expect(standingOf(...finished({ seeds: 2 }, state))).toEqual({ kind: 'unfinished' });
    }
    const [experiment, run] = finished();
    const more = { ...experiment, shared: { ...experiment.shared, seeds: 2 } };
    expect(standingOf(more, run)).toEqual({ kind: 'unfinished' });
  });

  test('without test texts has nothing to look at', () => {
    expect(standingOf(...finished({}, { data: { ...fakeData, testTexts: 0 } }))).toEqual({ kind: 'empty' });
  });

  test('whose seeds move the data has a test set a seed', () => {
    const { texts, testSets } = ready({ seeds: 2, seedMoves: 'everything' });
    expect([texts, testSets.length]).toEqual([null, 2]);
  });
});

describe('a look', () => {
  test('is the first, until there was one; then the second with other weights or settings', () => {
    const standing = ready();
    const { testSets, requests } = standing;
    expect(lookAhead([], testSets, requests.final)).toEqual({ before: [], place: 1 });
    const looks = [lookOf(standing, requests.final)];
    expect(lookAhead(looks, testSets, requests.best)).toEqual({ before: looks, place: 2 });
    const changed = ready({ learningRate: 0.1, vocabularySize: 500, trainingSize: 100 });
    expect(lookAhead(looks, changed.testSets, changed.requests.final).place).toBe(2);
  });

  test('at what was seen is none, and leaves its mark on the run', () => {
    const standing = ready();
    const looks = [lookOf(standing, standing.requests.best)];
    expect(lookAhead(looks, standing.testSets, standing.requests.best).place).toBeNull();
    expect(wasTested(standing, looks)).toBe(true);
    expect(wasTested(standing, [])).toBe(false);
    expect(wasTested(ready({ learningRate: 0.1 }), looks)).toBe(false);
  });

  test('at final weights is one at the best ones where those are the same', () => {
    const { requests } = ready({ seeds: 2 });
    expect(isSeen([lookOf(ready(), [requests.final[1]!])], [resultKey(requests.best[1]!)])).toBe(true);
  });

  test('at another split is a first one', () => {
    const standing = ready();
    const other = ready({ seed: 99 });
    const looks = [lookOf(standing, standing.requests.final)];
    expect(lookAhead(looks, other.testSets, other.requests.final)).toEqual({ before: [], place: 1 });
  });

  test('is counted in words', () => {
    const { heading } = enTesting.warning;
    const places = [2, 3, 4, 11, 12, 13, 21, 22, 103, 112].map((place) => heading(place).match(/\d+(st|nd|rd|th)/)![0]);
    expect(places).toEqual(['2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '103rd', '112th']);
  });
});

const testedTraining = (change: Partial<TestedTraining> = {}): TestedTraining => ({
  ...fakeTest(3),
  seed: 7,
  validation: { loss: 0.4, accuracy: 0.8 },
  shown: null,
  isExact: true,
  ...change,
});

describe('what is reported', () => {
  test('of one training is its accuracy in Wilson’s interval, without a spread', () => {
    const { accuracy, interval, intervalOf } = reportOf([testedTraining({ accuracy: 0.8 })], 1);
    expect(accuracy).toEqual({ mean: 0.8, deviation: null });
    // Eight of ten, as printed.
    expect(interval).toEqual({ low: expect.closeTo(0.4901625, 6), high: expect.closeTo(0.9433178, 6) });
    expect(intervalOf).toBe('one');
  });

  test('of seeds that read the same ten texts is an interval of ten texts, not of twenty', () => {
    const trainings = [testedTraining({ accuracy: 0.7, loss: 0.4 }), testedTraining({ accuracy: 0.9, loss: 0.6 })];
    const { accuracy, loss, interval, intervalOf } = reportOf(trainings, 1);
    // Deviation of 0.7 and 0.9: √(2 · 0.1²) = 0.1414.
    expect(accuracy).toEqual({ mean: expect.closeTo(0.8), deviation: expect.closeTo(0.1 * Math.SQRT2) });
    expect(loss.mean).toBeCloseTo(0.5);
    expect(interval!.low).toBeCloseTo(0.4901625, 6);
    expect(intervalOf).toBe('sameTexts');
  });

  test('of seeds with test sets of their own has no interval of the mean', () => {
    expect(reportOf([testedTraining(), testedTraining()], 2)).toMatchObject({ interval: null, intervalOf: 'ownTexts' });
  });

  test('is there once all that is asked for is', () => {
    const { requests } = ready({ seeds: 2 });
    const [one, other] = requests.final.map(resultKey) as [string, string];
    expect(foundOf(requests.final, new Map([[one, testedTraining()]]))).toBeNull();
    const tested = new Map([other, one].map((key, seed) => [key, testedTraining({ seed })]));
    expect(foundOf(requests.final, tested)!.map(({ seed }) => seed)).toEqual([1, 0]);
  });
});

describe('the confusion', () => {
  test('has shares by row, the right ones on its diagonal', () => {
    expect(confusionRows([testedTraining()], ['bad', 'good'])).toEqual([
      {
        label: 'bad',
        right: 0.8,
        cells: [
          { count: 4, share: 0.8, isRight: true },
          { count: 1, share: 0.2, isRight: false },
        ],
      },
      {
        label: 'good',
        right: 0.6,
        cells: [
          { count: 2, share: 0.4, isRight: false },
          { count: 3, share: 0.6, isRight: true },
        ],
      },
    ]);
  });

  test('of several trainings is the mean of their counts', () => {
    const other = testedTraining({
      confusion: [
        [5, 0],
        [1, 4],
      ],
    });
    const [bad, good] = confusionRows([testedTraining(), other], ['bad', 'good']);
    expect(bad!.cells.map(({ count }) => count)).toEqual([4.5, 0.5]);
    expect(good!.right).toBe(0.7);
  });

  test('of a label without test texts has no share', () => {
    const [bad] = confusionRows(
      [
        testedTraining({
          confusion: [
            [0, 0],
            [2, 3],
          ],
        }),
      ],
      ['bad', 'good'],
    );
    expect(bad!.right).toBeNull();
    expect(bad!.cells.map(({ share }) => share)).toEqual([0, 0]);
  });

  test('has whole counts for one training, a decimal for a mean, and never 0.0 for what is not 0', () => {
    expect([formatCountOf(3, 1), formatCountOf(3, 2), formatCountOf(0, 2), formatCountOf(1 / 30, 30)]).toEqual([
      '3',
      '3.0',
      '0',
      '<0.1',
    ]);
  });
});
