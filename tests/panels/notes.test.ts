// Notes are written only where they are true.

import { expect, test } from 'vitest';
import { defaultRun, defaultShared } from '../../src/experiment/fields';
import { notesOf } from '../../src/panels/notes/derive';
import type { DataReport } from '../../src/training/protocol';
import { epochResult, runState } from '../runs/epochs';

const experiment = { shared: defaultShared, runs: [defaultRun, defaultRun, defaultRun, defaultRun] };
const data = { labels: ['against', 'for'], validationTexts: 100 } as unknown as DataReport;

const run = (
  id: 'A' | 'B' | 'C',
  curve: [train: number, validation: number][],
  more: Parameters<typeof runState>[2] = {},
) =>
  runState(
    id,
    curve.map(([train, validation], index) => epochResult(index + 1, { train, validation })),
    { data, ...more },
  );

const memorizing: [number, number][] = [
  [0.6, 0.6],
  [0.3, 0.7],
  [0.04, 0.9],
  [0.02, 1.1],
  [0.01, 1.2],
];

test('a run that drives its train loss to nothing while validation loss doubles memorizes', () => {
  expect(notesOf(experiment, [run('A', memorizing)])).toEqual([
    { kind: 'memorizes', id: 'A', trainLoss: 0.04, epoch: 3, growth: expect.closeTo(1) },
  ]);
});

test('nothing is said of fewer than five epochs, nor of a failed run', () => {
  expect(notesOf(experiment, [run('A', memorizing.slice(0, 4))])).toEqual([]);
  expect(notesOf(experiment, [run('A', memorizing, { status: 'failed' })])).toEqual([]);
});

test('nothing is said of a run that learns and does not overfit', () => {
  const healthy: [number, number][] = [0.68, 0.6, 0.55, 0.5, 0.48].map((loss) => [loss, loss + 0.02]);
  expect(notesOf(experiment, [run('A', healthy)])).toEqual([]);
});

test('a smaller gap is told against run A, with accuracy the same within noise', () => {
  const held: [number, number][] = memorizing.map(([train]) => [train + 0.05, 0.6]);
  const notes = notesOf(experiment, [run('A', memorizing), run('B', held)]);
  expect(notes).toContainEqual({
    kind: 'smallerGap',
    id: 'B',
    reference: 'A',
    share: expect.closeTo(0.54 / 1.19),
    accuracy: 'same',
  });
});

test('a run that stays at the loss of guessing learns nothing, and a penalty is blamed only if there is one', () => {
  const flat: [number, number][] = Array.from({ length: 6 }, () => [0.69, 0.69]);
  expect(notesOf(experiment, [run('A', flat)])).toEqual([
    { kind: 'learnsNothing', id: 'A', loss: 0.69, penalized: false },
  ]);
  const penalized = { ...experiment, runs: [{ ...defaultRun, kernelL2: 10 }] };
  expect(notesOf(penalized, [run('A', flat)])[0]).toMatchObject({ penalized: true });
});

test('wrong labels are learned where more texts are right than are labelled right', () => {
  const noisy = { ...experiment, shared: { ...defaultShared, labelNoise: 0.2 } };
  const results = memorizing.map(([train, validation], index) =>
    epochResult(index + 1, { train, validation, trainAccuracy: 0.99 }),
  );
  expect(notesOf(noisy, [runState('A', results, { data })])[0]).toEqual({
    kind: 'learnsWrongLabels',
    id: 'A',
    accuracy: 0.99,
    noise: 0.2,
  });
});

test('there are never more than three notes', () => {
  const runs = (['A', 'B', 'C'] as const).flatMap((id) => [run(id, memorizing)]);
  expect(notesOf(experiment, runs).length).toBeLessThanOrEqual(3);
});
