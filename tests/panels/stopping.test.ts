// What the panels say and draw of runs that early stopping ended, and of how they would have gone on.

import { describe, expect, test } from 'vitest';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { domainOf } from '../../src/panels/curves/axes';
import { curvesOf } from '../../src/panels/curves/derive';
import { differenceCurve } from '../../src/panels/curves/differences';
import { readoutRows } from '../../src/panels/curves/readout';
import { withStops } from '../../src/panels/curves/stop-marks';
import { notesOf } from '../../src/panels/notes/derive';
import { stopped } from '../../src/panels/notes/stopped';
import { resultRow, shownColumns } from '../../src/panels/results/derive';
import type { RunState } from '../../src/runs/store';
import { describeRun } from '../../src/strings/describe-run';
import { en } from '../../src/strings/en';
import { zh } from '../../src/strings/zh';
import { runState, trainingState, withValidation } from '../runs/epochs';

const look = { smoothing: 0, withPenalty: false };
const losses = [0.75, 0.5, 0.625, 0.75];
const beyond = [withValidation(...losses, 0.875, 1)];
/** Stopped after epoch 4, two epochs after its best. */
const stop = runState('A', withValidation(...losses), { ending: { weightsEpoch: 4, lastGain: 2 } });
const restored = runState('A', withValidation(...losses), { ending: { weightsEpoch: 2, lastGain: 2 } });
const whole = runState('B', withValidation(...losses), { ending: { weightsEpoch: 4, lastGain: null } });

/** Two seeds, stopped after three epochs and five. */
const seeds: RunState = {
  id: 'A',
  trainings: [
    trainingState('A', withValidation(1, 0.5, 0.75), { ending: { weightsEpoch: 3, lastGain: 2 } }),
    trainingState('A', withValidation(1, 1, 0.25, 0.5, 0.75), { seed: 8, ending: { weightsEpoch: 5, lastGain: 3 } }),
  ],
  ghost: null,
  beyond: null,
};
const goingOn = [withValidation(1, 0.5, 0.75, 1.5, 1.75, 2), withValidation(1, 1, 0.25, 0.5, 0.75, 1)];

describe('a curve', () => {
  test('tells where it was stopped, and from there on how it goes without', () => {
    const [curve] = curvesOf({ ...stop, beyond }, 'loss', look);
    expect(curve).toMatchObject({ stops: [4], until: 4 });
    expect(curve!.points).toHaveLength(4);
    expect(curve!.beyond.map(({ epoch, validation }) => [epoch, validation])).toEqual([
      [4, 0.75],
      [5, 0.875],
      [6, 1],
    ]);
    expect(curvesOf(stop, 'loss', look)[0]!.beyond).toEqual([]);
    expect(curvesOf(whole, 'loss', look)[0]!.stops).toEqual([]);
  });

  test('has axes that hold what is beyond', () => {
    const axes = (run: RunState) => domainOf(curvesOf(run, 'loss', look), 'loss', { log: false, fromZero: true });
    expect(axes(stop).high).toBeLessThan(1);
    expect(axes({ ...stop, beyond }).high).toBeGreaterThanOrEqual(1);
  });

  test('of several seeds is theirs up to the first end, and its best epoch is of all of them', () => {
    const [curve] = curvesOf(seeds, 'loss', look);
    expect(curve).toMatchObject({ until: 3, stops: [3, 5] });
    // The means are 1, 0.75, 0.5; the second seed alone goes on with 0.5 and 0.75.
    expect(curve!.best).toMatchObject({ epoch: 3, validation: { loss: 0.5 } });
    expect(curve!.points.map(({ validation }) => validation)).toEqual([1, 0.75, 0.5, 0.5, 0.75]);
  });

  test('beyond is the mean of all seeds, as far as each is known', () => {
    const reach = (curves: typeof goingOn) =>
      curvesOf({ ...seeds, beyond: curves }, 'loss', look)[0]!.beyond.map(({ epoch, validation }) => [
        epoch,
        validation,
      ]);
    expect(reach(goingOn)).toEqual([
      [3, 0.5],
      [4, 1],
      [5, 1.25],
      [6, 1.5],
    ]);
    expect(reach([goingOn[0]!.slice(0, 4), goingOn[1]!])).toEqual([
      [3, 0.5],
      [4, 1],
    ]);
    expect(reach([[], goingOn[1]!])).toEqual([]);
  });

  test('of a difference knows from where on seeds are missing', () => {
    const other = { ...seeds, id: 'B' as const, trainings: seeds.trainings.map((each) => ({ ...each, ending: null })) };
    expect(differenceCurve(other, seeds, 'loss', look).until).toBe(3);
  });

  test('has its stop in the words that stand for its chart', () => {
    expect(withStops('loss.', curvesOf(stop, 'loss', look), en)).toBe('loss. Early stopping ended A after epoch 4.');
    expect(withStops('loss.', curvesOf(seeds, 'loss', look), en)).toBe(
      'loss. Early stopping ended trainings of A after epochs 3 to 5.',
    );
    expect(withStops('loss.', curvesOf(whole, 'loss', look), en)).toBe('loss.');
  });
});

describe('the readout', () => {
  test('past the stop has nothing, or what is beyond it and called that', () => {
    expect(readoutRows([stop], 5)).toEqual([]);
    expect(readoutRows([{ ...stop, beyond }], 5)).toMatchObject([{ validationLoss: 0.875, beyond: true, fewer: null }]);
    expect(readoutRows([{ ...stop, beyond }], 4)).toMatchObject([{ validationLoss: 0.75, beyond: false, fewer: null }]);
  });

  test('says of how many seeds a mean is where some have ended', () => {
    expect(readoutRows([seeds], 3)).toMatchObject([{ validationLoss: 0.5, fewer: null }]);
    expect(readoutRows([seeds], 4)).toMatchObject([{ validationLoss: 0.5, fewer: 1, beyond: false }]);
    expect(readoutRows([{ ...seeds, beyond: goingOn }], 4)).toMatchObject([
      { validationLoss: 1, fewer: null, beyond: true },
    ]);
  });
});

describe('the results', () => {
  test('have a column of epochs only where some training was stopped', () => {
    const shown = (...runs: RunState[]) => shownColumns(runs.map(resultRow)).map(({ id }) => id);
    expect(shown(whole)).not.toContain('epochs');
    expect(shown(whole, stop)).toContain('epochs');
    expect(resultRow(seeds).epochs).toBe(4);
  });

  test('are those of the network that the run has: of its best epoch where that is restored', () => {
    expect(resultRow(stop)).toMatchObject({ finalValidationLoss: 0.75, gap: 0.25, epochs: 4, elapsed: 40 });
    expect(resultRow(restored)).toMatchObject({ finalValidationLoss: 0.5, gap: 0, epochs: 4, elapsed: 40 });
  });
});

describe('the notes', () => {
  const ofSix = { shared: { ...defaultShared, epochs: 6 }, runs: [{ ...defaultRun, patience: 2 }] };
  const told = (run: RunState) => notesOf(ofSix, [run]).filter(({ kind }) => kind === 'stopped');

  test('say where a run was stopped, and that it has its best weights', () => {
    expect(told(stop)).toMatchObject([{ first: 4, last: 4, gain: 2, isRestored: false, saved: null }]);
    expect(told(restored)).toMatchObject([{ isRestored: true }]);
    expect(told(whole)).toEqual([]);
    expect(en.notes.stopped('A', 4, 2, true, null)).toBe(
      'A stopped after epoch 4: no gain since epoch 2, whose weights it has.',
    );
  });

  test('say what going on would have done to the network that there is, once it is known to the end', () => {
    expect(told({ ...stop, beyond })).toMatchObject([{ saved: { epochs: 2, from: 0.75, to: 1, missed: null } }]);
    expect(told({ ...restored, beyond })).toMatchObject([{ saved: { epochs: 2, from: 0.5, to: 1 } }]);
    expect(told({ ...stop, beyond: [beyond[0]!.slice(0, 5)] })).toMatchObject([{ saved: null }]);
    const saved = { epochs: 2, way: 'raised', from: '0.75', to: '1.00', missed: null } as const;
    expect(en.notes.stopped('A', 4, 2, false, saved)).toBe(
      'A stopped after epoch 4: no gain since epoch 2. That saved 2 epochs; going on would have raised the validation loss from 0.75 to 1.00.',
    );
    expect(zh.notes.stopped('A', 4, 2, false, saved)).toBe(
      'A 在第 4 轮后早停：自第 2 轮起没有改善。省下了 2 轮；继续训练的话，验证损失会从 0.75 升到 1.00。',
    );
  });

  test('say that the best was still to come, where patience ended too soon', () => {
    const tooSoon = { ...stop, beyond: [withValidation(...losses, 0.25, 0.5)] };
    const missed = { epoch: 5, loss: 0.25 };
    expect(told(tooSoon)).toMatchObject([{ saved: { epochs: 2, from: 0.75, to: 0.5, missed } }]);
    const saved = { epochs: 2, way: 'lowered', from: '0.75', to: '0.50', missed: { epoch: 5, loss: '0.25' } } as const;
    expect(en.notes.stopped('A', 4, 2, false, saved)).toContain(
      'lowered the validation loss from 0.75 to 0.50, and the lowest, 0.25, was still to come at epoch 5.',
    );
  });

  test('count the seeds that were stopped, and all the epochs that it saved', () => {
    expect(stopped({ ...seeds, beyond: goingOn }, 6)).toMatchObject({
      ...{ count: 2, of: 2, first: 3, last: 5 },
      // 3 + 1 epochs; (0.75 + 0.75) / 2 and (2 + 1) / 2.
      saved: { epochs: 4, from: 0.75, to: 1.5 },
    });
    const half = {
      ...seeds,
      trainings: [seeds.trainings[0]!, { ...seeds.trainings[1]!, status: 'training' as const }],
    };
    expect(stopped(half, 6)).toBeNull();
    expect(en.notes.stoppedSeeds('A', 2, 2, 3, 5, null)).toBe('All 2 seeds of A stopped early, after epochs 3 to 5.');
    expect(en.notes.stoppedSeeds('A', 1, 2, 3, 3, null)).toBe('1 of A’s 2 seeds stopped early, after epoch 3.');
  });
});

test('a run is told by its early stopping', () => {
  const runs = [defaultRun, { ...defaultRun, patience: 5, monitor: 'accuracy', restoreBest: 'yes' } as const];
  expect(describeRun(runs, 1, en)).toBe('patience 5, watches accuracy, restore best: yes');
  expect(describeRun([runs[1]!, runs[0]!], 1, en)).toBe('patience off');
});
