// The network in symbols: every regularizer that does something in a run is marked somewhere in its lines.

import { expect, test } from 'vitest';
import { subjectOf } from '../../src/experiment/difference';
import { anyCells, type RunSettings } from '../../src/experiment/experiment';
import { applies } from '../../src/experiment/field';
import { defaultRun, type RunFormId, type RunRow, runFields } from '../../src/experiment/run-fields';
import { networkLines, targetOf } from '../../src/panels/runs/where-it-acts';

const rows = Object.entries(runFields) as [RunFormId, RunRow][];

const runs: RunSettings[] = anyCells.flatMap((cell) =>
  (['last', 'attention'] as const).map((readout) => ({ ...defaultRun, cell, readout, layers: 2 })),
);

test.each(runs)('$cell, $readout: what acts on it is there, and what does not is not', (run) => {
  const there = new Set(networkLines(run).flatMap((line) => line.flatMap(({ targets }) => targets)));
  for (const [id, row] of rows) {
    const target = targetOf(id);
    if (target !== null && subjectOf(id).kind !== 'network') expect(there.has(target), id).toBe(applies(row, run));
    else if (target !== null && applies(row, run)) expect(there.has(target), id).toBe(true);
  }
});

test('every penalty, dropout and constraint has a place', () => {
  const without = rows.filter(([id, { group }]) => group !== 'network' && group !== null && targetOf(id) === null);
  // What is said of all of them at once, and what acts on the training as a whole.
  const whole = ['learningRateFactor', 'patience', 'monitor', 'smallestGain', 'restoreBest'];
  expect(without.map(([id]) => id)).toEqual(['dropoutScale', 'exponent', 'l1Step', 'maxNorm', ...whole]);
});

test('a line reads as a formula', () => {
  const text = (run: RunSettings) => networkLines(run).map((line) => line.map((piece) => piece.text).join(''));
  expect(text({ ...defaultRun, cell: 'SimpleRNN' })).toEqual([
    'x = E[word] + noise',
    'h = tanh(W·x + U·h₋₁ + b)',
    'r = last h',
    'ŷ = softmax(V·r + b)',
    'loss = −y·ln ŷ',
  ]);
  expect(text({ ...defaultRun, cell: 'StackedCNN' })).toContain('r = relu(H·r + b)');
});
