// How a run differs from run A.

import { describe, expect, test } from 'vitest';
import { changeOf, differences, subjectOf } from '../../src/experiment/difference';
import { dropoutPlaces, norms, roles } from '../../src/experiment/experiment';
import { defaultRun, type RunFieldId, runFields } from '../../src/experiment/run-fields';

describe('differences', () => {
  test('a run does not differ from itself, nor by its name', () => {
    expect(differences(defaultRun, { ...defaultRun, name: 'other' })).toEqual([]);
  });

  test('every other setting counts, in the order of the form', () => {
    const run = { ...defaultRun, outputDropout: 0.5, kernelL2: 1e-3, units: 64, cell: 'GRU' } as const;
    expect(differences(run, { ...defaultRun, kernelL2: 1e-2 })).toEqual([
      { id: 'cell', value: 'GRU', reference: 'LSTM' },
      { id: 'units', value: 64, reference: 32 },
      { id: 'kernelL2', value: 1e-3, reference: 1e-2 },
      { id: 'outputDropout', value: 0.5, reference: 0 },
    ]);
  });
});

test('every setting has a subject: a penalty for each role and norm, a dropout for each place, the rest of the network', () => {
  const subjects = (Object.keys(runFields) as RunFieldId[]).map(subjectOf);
  const count = (kind: string) => subjects.filter((subject) => subject.kind === kind).length;
  expect([count('penalty'), count('dropout')]).toEqual([roles.length * norms.length, dropoutPlaces.length]);
  expect(subjects.filter(({ kind }) => kind === 'network')).toContainEqual({ kind: 'network', id: 'readout' });
  expect(subjectOf('recurrentL1')).toEqual({ kind: 'penalty', role: 'recurrent', norm: 'L1' });
  expect(subjectOf('inputDropout')).toEqual({ kind: 'dropout', place: 'input' });
  expect(subjectOf('embeddingSize')).toEqual({ kind: 'network', id: 'embeddingSize' });
});

test('a regularizer is switched on or off, a size is changed', () => {
  const change = (id: RunFieldId, value: number, reference: number) => changeOf({ id, value, reference });
  expect(change('kernelL2', 1e-3, 0)).toBe('on');
  expect(change('kernelL2', 0, 1e-3)).toBe('off');
  expect(change('kernelL2', 1e-3, 1e-2)).toBe('changed');
  expect(change('units', 64, 32)).toBe('changed');
  expect(changeOf({ id: 'cell', value: 'GRU', reference: 'LSTM' })).toBe('changed');
});
