// The arrays that a run trains on.

import { expect, expectTypeOf, test } from 'vitest';
import type { Corpus } from '../../src/text/corpus';
import { type DataReport, type DatasetSettings, prepareDataset } from '../../src/text/dataset';
import { tokenize } from '../../src/text/tokenizer';
import { outOfVocabularyId, paddingId } from '../../src/text/vocabulary';
import type { DataReport as ReportedToThePage } from '../../src/training/protocol';

const settings: DatasetSettings = {
  trainingSize: 50,
  labelNoise: 0,
  validationShare: 0.2,
  tokens: 'auto',
  sequenceLength: 4,
  vocabularySize: 1000,
  seed: 7,
};

/** 100 texts of two labels; text i holds a word that no other text has, `only` and i in letters. */
const letters = (index: number) => String.fromCharCode(97 + Math.floor(index / 10), 97 + (index % 10));
const corpus: Corpus = {
  name: 'reviews',
  labels: ['bad', 'good'],
  texts: Array.from(
    { length: 100 },
    (_, i) => `${i % 2 ? 'Good' : 'Bad'} only${letters(i)}${i % 4 < 2 ? ' a b c' : ''}`,
  ),
  labelIds: Uint8Array.from({ length: 100 }, (_, i) => i % 2),
};

test('every part is a table of ids, lengths and labels', () => {
  const dataset = prepareDataset(corpus, settings);
  const { vocabulary } = dataset;
  const counts = { training: 50, validation: 20, test: 10 };
  for (const part of ['training', 'validation', 'test'] as const) {
    const { tokenIds, lengths, labelIds } = dataset[part];
    expect([tokenIds.length, lengths.length, labelIds.length]).toEqual([counts[part] * 4, counts[part], counts[part]]);
    lengths.forEach((length, row) => {
      const ids = [...tokenIds.subarray(row * 4, row * 4 + 4)];
      expect(ids.slice(0, length)).not.toContain(paddingId);
      expect(ids.slice(length).every((id) => id === paddingId)).toBe(true);
      expect(vocabulary.tokens[ids[0]!]).toBe(dataset.labels[labelIds[row]!]);
    });
  }
});

test('every part says where its texts stand in the corpus', () => {
  const { positions, labels, ...parts } = prepareDataset(corpus, settings);
  for (const part of ['training', 'validation', 'test'] as const) {
    const own = Array.from(positions[part], (position) => corpus.labels[corpus.labelIds[position]!]);
    expect(own).toEqual(Array.from(parts[part].labelIds, (label) => labels[label]));
  }
  const all = [...positions.training, ...positions.validation, ...positions.test];
  expect(new Set(all).size).toBe(80);
});

test('a word that is in validation or test alone is out of vocabulary', () => {
  const dataset = prepareDataset(corpus, settings);
  const secondIds = ({ tokenIds }: { tokenIds: Int32Array }) => [
    ...tokenIds.filter((_, position) => position % 4 === 1),
  ];
  expect(secondIds(dataset.training)).not.toContain(outOfVocabularyId);
  expect(new Set(secondIds(dataset.validation))).toEqual(new Set([outOfVocabularyId]));
  expect(new Set(secondIds(dataset.test))).toEqual(new Set([outOfVocabularyId]));
});

test('words behind the cut take no row', () => {
  const { vocabulary } = prepareDataset(corpus, settings);
  expect(vocabulary.ids.has('b')).toBe(true);
  expect(vocabulary.ids.has('c')).toBe(false);
});

test('the report counts texts, rows, unknown and cut ones', () => {
  const { report, vocabulary, validation } = prepareDataset(corpus, { ...settings, trainingSize: 500 });
  expect(report).toEqual({
    corpus: 'reviews',
    labels: ['bad', 'good'],
    trainingTexts: 70,
    trainingTextsAsked: 500,
    validationTexts: 20,
    trainingLabels: [35, 35],
    validationLabels: [10, 10],
    testTexts: 10,
    // Padding, out-of-vocabulary, bad, good, a, b and a word of each of the 70 texts.
    vocabularyRows: 76,
    // Each of the 20 texts has one unknown token.
    validationOutOfVocabulary: 20 / validation.lengths.reduce((sum, length) => sum + length),
    // Every other text has five tokens, and all texts are used.
    cutTexts: 0.5,
  });
  expect(vocabulary.tokens).toHaveLength(76);
});

test('label noise changes training labels alone', () => {
  const clean = prepareDataset(corpus, settings);
  const noisy = prepareDataset(corpus, { ...settings, labelNoise: 0.3 });
  const changed = noisy.training.labelIds.filter((label, text) => label !== clean.training.labelIds[text]).length;
  expect(changed).toBe(15);
  const counted = [0, 1].map((label) => noisy.training.labelIds.filter((id) => id === label).length);
  expect(noisy.report.trainingLabels).toEqual(counted);
  expect({ ...noisy.training, labelIds: clean.training.labelIds }).toEqual(clean.training);
  expect(noisy.validation).toEqual(clean.validation);
  expect(noisy.test).toEqual(clean.test);
});

test('the same corpus and settings give the same arrays', () => {
  expect(prepareDataset(corpus, settings)).toEqual(prepareDataset(corpus, settings));
});

test('two texts, one of them without a token, make a dataset', () => {
  const tiny: Corpus = { name: 'reviews', labels: ['a', 'b'], texts: ['yes', '\u200b'], labelIds: Uint8Array.of(0, 1) };
  expect(tokenize('\u200b')).toEqual([]);
  const { training, validation, test, report } = prepareDataset(tiny, settings);
  expect([...training.lengths, ...validation.lengths]).toEqual([1, 1]);
  expect(test.lengths).toHaveLength(0);
  expect(report.validationOutOfVocabulary).toBe(1);
  expect(report.cutTexts).toBe(0);
});

test('a corpus that cannot be split says why', () => {
  const one: Corpus = { name: 'reviews', labels: ['a', 'b'], texts: ['yes'], labelIds: Uint8Array.of(0) };
  expect(() => prepareDataset(one, settings)).toThrow('at least 2 texts to be split, got 1.');
  expect(() => prepareDataset({ ...corpus, labels: ['a'] }, settings)).toThrow('at least 2 labels to train on, got 1.');
});

test('the report is what the protocol hands to the page', () => {
  expectTypeOf<DataReport>().toEqualTypeOf<ReportedToThePage>();
});
