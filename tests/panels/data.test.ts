// What the data panel draws, apart from drawing it.

import { expect, test } from 'vitest';
import type { Experiment } from '../../src/experiment/experiment';
import { datasetKey, trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { mistakesKey, mistakesOf, piecesOf } from '../../src/panels/data/derive';
import { barsPath, histogramScale, sharesOf, stepsPath } from '../../src/panels/data/histogram';
import { createView, toggleArea } from '../../src/panels/view';
import { runState } from '../runs/epochs';

const experiment: Experiment = { shared: defaultShared, runs: [defaultRun, { ...defaultRun, kernelL2: 0.1 }] };
const mistakes = { training: Uint32Array.of(3), validation: Uint32Array.of(1, 2) };
const keyOf = (index: 0 | 1, seed = defaultShared.seed) =>
  trainingKey({ ...defaultShared, seed }, experiment.runs[index]!);
const run = (index: 0 | 1, more: Parameters<typeof runState>[2] = {}) =>
  runState(index === 0 ? 'A' : 'B', [], { key: keyOf(index), mistakes, ...more });

test('only runs that have finished on this very data mark texts', () => {
  expect(mistakesOf([run(0), run(1, { mistakes: null })], experiment)).toEqual([{ id: 'A', ...mistakes }]);
  expect(mistakesOf([run(0, { key: 'of other settings' }), run(1)], experiment)).toEqual([{ id: 'B', ...mistakes }]);
  // Another seed deals the texts anew.
  expect(mistakesOf([run(0, { key: keyOf(0, 8) }), run(1)], experiment)).toEqual([{ id: 'B', ...mistakes }]);
  const runs = [run(0), run(1)];
  expect(mistakesKey(runs, mistakesOf(runs, experiment))).not.toBe(mistakesKey(runs, []));
});

test('what a run does with the data does not make it other data', () => {
  expect(datasetKey({ ...defaultShared, epochs: 3, learningRate: 1, backend: 'cpu' })).toBe(datasetKey(defaultShared));
  expect(datasetKey({ ...defaultShared, sequenceLength: 3 })).not.toBe(datasetKey(defaultShared));
});

test('a text is cut where the search is found, in whatever case', () => {
  expect(piecesOf('Not bad, not good', 'not').map(({ text, found }) => (found ? `[${text}]` : text))).toEqual([
    '[Not]',
    ' bad, ',
    '[not]',
    ' good',
  ]);
  expect(piecesOf('<b>bold</b>', '')).toEqual([{ text: '<b>bold</b>', found: false }]);
  // Lower-cased, İ is two units long.
  expect(piecesOf('İyi film', 'film')).toEqual([{ text: 'İyi film', found: false }]);
});

const lengths = { binWidth: 10, training: [0, 3, 1], validation: [1, 1, 0], longest: 29 };

test('the histogram compares shares, not counts', () => {
  expect(sharesOf([0, 3, 1])).toEqual([0, 0.75, 0.25]);
  const scale = histogramScale(lengths, 20, 300, 100);
  expect(scale.most).toBe(30);
  expect(scale.x(20)).toBe(200);
  // The highest share of both parts reaches up to the headroom.
  expect(scale.y(0.75)).toBe(16);
  expect(barsPath(lengths.training, scale)).toBe('M100 83V16H199V83ZM200 83V60.7H299V83Z');
  expect(stepsPath(lengths.validation, scale)).toBe('M0 83V38.3H100V38.3H200V83H300V83');
});

test('the sequence length is in sight unless it is far beyond the longest text', () => {
  expect(histogramScale(lengths, 32, 300, 100).most).toBe(42);
  expect(histogramScale(lengths, 400, 300, 100).most).toBe(45);
  expect(histogramScale(lengths, 400, 300, 100).readFlips).toBe(true);
});

test('data and sweep take the place of the curves and of their crosshair, and of each other', () => {
  const view = createView();
  view.setState({ hover: { epoch: 1, x: 0, y: 0 } });
  view.setState(toggleArea(view.getState(), 'data'));
  expect(view.getState()).toMatchObject({ area: 'data', hover: null });
  view.setState(toggleArea(view.getState(), 'sweep'));
  expect(view.getState().area).toBe('sweep');
  view.setState(toggleArea(view.getState(), 'sweep'));
  expect(view.getState().area).toBe('curves');
});
