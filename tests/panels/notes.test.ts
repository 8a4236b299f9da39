// Notes are written only where they are true.

import { expect, test } from 'vitest';
import type { RunId } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { notesOf, seedsToOffer } from '../../src/panels/notes/derive';
import type { RunState, Training } from '../../src/runs/store';
import type { DataReport } from '../../src/training/protocol';
import { epochResult, runState, trainingState } from '../runs/epochs';

const experiment = { shared: defaultShared, runs: [defaultRun, defaultRun, defaultRun, defaultRun] };
const data = {
  labels: ['against', 'for'],
  validationTexts: 100,
  trainingLabels: [300, 300],
  validationLabels: [50, 50],
} as unknown as DataReport;
const lopsided = { ...data, trainingLabels: [100, 500], validationLabels: [20, 80] };

const run = (id: RunId, curve: [train: number, validation: number][], more: Parameters<typeof runState>[2] = {}) =>
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

test('every run that stands out is spoken of, and the best of all besides', () => {
  const ids = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
  const better = memorizing.map(([train, validation]): [number, number] => [train, validation - 0.1]);
  const runs = ids.map((id) => run(id, id === 'F' ? better : memorizing));
  const notes = notesOf({ shared: defaultShared, runs: ids.map(() => defaultRun) }, runs);
  expect(notes.map(({ kind, id }) => `${id} ${kind}`)).toEqual([...ids.map((id) => `${id} memorizes`), 'F best']);
});

test('a run whose train loss climbs again does not settle, whatever its validation loss does', () => {
  const diverging = [0.69, 0.6, 0.55, 0.8, 1.2, 1.6].map((loss): [number, number] => [loss, loss + 0.3]);
  // Smoothed: the lowest (0.69 + 0.6 + 0.55) / 3, the last (1.2 + 1.6 + 1.6) / 3.
  expect(notesOf(experiment, [run('A', diverging)])).toEqual([
    { kind: 'unsettled', id: 'A', lowest: expect.closeTo(1.84 / 3), last: expect.closeTo(4.4 / 3) },
  ]);
});

test('a gap is told of where nothing else is', () => {
  const apart = [0.68, 0.5, 0.3, 0.2, 0.15].map((loss): [number, number] => [loss, 0.62]);
  expect(notesOf(experiment, [run('A', apart)])).toEqual([{ kind: 'gap', id: 'A', gap: expect.closeTo(0.47) }]);
});

test('a run that has learned nothing has no smaller gap to tell of', () => {
  const flat: [number, number][] = Array.from({ length: 6 }, () => [0.69, 0.7]);
  const notes = notesOf(experiment, [run('A', memorizing), run('B', flat, { status: 'training' })]);
  expect(notes.map(({ kind }) => kind)).toEqual(['memorizes']);
});

test('guessing is what the shares of the labels allow, and an accuracy that is the majority’s is called that', () => {
  // The entropy of 1/6 and 5/6 is 0.4506.
  const results = Array.from({ length: 6 }, (_, index) =>
    epochResult(index + 1, { train: 0.4505, validation: 0.51, validationAccuracy: 0.8 }),
  );
  expect(notesOf(experiment, [runState('A', results, { data: lopsided })])).toEqual([
    { kind: 'learnsNothing', id: 'A', loss: 0.4505, penalized: false },
    { kind: 'majority', id: 'A', accuracy: 0.8, label: 'for', share: 0.8 },
  ]);
  // Two standard errors of 0.8 among 100 texts are 0.08.
  const learned = results.map((result) => ({ ...result, train: { loss: 0.3, accuracy: 0.9 } }));
  const withAccuracy = (accuracy: number) =>
    learned.map((result) => ({ ...result, validation: { loss: 0.35, accuracy } }));
  const kindsOf = (accuracy: number) =>
    notesOf(experiment, [runState('A', withAccuracy(accuracy), { data: lopsided })]).map(({ kind }) => kind);
  expect(kindsOf(0.87)).toEqual(['majority']);
  expect(kindsOf(0.89)).toEqual([]);
});

test('emptied weights are counted over kernel and recurrent kernel, as in the results table', () => {
  const results = Array.from({ length: 5 }, (_, index) => epochResult(index + 1, { nearZero: 0.6 }));
  expect(notesOf(experiment, [runState('A', results, { data })])).toContainEqual({
    kind: 'sparse',
    id: 'A',
    share: 0.6,
  });
});

const ofSeeds = (id: RunId, losses: readonly number[], more: Partial<Training> = {}): RunState => ({
  id,
  trainings: losses.map((validation, seed) =>
    trainingState(id, [epochResult(1, { validation })], { data, seed, ...more }),
  ),
  ghost: null,
  beyond: null,
});
const differences = (...runs: RunState[]) => notesOf(experiment, runs).filter(({ kind }) => kind === 'difference');

test('of three seeds and more a run is compared with the first, seed by seed', () => {
  const [a, b, c] = [
    [0.5, 0.6, 0.7],
    [0.4, 0.5, 0.6],
    [0.6, 0.55, 0.68],
  ] as const;
  expect(differences(ofSeeds('A', a), ofSeeds('B', b), ofSeeds('C', c))).toMatchObject([
    { id: 'B', reference: 'A', difference: expect.closeTo(-0.1), pairs: 3, verdict: 'lower' },
    { id: 'C', reference: 'A', pairs: 3, verdict: 'noise' },
  ]);
});

test('nothing is called a difference on two seeds, nor while one trains', () => {
  expect(differences(ofSeeds('A', [0.5, 0.6]), ofSeeds('B', [0.1, 0.1]))).toEqual([]);
  const training = ofSeeds('B', [0.1, 0.1, 0.1, 0.1]);
  const [first, ...rest] = training.trainings;
  const last = { ...training, trainings: [...rest, { ...first!, status: 'training' as const }] };
  expect(differences(ofSeeds('A', [0.5, 0.6, 0.7, 0.8]), last)).toEqual([]);
});

test('more seeds are offered where runs of one or two are finished', () => {
  const offered = (seeds: number, ...runs: RunState[]) =>
    seedsToOffer({ ...experiment, shared: { ...defaultShared, seeds } }, runs);
  const [a, b] = [ofSeeds('A', [0.5]), ofSeeds('B', [0.4])];
  expect(offered(1, a, b)).toBe(5);
  expect(offered(2, a, b)).toBe(5);
  expect(offered(3, a, b)).toBeNull();
  expect(offered(1, a)).toBeNull();
  expect(offered(1, a, ofSeeds('B', [0.4], { status: 'paused' }))).toBeNull();
});

test('with three seeds and more an accuracy is compared seed by seed', () => {
  const withAccuracies = (id: RunId, accuracies: readonly number[], validation: number): RunState => ({
    id,
    trainings: accuracies.map((validationAccuracy, seed) =>
      trainingState(
        id,
        Array.from({ length: 5 }, (_, index) => epochResult(index + 1, { train: 0.3, validation, validationAccuracy })),
        { data, seed },
      ),
    ),
    ghost: null,
    beyond: null,
  });
  const accuracyOf = (theirs: number[]) =>
    notesOf(experiment, [withAccuracies('A', [0.6, 0.62, 0.64], 1), withAccuracies('B', theirs, 0.5)]).find(
      ({ kind }) => kind === 'smallerGap',
    );
  // 0.05, 0.06, 0.05 more: of 100 texts each that is noise, of pairs it is none.
  expect(accuracyOf([0.65, 0.68, 0.69])).toMatchObject({ id: 'B', accuracy: 'better' });
  expect(accuracyOf([0.65, 0.6, 0.66])).toMatchObject({ id: 'B', accuracy: 'same' });
  expect(accuracyOf([0.55, 0.57, 0.58])).toMatchObject({ id: 'B', accuracy: 'worse' });
});
