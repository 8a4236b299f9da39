// The rows of settings: their defaults, their spelling, and how their values are read and printed.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/experiment/field';
import { defaultRun, runFields } from '../../src/experiment/run-fields';
import { defaultShared, sharedFields } from '../../src/experiment/shared-fields';
import { parseField, printField, printNumber } from '../../src/experiment/spelling';
import { anyExperiment } from './arbitrary';

const rows: [string, Field][] = [...Object.entries<Field>(sharedFields), ...Object.entries<Field>(runFields)];

describe('the rows', () => {
  test('defaults of version 1 stay as they are, because a link leaves them out', () => {
    expect(defaultShared).toEqual({
      corpus: 'reviews',
      trainingSize: 600,
      labelNoise: 0,
      validationShare: 0.2,
      sequenceLength: 32,
      vocabularySize: 2000,
      epochs: 30,
      batchSize: 32,
      optimizer: 'adam',
      learningRate: 0.002,
      schedule: 'constant',
      warmUp: 0,
      momentum: 0.9,
      weightDecay: 0.01,
      clipNorm: 0,
      clipValue: 0,
      seed: 7,
      trainingSeed: 0,
      seeds: 1,
      seedMoves: 'training',
      draw: 0,
      backend: 'auto',
      generatedTexts: 2000,
      dependencyDistance: 3,
      distractorWords: 50,
      importedName: '',
      importedRows: 0,
      importedChecksum: '',
      copies: 'apart',
      tokens: 'auto',
    });
    const { cell, units, embeddingSize, readout, letter, name, ...others } = defaultRun;
    const { l1Step, kernelConstraint, recurrentConstraint, outputConstraint, maxNorm, ...more } = others;
    const { layers, direction, attentionUnits, windowWidths, filters, convolutions, hiddenUnits, ...rest } = more;
    expect([layers, direction, attentionUnits, windowWidths, filters, convolutions, hiddenUnits]).toEqual([
      ...[1, 'forward', 16, '3,4,5', 100, 3, 64],
    ]);
    const { exponent, wordDropout, dropoutScale, activation, reset, recurrentInitializer, ...last } = rest;
    expect([exponent, wordDropout, dropoutScale]).toEqual([1.5, 'place', 1]);
    const { patience, monitor, smallestGain, restoreBest, ...remaining } = last;
    expect([patience, monitor, smallestGain, restoreBest]).toEqual([0, 'loss', 0, 'no']);
    const { forgetBias, learningRateFactor, fork, ...regularizers } = remaining;
    expect([learningRateFactor, fork]).toEqual([1, '']);
    expect([activation, reset, recurrentInitializer, forgetBias]).toEqual(['tanh', 'before', 'orthogonal', 1]);
    expect([l1Step, kernelConstraint, recurrentConstraint, outputConstraint, maxNorm]).toEqual([
      'subgradient',
      'none',
      'none',
      'none',
      3,
    ]);
    const network = { cell: 'LSTM', units: 32, embeddingSize: 32, readout: 'last' };
    expect({ cell, units, embeddingSize, readout, letter, name }).toEqual({ ...network, letter: '', name: '' });
    expect(new Set(Object.values(regularizers))).toEqual(new Set([0]));
  });

  test('each key is spelled once, and shared settings leave v, r and z to the link', () => {
    for (const [fields, reserved] of [
      [sharedFields, ['v', 'r', 'z']],
      [runFields, []],
    ] as const) {
      const keys = [...Object.values<Field>(fields).map((field) => field.key), ...reserved];
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('run parts cannot be taken for one another', () => {
    const codes = Object.values(runFields.cell.codes);
    for (const field of Object.values<Field>(runFields)) {
      expect(field.key).toMatch(/^[a-z\d]*$/);
      expect(codes).not.toContain(field.key);
      // Written without an underscore, so a digit would run into the number.
      if (field.kind === 'number' && field.integer) expect(field.key).toMatch(/^[a-z]+$/);
    }
  });

  test.each(rows)('%s: its default, ends and options are read back as they are printed', (_, field) => {
    const values =
      field.kind === 'number'
        ? [field.default, field.min, field.max, field.smallest]
        : field.kind === 'choice'
          ? [field.default, ...field.options]
          : [field.default, 'x'.repeat(field.maxLength), '😀'.repeat(field.maxLength)];
    for (const value of values) expect(parseField(field, printField(field, value))).toEqual({ value });
  });

  test('any valid value is read back as it is printed', () => {
    fc.assert(
      fc.property(anyExperiment, ({ shared, runs }) => {
        const settings = [shared, ...runs].flatMap((part) => Object.entries<number | string>({ ...part }));
        const fields = new Map(rows);
        for (const [id, value] of settings) {
          expect(parseField(fields.get(id)!, printField(fields.get(id)!, value))).toEqual({ value });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('reading a number', () => {
  const { trainingSize, learningRate, seed } = sharedFields;
  const { kernelL2, units } = runFields;

  test.each([
    [kernelL2, '.3', 0.3],
    [kernelL2, '1e-3', 0.001],
    [kernelL2, '1E-3', 0.001],
    [kernelL2, '+2.', 2],
    [kernelL2, ' 10 ', 10],
    [kernelL2, 'off', 0],
    [kernelL2, ' OFF ', 0],
    [kernelL2, '5e-324', 5e-324],
    [trainingSize, '2e4', 20_000],
    [trainingSize, '600.0', 600],
    [units, '0x10', 16],
    [seed, '4294967295', 4_294_967_295],
  ])('$key takes %s', (field, text, value) => {
    expect(parseField(field, text)).toEqual({ value });
  });

  test('-0 is 0', () => {
    expect(Object.is(parseField(kernelL2, '-0').value, 0)).toBe(true);
    expect(Object.is(parseField(seed, '-0').value, 0)).toBe(true);
  });

  test.each([
    [kernelL2, '', 0, 'notANumber'],
    [kernelL2, '  ', 0, 'notANumber'],
    [kernelL2, '1,5', 0, 'notANumber'],
    [kernelL2, 'NaN', 0, 'notANumber'],
    [kernelL2, '1e-3x', 0, 'notANumber'],
    [kernelL2, '1_0', 0, 'notANumber'],
    [kernelL2, '-1e-9', 0, 'tooSmall'],
    [kernelL2, '-Infinity', 0, 'tooSmall'],
    [kernelL2, '10.000001', 10, 'tooLarge'],
    [kernelL2, '1e999', 10, 'tooLarge'],
    [trainingSize, 'many', 600, 'notANumber'],
    [trainingSize, 'off', 600, 'notANumber'],
    [trainingSize, '1', 2, 'tooSmall'],
    [trainingSize, '2.5', 3, 'notAWholeNumber'],
    [trainingSize, '19999.9', 20_000, 'notAWholeNumber'],
    [trainingSize, '20000.1', 20_000, 'tooLarge'],
    [learningRate, 'fast', 0.002, 'notANumber'],
    [seed, '-0.4', 0, 'tooSmall'],
    [seed, '.4', 0, 'notAWholeNumber'],
    [seed, '4294967296', 4_294_967_295, 'tooLarge'],
  ] as const)('$key does not take %j but %d: %s', (field, text, value, rejection) => {
    expect(parseField(field, text)).toEqual({ value, rejection });
  });

  test('any text gives a value in range, of the right kind', () => {
    const texts = fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String));
    fc.assert(
      fc.property(fc.constantFrom(...rows), texts, ([, field], text) => {
        const { value } = parseField(field, text);
        if (field.kind === 'number') {
          expect(value).toBeGreaterThanOrEqual(field.min);
          expect(value).toBeLessThanOrEqual(field.max);
          if (field.integer) expect(value).toSatisfy(Number.isInteger);
        } else if (field.kind === 'choice') expect(field.options).toContain(value);
        else expect(Array.from(String(value)).length).toBeLessThanOrEqual(field.maxLength);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('reading a choice or a text', () => {
  test('a choice is taken by its code, never by a name that objects inherit', () => {
    expect(parseField(runFields.cell, 'rnn')).toEqual({ value: 'SimpleRNN' });
    for (const text of ['SimpleRNN', '', 'constructor', '__proto__', 'toString']) {
      expect(parseField(runFields.cell, text)).toEqual({ value: 'LSTM', rejection: 'unknownOption' });
    }
  });

  test('a long text is cut between symbols', () => {
    expect(parseField(runFields.name, '😀'.repeat(41))).toEqual({ value: '😀'.repeat(40), rejection: 'tooLong' });
  });

  test('half a surrogate pair, which no link can hold, is replaced', () => {
    expect(parseField(runFields.name, 'a\ud800b😀')).toEqual({ value: 'a\ufffdb😀' });
  });
});

describe('printing a number', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [10, '10'],
    [32, '32'],
    [600, '600'],
    [800, '800'],
    [1500, '1500'],
    [2000, '2e3'],
    [20_000, '2e4'],
    [12_000, '12000'],
    [120_000, '1.2e5'],
    [4_294_967_295, '4294967295'],
    [0.3, '.3'],
    [0.05, '.05'],
    [0.95, '.95'],
    [0.999, '.999'],
    [0.015, '.015'],
    [0.01, '.01'],
    [0.005, '5e-3'],
    [0.001, '1e-3'],
    [0.0015, '1.5e-3'],
    [1e-6, '1e-6'],
    [1.25, '1.25'],
    [0.1 + 0.2, '.30000000000000004'],
    [5e-324, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e308'],
    [1e21, '1e21'],
    [-0.3, '-.3'],
    [-0.001, '-1e-3'],
  ])('%d as %s', (value, text) => {
    expect(printNumber(value)).toBe(text);
  });

  test('any number reads back as the same, and is no longer than JavaScript prints it', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.integer(),
      fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -30, max: 30 })).map(([m, e]) => m * 10 ** e),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        const text = printNumber(value);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        expect(text.length).toBeLessThanOrEqual(String(value).length);
        expect(text).not.toContain('+');
      }),
      { numRuns: 5000 },
    );
  });
});
