// Noise that all parts of a corpus share.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withNoise } from '../../../src/text/generate/noise';
import { generateTexts } from '../../../src/text/generate/who-said-not';
import { splitCorpus } from '../../../src/text/split';
import { defaults } from './settings';

const clean = generateTexts(defaults);
const turnedRound = (noise: number, seed = 7) => {
  const { labelIds } = withNoise(clean, noise, seed);
  return Array.from(labelIds.keys()).filter((text) => labelIds[text] !== clean.labelIds[text]);
};

test.each([
  [0, 0],
  [0.0003, 1],
  [0.1, 200],
  [0.3333, 667],
  [1, 2000],
])('a noise of %d turns exactly %d of 2000 labels round, and says which', (noise, count) => {
  const noisy = withNoise(clean, noise, 7);
  expect(turnedRound(noise)).toHaveLength(count);
  expect(turnedRound(noise)).toEqual([...noisy.flipped.keys()].filter((text) => noisy.flipped[text]));
  expect(noisy.texts).toBe(clean.texts);
});

test('the labels stay balanced', () => {
  for (const noise of [0.1, 0.25, 0.3333]) {
    const agreeing = withNoise(clean, noise, 7).labelIds.filter((id) => id === 0).length;
    expect(Math.abs(agreeing - 1000)).toBeLessThanOrEqual(1);
  }
});

test('the labels turned round at .1 are among those at .3, and another seed turns others', () => {
  const much = new Set(turnedRound(0.3));
  expect(turnedRound(0.1).filter((text) => !much.has(text))).toEqual([]);
  expect(turnedRound(0.1, 8)).not.toEqual(turnedRound(0.1));
});

test('split by strata, every part has the same share of wrong labels', () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(1000),
        noise: fc.double({ min: 0, max: 1, noNaN: true }),
        validationShare: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        trainingSize: fc.integer({ min: 100, max: 2000 }),
      }),
      ({ seed, noise, validationShare, trainingSize }) => {
        const { strata, flipped } = withNoise(clean, noise, seed);
        const split = splitCorpus(strata, { seed, validationShare, trainingSize });
        for (const part of [split.training, split.validation, split.test]) {
          const wrong = part.filter((text) => flipped[text]).length;
          expect(Math.abs(wrong - noise * part.length)).toBeLessThanOrEqual(4);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('the ceiling is met to the text at round numbers', () => {
  const { strata, flipped } = withNoise(clean, 0.1, 7);
  const split = splitCorpus(strata, { seed: 7, validationShare: 0.2, trainingSize: 1000 });
  const wrongIn = (part: Uint32Array) => [part.filter((text) => flipped[text]).length, part.length];
  expect([split.training, split.validation, split.test].map(wrongIn)).toEqual([
    [100, 1000],
    [40, 400],
    [20, 200],
  ]);
});

test('without noise the texts are dealt as they would be by their labels', () => {
  const settings = { seed: 7, validationShare: 0.2, trainingSize: 600 };
  expect(splitCorpus(withNoise(clean, 0, 7).strata, settings)).toEqual(splitCorpus(clean, settings));
});

test('a noise out of range and a corpus of three labels are refused', () => {
  expect(() => withNoise(clean, 1.1, 7)).toThrow('labelNoise must be a number from 0 to 1, got 1.1');
  expect(() => withNoise(clean, Number.NaN, 7)).toThrow('labelNoise must be a number from 0 to 1, got NaN');
  expect(() => withNoise({ ...clean, labels: ['a', 'b', 'c'] }, 0.1, 7)).toThrow('corpus must have 2 labels, got 3');
});
