// The runs table and its edits, keys and words.

import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/experiment/difference';
import { anyCells, type RunSettings, runIdsOf } from '../../src/experiment/experiment';
import { type LinkProblem, openLink, printLink } from '../../src/experiment/link';
import { defaultRun, runFields } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { addRun, changeAllRuns, changeRun, duplicateRun, removeRun } from '../../src/panels/edits';
import { messagesOf } from '../../src/panels/messages/derive';
import { bestValues, columns, resultRow } from '../../src/panels/results/derive';
import { nextCell } from '../../src/panels/runs/grid-keys';
import { settingRows } from '../../src/panels/runs/rows';
import { sharedRows, sharedRowsCalled } from '../../src/panels/shared-settings/rows';
import { createView, isVisible, toggleRun, withoutRun } from '../../src/panels/view';
import { activityOf } from '../../src/runs/activity';
import type { RunState } from '../../src/runs/store';
import { describeRun, nameOfRun } from '../../src/strings/describe-run';
import { en } from '../../src/strings/en';
import { problemSentence } from '../../src/strings/problem-sentence';
import { writtenNumber } from '../../src/strings/written-number';
import { zh } from '../../src/strings/zh';
import { epochResult, runState, withValidation } from '../runs/epochs';
import { fakeData } from '../runs/fake-worker';

const experiment = { shared: defaultShared, runs: [defaultRun, { ...defaultRun, kernelL2: 0.01, name: 'mine' }] };

const ids = (runs: readonly RunSettings[], shown: Parameters<typeof settingRows>[1]) =>
  settingRows(runs, shown).map(({ id }) => id);

describe('the table of runs', () => {
  test('unfolded, holds every setting that does something in some run, once', () => {
    const every = anyCells.map((cell) => ({ ...defaultRun, cell, layers: 2, readout: 'attention' as const }));
    const inUse = {
      ...defaultRun,
      embeddingDropout: 0.2,
      kernelL1: 1,
      kernelLp: 1,
      kernelConstraint: 'maxNorm' as const,
      patience: 1,
    };
    const shown = ids([...every, inUse], 'all');
    expect([...shown, 'name', 'letter', 'fork'].sort()).toEqual(Object.keys(runFields).sort());
    expect(new Set(shown).size).toBe(shown.length);
    expect(ids([{ ...defaultRun, cell: 'TextCNN' }], 'all')).not.toContain('units');
    expect(ids([{ ...defaultRun, cell: 'TextCNN' }, defaultRun], 'all')).toContain('units');
  });

  test('shows L1 and L2 on both kernels, and of what is folded away that which some run uses', () => {
    const penalties = ids([defaultRun], 'used').filter((id) => subjectOf(id).kind === 'penalty');
    expect(penalties).toEqual(['kernelL1', 'kernelL2', 'recurrentL1', 'recurrentL2']);
    const used = [defaultRun, { ...defaultRun, biasL1: 0.2, kernelL3: 1, layers: 2, convolutionL2: 1 }];
    const added = ids(used, 'used').filter((id) => !ids([defaultRun], 'used').includes(id));
    // The penalty on convolutions that it has not does nothing.
    expect(added).toEqual(['layers', 'kernelL3', 'biasL1']);
  });

  test.each([
    ['weight_decay', ['kernelL2', 'recurrentL2']],
    ['kernel_regularizer', ['kernelL1', 'recurrentL1']],
    ['nn.Dropout', ['embeddingDropout', 'inputDropout', 'outputDropout']],
    ['recurrent_dropout', ['recurrentDropout']],
    ['Bidirectional', ['direction']],
    ['num_layers', ['layers']],
    ['hidden_size', ['units']],
    ['label smoothing', ['labelSmoothing']],
    ['标签平滑', ['labelSmoothing']],
    ['Kim 2014', ['cell', 'windowWidths']],
    ['activity_regularizer', ['activity']],
    ['max norm', ['maxNorm', 'kernelConstraint']],
    ['dr', ['recurrentDropout']],
  ])('searched for %s, shows %j, whatever the runs are', (query, expected) => {
    expect(ids([{ ...defaultRun, cell: 'BagOfEmbeddings' }], { called: query })).toEqual(
      expect.arrayContaining(expected),
    );
  });

  test.each([
    ['weight_decay', 'weightDecay'],
    ['global_clipnorm', 'clipNorm'],
    ['lr', 'learningRate'],
    ['ReduceLROnPlateau', 'schedule'],
    ['学习率', 'learningRate'],
    ['validation_split', 'validationShare'],
  ] as const)('the settings of all runs are found too: %s', (query, expected) => {
    expect(sharedRowsCalled(query)).toContain(expected);
  });

  test('finds nothing for what is no name, and few for one that is exact', () => {
    expect(ids([defaultRun], { called: 'xyzzy' })).toEqual([]);
    expect(sharedRowsCalled('xyzzy')).toEqual([]);
    expect(ids([defaultRun], { called: 'label_smoothing' })).toEqual(['labelSmoothing']);
  });
});

test('runs are changed, added, copied and removed without touching the others', () => {
  expect(changeRun(1, { units: 8 })(experiment).runs.map((run) => run.units)).toEqual([32, 8]);
  expect(changeAllRuns({ units: 8 })(experiment).runs.map((run) => run.units)).toEqual([8, 8]);
  expect(addRun(experiment).runs[2]).toEqual(defaultRun);
  expect(duplicateRun(1)(experiment).runs[2]).toMatchObject({ kernelL2: 0.01, name: '' });
  expect(removeRun(1)(experiment).runs).toEqual([experiment.runs[0]]);
});

test('the runs that stay keep letter and colour when one before them is removed, and a new run takes the free letter', () => {
  const three = { ...experiment, runs: [defaultRun, { ...defaultRun, units: 8 }, { ...defaultRun, units: 9 }] };
  const left = removeRun(0)(three);
  expect(left.runs.map(({ letter, units }) => [letter, units])).toEqual([
    ['B', 8],
    ['C', 9],
  ]);
  expect(runIdsOf(left.runs)).toEqual(['B', 'C']);
  expect(runIdsOf(addRun(left).runs)).toEqual(['B', 'C', 'A']);
  expect(runIdsOf(removeRun(1)(addRun(left)).runs)).toEqual(['B', 'A']);
  expect(openLink(printLink(left)).experiment).toEqual(left);
  expect(printLink(left)).toContain('r=lstm,u8,as_B&r=lstm,u9,as_C');
  expect(describeRun(left.runs, 1, en)).toBe('9 units');
});

test('letters are never alike, whatever a link says', () => {
  const letters = (...own: ('' | 'A' | 'B' | 'C')[]) => runIdsOf(own.map((letter) => ({ letter })));
  expect(letters('', '', '')).toEqual(['A', 'B', 'C']);
  expect(letters('B', 'B', 'B')).toEqual(['B', 'A', 'C']);
  expect(letters('', 'A', '')).toEqual(['B', 'A', 'C']);
});

test('there are never more than six runs and never none', () => {
  const six = { ...experiment, runs: Array.from({ length: 6 }, () => defaultRun) };
  expect(addRun(six)).toBe(six);
  expect(duplicateRun(0)(six)).toBe(six);
  const one = { ...experiment, runs: [defaultRun] };
  expect(removeRun(0)(one)).toBe(one);
});

describe('a run is described in one line', () => {
  const describeB = (changes: object, language = en) =>
    describeRun([defaultRun, { ...defaultRun, ...changes }], 1, language);

  test('by its difference from A', () => {
    expect(describeB({ kernelL2: 0.01, recurrentL2: 0.01 })).toBe('L2 1e-2 on both kernels');
    expect(describeB({ kernelL2: 0.01, recurrentL1: 0.002 })).toBe('L1 2e-3 on recurrent kernel, L2 1e-2 on kernel');
    expect(describeB({ cell: 'GRU', units: 64 })).toBe('GRU, 64 units');
    expect(describeB({ embeddingDropout: 0.5, outputDropout: 0.3 })).toBe('dropout words 0.5, output 0.3');
    expect(describeB({})).toBe('same as A');
    expect(describeB({ kernelL2: 0.01 }, zh)).toContain('L2');
  });

  test('what A has and it has not is said', () => {
    const runs = [{ ...defaultRun, kernelL2: 0.01, inputDropout: 0.2 }, defaultRun];
    expect(describeRun(runs, 1, en)).toBe('no L2 on kernel, no dropout');
  });

  test('A by its regularizers, and any run by the name it was given', () => {
    expect(describeRun([defaultRun], 0, en)).toBe('no regularization');
    expect(nameOfRun(experiment.runs, 1, en)).toBe('mine');
  });
});

test('arrow keys stay within the table', () => {
  expect(nextCell('ArrowRight', [0, 0], 3, 2)).toEqual([0, 1]);
  expect(nextCell('ArrowRight', [0, 1], 3, 2)).toBeNull();
  // To the setting's name.
  expect(nextCell('ArrowLeft', [0, 0], 3, 2)).toEqual([0, -1]);
  expect(nextCell('ArrowLeft', [0, -1], 3, 2)).toBeNull();
  expect(nextCell('ArrowUp', [0, 1], 3, 2)).toBeNull();
  expect(nextCell('End', [2, 0], 3, 2)).toEqual([2, 1]);
  expect(nextCell('x', [0, 0], 3, 2)).toBeNull();
});

test('a hidden run stays hidden when an earlier one is removed', () => {
  const view = { ...createView().getState(), hidden: ['C'] as const, solo: null };
  expect(withoutRun(view, 'A')).toMatchObject({ hidden: ['C'] });
  expect(withoutRun(view, 'C')).toMatchObject({ hidden: [] });
});

test('asking for another run ends a solo and shows it', () => {
  const view = { ...createView().getState(), hidden: ['B'] as const, solo: 'A' as const };
  const next = { ...view, ...toggleRun(view, 'B') };
  expect(isVisible(next, 'A')).toBe(true);
  expect(isVisible(next, 'B')).toBe(true);
});

const rowOf = (run: RunState) => resultRow(run);

test('the results row takes the best of all epochs and the last of the rest', () => {
  const results = [
    epochResult(1, { train: 0.5, validation: 0.4, validationAccuracy: 0.8 }),
    epochResult(2, { train: 0.1, validation: 0.9, validationAccuracy: 0.7, penalty: 0.3 }),
  ];
  expect(rowOf(runState('A', results))).toMatchObject({
    bestValidationLoss: 0.4,
    bestEpoch: 1,
    finalValidationLoss: 0.9,
    trainLoss: 0.1,
    gap: 0.8,
    penalty: 0.3,
    bestValidationAccuracy: 0.8,
    elapsed: 20,
  });
  expect(rowOf(runState('A', [])).gap).toBeNull();
});

test('the best values stand out only where runs contend', () => {
  const rows = [runState('A', withValidation(0.7)), runState('B', withValidation(0.5))].map(rowOf);
  expect(bestValues(rows)).toMatchObject({ finalValidationLoss: 0.5 });
  expect(bestValues(rows.slice(0, 1))).toEqual({});
});

test('of losses and the gap the lowest stands out, of accuracies the highest, and the rest is no contest', () => {
  const run = (id: 'A' | 'B', numbers: object, nearZero: number) =>
    rowOf(runState(id, [epochResult(id === 'A' ? 1 : 2, { ...numbers, penalty: nearZero, nearZero })]));
  const rows = [
    run('A', { train: 0.5, validation: 0.75, validationAccuracy: 0.6 }, 0.1),
    run('B', { train: 0.375, validation: 0.5, validationAccuracy: 0.7 }, 0.2),
  ];
  expect(bestValues(rows)).toEqual({
    bestValidationLoss: 0.5,
    finalValidationLoss: 0.5,
    gap: 0.125,
    bestValidationAccuracy: 0.7,
  });
});

test('the best gap is not that of a run that has learned nothing', () => {
  const row = (id: 'A' | 'B' | 'C', train: number, validation: number) =>
    rowOf(runState(id, [epochResult(1, { train, validation })], { data: fakeData }));
  const rows = [row('A', 0.3, 0.6), row('B', 0.4, 0.6), row('C', 0.69, 0.7)];
  expect(bestValues(rows).gap).toBeCloseTo(0.2);
});

test('a column writes its values in its own way', () => {
  const written = (id: string, value: number) =>
    columns.find((column) => column.id === id)!.format(value, en.results.percent);
  expect(written('bestEpoch', 7)).toBe('7');
  expect(written('gap', 0.12345)).toBe('0.123');
  expect(written('bestValidationAccuracy', 0.6543)).toBe('65.4 %');
  expect([0.0123, 0.456].map((share) => written('nearZero', share))).toEqual(['1.2 %', '46 %']);
  expect(written('spectralNorm', 1.2345)).toBe('1.23');
  expect(written('elapsed', 1234.5678)).toBe('1235');
});

test('training is under way while any run trains or waits', () => {
  expect(activityOf([runState('A', [], { status: 'waiting' }), runState('B', [])])).toBe('active');
  expect(activityOf([runState('A', [], { status: 'paused' }), runState('B', [])])).toBe('paused');
  expect(activityOf([runState('A', [])])).toBe('idle');
});

test('what holds for all runs is said once, failures for each run', () => {
  const backend = { backend: 'cpu', insteadOf: { backend: 'wasm', reason: 'no SIMD' } } as const;
  const failure = { kind: 'died' } as const;
  const runs = [runState('A', [], { backend, failure }), runState('B', [], { backend, failure })];
  expect(messagesOf(runs, defaultShared).map((message) => message.kind)).toEqual(['failure', 'failure', 'backend']);
});

test('fewer texts than were asked for are said, of whatever kind they are', () => {
  const data = { ...fakeData, corpus: 'mine.csv', trainingTextsAsked: 20_000 };
  const runs = [runState('A', [], { data }), runState('B', [], { data })];
  for (const corpus of ['reviews', 'generated', 'imported'] as const) {
    expect(messagesOf(runs, { corpus })).toEqual([
      { kind: 'smallerCorpus', source: corpus, name: 'mine.csv', texts: 600 },
    ]);
  }
  expect(messagesOf([runState('A', [], { data: fakeData })], { corpus: 'reviews' })).toEqual([]);
  expect(en.messages.fewerWritten(1460)).toBe(
    'Of the texts written, 1,460 are left to train on, and all are used. For more, raise “Texts written”.',
  );
});

test('a part of a link is called by the name of its setting', () => {
  const sentence = (problem: LinkProblem) => problemSentence(problem, en);
  expect(sentence({ part: 'lr', kind: 'notANumber', given: 'x', used: '2e-3' })).toBe(
    'Learning rate (lr): “x” is not a number. 0.002 is used instead.',
  );
  expect(sentence({ part: 'r2', run: 1, kind: 'tooLarge', given: '99', used: '10' })).toBe(
    'Run B, Recurrent kernel L2 (r2): “99” is too large. 10 is used instead.',
  );
  expect(sentence({ part: 'zz', kind: 'unknownKey', given: '1' })).toBe('“zz” is not known here. It was left out.');
});

test('numbers in messages are written as people write them, what a person wrote as it stands', () => {
  const tooMany = { part: 'n', kind: 'tooLarge', given: '3e5', used: '2e4' } as const;
  expect(problemSentence(tooMany, en)).toBe('Training texts (n): “3e5” is too large. 20,000 is used instead.');
  expect(['2e4', '.3', '-0.5', '1e-6', '1e-9', '600', 'adam', ''].map(writtenNumber)).toEqual([
    '20,000',
    '0.3',
    '-0.5',
    '0.000001',
    '1e-9',
    '600',
    'adam',
    '',
  ]);
  // A name that looks like a number is a name.
  const name = { part: 'f', kind: 'tooLong', given: '1'.repeat(40), used: '1'.repeat(100) } as const;
  expect(problemSentence(name, en)).toContain('1'.repeat(100));
});

test('an unknown part of a run does not read, in Chinese, as if the run were unknown', () => {
  const unknown = { part: 'zz', run: 0, kind: 'unknownKey', given: '1' } as const;
  expect(problemSentence(unknown, zh)).toBe('模型 A，“zz”：这里没有这一设置。已略去。');
});

test('momentum shows with sgd and weight decay with adamw alone', () => {
  const rows = (optimizer: 'sgd' | 'adam' | 'adamw') => sharedRows({ ...defaultShared, optimizer });
  expect(rows('sgd')).toContain('momentum');
  expect(rows('sgd')).not.toContain('weightDecay');
  expect(rows('adamw')).toContain('weightDecay');
  expect(rows('adam')).not.toContain('momentum');
});
