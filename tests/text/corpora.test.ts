// The rules that every corpus keeps: varied, balanced, and learnable, yet not by single words alone.

import { beforeAll, describe, expect, test } from 'vitest';
import { type CorpusName, corpora } from '../../src/experiment/experiment';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import type { Corpus } from '../../src/text/corpus';
import { naiveBayesAccuracy, nearDuplicates, openingDiversity, wordsOf } from './corpus-measures';

/** Words, or characters where a text is read by character. */
const rules: Record<CorpusName, { texts: number; shortest: number; longest: number; distinctWords: number }> = {
  reviews: { texts: 2000, shortest: 6, longest: 40, distinctWords: 3500 },
  headlines: { texts: 1200, shortest: 6, longest: 40, distinctWords: 3500 },
  chinese: { texts: 1000, shortest: 7, longest: 40, distinctWords: 1500 },
  intents: { texts: 900, shortest: 3, longest: 40, distinctWords: 2000 },
};

describe.each(corpora)('corpus %s', (name) => {
  const rule = rules[name];
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await loadCorpus(name);
  });

  test('has its labels sorted and one for each text', () => {
    expect(corpus.name).toBe(name);
    expect(corpus.labels).toEqual([...new Set(corpus.labels)].sort());
    expect(corpus.labelIds).toHaveLength(corpus.texts.length);
    expect(Math.max(...corpus.labelIds)).toBe(corpus.labels.length - 1);
  });

  test(`has at least ${rule.texts} texts, all distinct`, () => {
    const bagged = corpus.texts.map((text) => wordsOf(text).join(' '));
    expect(bagged.filter((text, index) => bagged.indexOf(text) !== index)).toEqual([]);
    expect(corpus.texts.length).toBeGreaterThanOrEqual(rule.texts);
  });

  test(`has texts of ${rule.shortest} to ${rule.longest} words`, () => {
    const outside = corpus.texts.filter((text) => {
      const count = wordsOf(text).length;
      return count < rule.shortest || count > rule.longest;
    });
    expect(outside).toEqual([]);
  });

  test('has every label equally often, within 1 %', () => {
    const even = corpus.texts.length / corpus.labels.length;
    corpus.labels.forEach((_, label) => {
      const count = corpus.labelIds.filter((id) => id === label).length;
      expect(Math.abs(count / even - 1)).toBeLessThanOrEqual(0.01);
    });
  });

  test('has no two texts that share more than half of their word trigrams', () => {
    expect(nearDuplicates(corpus.texts)).toEqual([]);
  });

  test('has texts that open in different ways', () => {
    expect(openingDiversity(corpus.texts)).toBeGreaterThanOrEqual(0.9);
  });

  test(`has at least ${rule.distinctWords} distinct words`, () => {
    expect(new Set(corpus.texts.flatMap(wordsOf)).size).toBeGreaterThanOrEqual(rule.distinctWords);
  });

  test('is neither given away by single words nor beyond them', () => {
    const accuracy = naiveBayesAccuracy(corpus);
    console.info(`corpus ${name}: naive Bayes accuracy ${accuracy.toFixed(3)} on bags of words`);
    expect(accuracy).toBeGreaterThan(1 / corpus.labels.length + 0.05);
    expect(accuracy).toBeLessThan(0.92);
  });
});

test('near duplicates are found, and texts with a common phrase are not', () => {
  const first = 'the soup was cold and the waiter was rude to us';
  const close = 'the soup was cold and the waiter was kind';
  const other = 'the soup was cold but nobody in our party minded that';
  expect(nearDuplicates([first, other, close])).toEqual([[first, close]]);
});

test('naive Bayes learns what single words tell and nothing from noise', () => {
  const texts = Array.from({ length: 200 }, (_, i) => (i % 2 ? 'a good one' : 'a bad one'));
  const labelIds = Uint8Array.from(texts, (_, i) => i % 2);
  const labels = ['negative', 'positive'];
  expect(naiveBayesAccuracy({ labels, texts, labelIds })).toBe(1);
  expect(naiveBayesAccuracy({ labels, texts: texts.map(() => 'the same'), labelIds })).toBeLessThan(0.6);
});
