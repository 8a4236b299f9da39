// Forks: what a run was before it went on otherwise, and what becomes of that when it is changed.

import { expect, test } from 'vitest';
import type { RunSettings } from '../../src/experiment/experiment';
import { forkAt, forkEpochOf, patchRun, phasesOf } from '../../src/experiment/fork';
import { trainingKey } from '../../src/experiment/keys';
import { openLink } from '../../src/experiment/link';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';

const run: RunSettings = { ...defaultRun, units: 8, outputDropout: 0.3 };
const told = (forked: RunSettings) =>
  phasesOf(forked).map(({ lastEpoch, run: { kernelL2, outputDropout, units } }) => [
    lastEpoch,
    { kernelL2, outputDropout, units },
  ]);

test('a run that is no fork has one phase, itself', () => {
  expect(phasesOf(run)).toEqual([{ lastEpoch: Number.POSITIVE_INFINITY, run }]);
  expect(forkEpochOf(run)).toBeNull();
});

test('a fork is its run up to the epoch, and has what is changed from there on', () => {
  const fork = patchRun(forkAt(run, 10), { kernelL2: 1e-2 });
  expect(fork).toEqual({ ...run, kernelL2: 1e-2, fork: '10__k2_0' });
  expect(forkEpochOf(fork)).toBe(10);
  expect(phasesOf(fork)).toEqual([
    { lastEpoch: 10, run },
    { lastEpoch: Number.POSITIVE_INFINITY, run: { ...run, kernelL2: 1e-2 } },
  ]);
});

test('a change that is taken back leaves nothing; the network changes from the first epoch on', () => {
  const fork = patchRun(forkAt(run, 10), { kernelL2: 1e-2 });
  expect(patchRun(fork, { kernelL2: 0 }).fork).toBe('10');
  expect(told(patchRun(fork, { units: 16, outputDropout: 0 }))).toEqual([
    [10, { kernelL2: 0, outputDropout: 0.3, units: 16 }],
    [Number.POSITIVE_INFINITY, { kernelL2: 1e-2, outputDropout: 0, units: 16 }],
  ]);
});

test('a fork of a fork keeps the older one, and drops it where it goes on from before it', () => {
  const once = patchRun(forkAt(run, 10), { kernelL2: 1e-2 });
  const twice = patchRun(forkAt(once, 20), { outputDropout: 0 });
  expect(twice.fork).toBe('20__do_.3__10__k2_0');
  expect(told(twice)).toEqual([
    [10, { kernelL2: 0, outputDropout: 0.3, units: 8 }],
    [20, { kernelL2: 1e-2, outputDropout: 0.3, units: 8 }],
    [Number.POSITIVE_INFINITY, { kernelL2: 1e-2, outputDropout: 0, units: 8 }],
  ]);
  expect(forkAt(twice, 5)).toEqual({ ...run, fork: '5' });
  expect(forkAt(twice, 15)).toEqual({ ...run, kernelL2: 1e-2, fork: '15__10__k2_0' });
});

test('it is another training than its run, and than a fork from another epoch', () => {
  const forks = [run, forkAt(run, 10), forkAt(run, 11), patchRun(forkAt(run, 10), { kernelL2: 1e-2 })];
  expect(new Set(forks.map((each) => trainingKey(defaultShared, each))).size).toBe(4);
});

test.each(['10__u_9', 'k2_0', '10__k2_x', '10__k2_99', '10__20', '0', '10__k2_0__k2_0', '1e1', ' 10', '10__'])(
  'a link’s fork %j is left out, and that is said',
  (fork) => {
    const { experiment, problems } = openLink(`#r=lstm,fork_${fork},name_x`);
    expect(experiment.runs).toEqual([{ ...defaultRun, name: 'x' }]);
    expect(problems).toEqual([{ part: 'fork', run: 0, kind: 'broken', given: fork }]);
  },
);

test('what a sentence puts behind a link does not reach its fork', () => {
  expect(openLink('#r=lstm,fork_10__k2_1e-3).').experiment.runs[0]!.fork).toBe('10__k2_1e-3');
});
