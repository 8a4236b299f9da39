// Who is dealt where, and what moves nobody.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabelledTexts } from '../../src/text/corpus';
import { partNames, type Split, splitCorpus } from '../../src/text/split';

/** A corpus of as many texts of each label as `counts` says, its labels mixed. */
function corpusOf(counts: readonly number[]): LabelledTexts {
  const labelIds: number[] = [];
  for (let round = 0; round < Math.max(...counts); round++) {
    counts.forEach((count, label) => {
      if (round < count) labelIds.push(label);
    });
  }
  return {
    labels: counts.map((_, label) => `label ${label}`),
    texts: labelIds.map((_, text) => `text ${text}`),
    labelIds: Uint8Array.from(labelIds),
  };
}

const countLabels = (corpus: LabelledTexts, part: Uint32Array) =>
  corpus.labels.map((_, label) => part.filter((text) => corpus.labelIds[text] === label).length);

const balanced = corpusOf([500, 500]);
const settings = { seed: 7, trainingSize: 600, validationShare: 0.2 };

test('each part has its share of every label', () => {
  const corpus = corpusOf([600, 300, 100]);
  const split = splitCorpus(corpus, { ...settings, trainingSize: 350 });
  expect(countLabels(corpus, split.test)).toEqual([60, 30, 10]);
  expect(countLabels(corpus, split.validation)).toEqual([120, 60, 20]);
  expect(countLabels(corpus, split.training)).toEqual([210, 105, 35]);
});

test('every prefix of the training texts has each label within one text of its share', () => {
  const corpus = corpusOf([600, 300, 100]);
  const { training } = splitCorpus(corpus, { ...settings, trainingSize: 700 });
  for (let n = 1; n <= training.length; n++) {
    countLabels(corpus, training.subarray(0, n)).forEach((count, label) => {
      expect(Math.abs(count - n * [0.6, 0.3, 0.1][label]!)).toBeLessThan(2);
    });
  }
});

test('the training texts for n = 200 are the first of those for n = 600', () => {
  const small = splitCorpus(balanced, { ...settings, trainingSize: 200 });
  const large = splitCorpus(balanced, settings);
  expect(small.training).toHaveLength(200);
  expect(large.training).toHaveLength(600);
  expect(large.training.subarray(0, 200)).toEqual(small.training);
});

test('the training size moves no validation or test text', () => {
  const { validation, test } = splitCorpus(balanced, settings);
  for (const trainingSize of [2, 199, 20_000]) {
    const other = splitCorpus(balanced, { ...settings, trainingSize });
    expect(other.validation).toEqual(validation);
    expect(other.test).toEqual(test);
  }
});

test('the validation share moves no test text, and no training text that the pool still holds', () => {
  const small = splitCorpus(balanced, { ...settings, trainingSize: 300, validationShare: 0.05 });
  const large = splitCorpus(balanced, { ...settings, trainingSize: 300, validationShare: 0.5 });
  expect(large.test).toEqual(small.test);
  expect(large.training).toEqual(small.training);
  expect([...large.validation]).toEqual(expect.arrayContaining([...small.validation]));
});

test('the same seed deals the same, another seed deals anew', () => {
  const split = splitCorpus(balanced, settings);
  const other = splitCorpus(balanced, { ...settings, seed: 8 });
  expect(splitCorpus(balanced, settings)).toEqual(split);
  for (const part of ['training', 'validation', 'test'] as const) {
    const shared = other[part].filter((text) => split[part].includes(text)).length;
    expect(shared / split[part].length).toBeLessThan(0.8);
  }
});

test('a smaller corpus gives the training texts it has', () => {
  expect(splitCorpus(corpusOf([50, 50]), settings).training).toHaveLength(70);
});

test('a rare label is in the smallest training set that has room for all labels', () => {
  const corpus = corpusOf([900, 3]);
  expect(countLabels(corpus, splitCorpus(corpus, { ...settings, trainingSize: 2 }).training)).toEqual([1, 1]);
});

test.each<[counts: number[], training: number[], validation: number[], test: number[]]>([
  [
    [3, 3],
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  [
    [2, 2],
    [1, 1],
    [1, 1],
    [0, 0],
  ],
  [
    [2, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ],
  [
    [4, 1],
    [2, 1],
    [1, 0],
    [1, 0],
  ],
])('a corpus of %j texts a label is dealt as %j, %j and %j', (counts, ...expected) => {
  const corpus = corpusOf(counts);
  const { training, validation, test } = splitCorpus(corpus, settings);
  expect([training, validation, test].map((part) => countLabels(corpus, part))).toEqual(expected);
});

test('three texts of a label reach all parts at the largest validation share', () => {
  const corpus = corpusOf([3, 3]);
  const split = splitCorpus(corpus, { ...settings, validationShare: 0.5 });
  for (const part of partNames) expect(countLabels(corpus, split[part])).toEqual([1, 1]);
});

test('of two texts with two labels one is for training and one for validation', () => {
  const { training, validation, test } = splitCorpus(corpusOf([1, 1]), settings);
  expect([training.length, validation.length, test.length]).toEqual([1, 1, 0]);
});

test('fewer than two texts cannot be split', () => {
  expect(() => splitCorpus(corpusOf([1, 0]), settings)).toThrow('A corpus needs at least 2 texts to be split, got 1.');
});

test('for any corpus no text is in two parts, all are used, and no label with 3 texts is lost', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(
      counts.filter((each) => each.reduce((sum, count) => sum + count) >= 2),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.double({ min: 0.05, max: 0.5, noNaN: true }),
      (each, seed, validationShare) => {
        const corpus = corpusOf(each);
        const split: Split = splitCorpus(corpus, { seed, validationShare, trainingSize: 20_000 });
        const dealt = [...split.training, ...split.validation, ...split.test].sort((a, b) => a - b);
        expect(dealt).toEqual(corpus.texts.map((_, text) => text));
        expect(split.training.length).toBeGreaterThan(0);
        expect(split.validation.length).toBeGreaterThan(0);
        for (const part of [split.training, split.validation, split.test]) {
          countLabels(corpus, part).forEach((count, label) => {
            if (each[label]! >= 3) expect(count).toBeGreaterThan(0);
          });
        }
      },
    ),
  );
});
