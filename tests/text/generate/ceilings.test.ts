// The ceilings: right by a count of everything possible, and out of reach of what sees bags of words.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelledTexts } from '../../../src/text/corpus';
import { accuracyCeiling, bagOfWordsCeiling } from '../../../src/text/generate/ceilings';
import { withNoise } from '../../../src/text/generate/noise';
import { readLabel } from '../../../src/text/generate/oracle';
import { generateTexts } from '../../../src/text/generate/who-said-not';
import { tokenize } from '../../../src/text/tokenizer';
import { naiveBayesAccuracy } from '../corpus-measures';
import { logisticRegressionAccuracy } from './logistic-regression';
import { anySettings, defaults } from './settings';

describe('the ceiling of any classifier', () => {
  test.each([0, 0.05, 0.1, 0.25, 0.5])('at a noise of %d is 1 minus it', (noise) => {
    expect(accuracyCeiling(noise)).toBe(1 - noise);
  });

  test('above a half is reached by saying the opposite', () => {
    expect(accuracyCeiling(0.8)).toBe(0.8);
  });

  test('is what the oracle reaches on the noisy labels', () => {
    for (const noise of [0, 0.05, 0.2, 0.5]) {
      const { labels, texts, labelIds } = withNoise(generateTexts(defaults), noise, 3);
      const right = texts.filter((text, i) => readLabel(tokenize(text)) === labels[labelIds[i]!]).length;
      expect(right / texts.length).toBeCloseTo(accuracyCeiling(noise), 12);
    }
  });
});

describe('the ceiling of bags of words', () => {
  const small = (labelIds: number[]): LabelledTexts => ({
    labels: ['agrees', 'refuses'],
    // Four bags: {a b} three times, {a a b}, {a b c} twice, {c} twice.
    texts: ['a b', 'b a', 'B  a', 'a b a', 'c a b', 'a b c', 'c', 'C'],
    labelIds: Uint8Array.from(labelIds),
  });

  test('is the best of all functions from bags to labels', () => {
    const bags = [0, 0, 0, 1, 2, 2, 3, 3];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 8, maxLength: 8 }), (labelIds) => {
        const accuracies = Array.from({ length: 2 ** 4 }, (_, answers) => {
          const right = labelIds.filter((label, text) => ((answers >> bags[text]!) & 1) === label).length;
          return right / 8;
        });
        expect(bagOfWordsCeiling(small(labelIds))).toBe(Math.max(...accuracies));
      }),
    );
  });

  test('with noise is what the best function scores on average over all ways to turn labels round', () => {
    const labelIds = [0, 1, 1, 0, 0, 1, 1, 1];
    // The best answers: {a b} 1, {a a b} 0, {a b c} either, {c} 1.
    const answers = [1, 1, 1, 0, 0, 0, 1, 1];
    const noisy = 3;
    let right = 0;
    let ways = 0;
    for (let turned = 0; turned < 2 ** 8; turned++) {
      const isTurned = answers.map((_, text) => (turned >> text) & 1);
      if (isTurned.filter(Boolean).length !== noisy) continue;
      ways++;
      right += answers.filter((answer, text) => answer === (labelIds[text]! ^ isTurned[text]!)).length / 8;
    }
    expect(bagOfWordsCeiling(small(labelIds), noisy / 8)).toBeCloseTo(right / ways, 12);
  });

  test('of a generated corpus is exactly .55 at sizes of 20, and near it at others', () => {
    expect(bagOfWordsCeiling(generateTexts(defaults))).toBe(0.55);
    expect(bagOfWordsCeiling(generateTexts(defaults), 0.1)).toBeCloseTo(0.54, 12);
    fc.assert(
      fc.property(anySettings, (settings) => {
        const ceiling = bagOfWordsCeiling(generateTexts(settings));
        if (settings.size % 20 === 0) expect(ceiling).toBeCloseTo(0.55, 12);
        expect(Math.abs(ceiling - 0.55)).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });

  test.each([0, 0.1])('is not passed by classifiers of bags of words, at a noise of %d', (noise) => {
    for (const seed of [1, 2]) {
      const clean = generateTexts({ ...defaults, size: 4000, seed });
      const noisy = withNoise(clean, noise, seed);
      // Three standard deviations of a share of 4000.
      const bound = bagOfWordsCeiling(clean, noise) + 3 * Math.sqrt(0.25 / 4000);
      expect(naiveBayesAccuracy(noisy)).toBeLessThan(bound);
      expect(logisticRegressionAccuracy(noisy)).toBeLessThan(bound);
    }
  });

  test('is passed by the same classifiers where words do give the label away', () => {
    const { labels, texts, labelIds } = generateTexts({ ...defaults, size: 4000 });
    const given = texts.map((text, i) => `${text} ${labelIds[i] ? 'alas' : 'hurrah'}`);
    expect(naiveBayesAccuracy({ labels, texts: given, labelIds })).toBeGreaterThan(0.95);
    expect(logisticRegressionAccuracy({ labels, texts: given, labelIds })).toBeGreaterThan(0.95);
  });
});
