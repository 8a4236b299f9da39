// How far a sweep is, by epochs: trainings that halving has yet to choose are counted before anybody knows them.

import { expect, test } from 'vitest';
import { lossUntil } from '../../../cli/sweep/known';
import { epochsAt, plannedOf, pointsPerRung } from '../../../cli/sweep/planned';
import { createProgress } from '../../../cli/sweep/progress';
import { openLink } from '../../../src/experiment/link';

const plannedFor = (link: string) => plannedOf(openLink(link).experiment);

function started(link: string) {
  let nowMs = 0;
  const lines: string[] = [];
  const planned = plannedFor(link);
  const progress = createProgress({ planned, write: (text) => lines.push(text), isTerminal: false, now: () => nowMs });
  return { progress, planned, lines, pass: (ms: number) => (nowMs += ms) };
}

test('time left is that of the epochs left at the speed so far', () => {
  const { progress, lines, pass } = started('#v=1&e=10&seeds=2&r=lstm&sw=A,k2_0_1e-3');
  progress.stage(0, 4, [10, 10, 10, 10]);
  pass(5000);
  progress.trained(10);
  // 30 epochs at 2 a second.
  expect(lines).toEqual(['0 of 4 trainings\n', '1 of 4 trainings, about 15 s left\n']);
});

test('what was trained before counts as done and says nothing of the speed', () => {
  const { progress, lines, pass } = started('#v=1&e=10&seeds=2&r=lstm&sw=A,k2_0_1e-3');
  progress.stage(0, 4, [10, 10]);
  pass(200_000);
  progress.trained(10);
  expect(lines.at(-1)).toBe('3 of 4 trainings, about 4 min left\n');
});

test('epochs of trainings under way count', () => {
  const { progress, lines, pass } = started('#v=1&e=10&r=lstm&sw=A,k2_0_1e-3_1e-2');
  progress.stage(0, 3, [10, 10, 10]);
  for (let i = 0; i < 15; i++) progress.epoch();
  pass(30_000);
  progress.trained(10);
  // 15 of 30 epochs in 30 s.
  expect(lines.at(-1)).toBe('1 of 3 trainings, about 30 s left\n');
});

test('under halving all stages count', () => {
  const { progress, planned, lines, pass } = started('#v=1&e=9&r=lstm&sw=A,di_0_.1_.2_.3_.4_.5_.6_.7_.8,halve3');
  expect([planned.rungs, pointsPerRung(planned)]).toEqual([
    [1, 3, 9],
    [9, 3, 1],
  ]);
  progress.stage(0, 9, Array(9).fill(1));
  for (let i = 0; i < 9; i++) progress.trained(1);
  pass(9000);
  progress.stage(1, 3, [3, 3, 3]);
  // 3 × 3 + 1 × 9 epochs at one a second.
  expect(lines.at(-1)).toBe('9 of 13 trainings, about 18 s left\n');
});

test('where epochs are swept, each training ends at its own last one', () => {
  const planned = plannedFor('#v=1&e=9&r=lstm&sw=A,e=2_9_20,halve3');
  const untilRung = (rung: number) => planned.points.map(([training]) => epochsAt(training!, rung, planned));
  expect(planned.rungs).toEqual([3, 9]);
  expect([untilRung(0), untilRung(1)]).toEqual([
    [2, 3, 3],
    [2, 9, 20],
  ]);
});

test('a training that diverges after a rung has its loss there, and an infinite one from then on', () => {
  const known = {
    fingerprint: null,
    failure: { kind: 'diverged', epoch: 4, loss: 2000 },
    isFinished: false,
    validationLosses: [3, 1, 2],
  } as const;
  expect([1, 2, 3, 4, 9].map((epochs) => lossUntil(known, epochs))).toEqual([3, 1, 1, Infinity, Infinity]);
  const underWay = { fingerprint: null, isFinished: false, validationLosses: [3, 1, 2] };
  expect(lossUntil(underWay, 4)).toBeNull();
  // Early stopping ended it.
  expect([2, 4].map((epochs) => lossUntil({ ...underWay, isFinished: true }, epochs))).toEqual([1, 1]);
  expect(lossUntil(undefined, 1)).toBeNull();
});
