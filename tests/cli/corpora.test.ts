// The baselines of docs/corpora.md are right, and the page tells of the corpora as they are.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accuracyOf, type Bag, crossValidate, dealFolds, type Fit } from '../../cli/baselines/cross-validation';
import { fitLogisticRegression, minimize } from '../../cli/baselines/logistic-regression';
import { fitNaiveBayes } from '../../cli/baselines/naive-bayes';
import { digestOf, factsOf } from '../../cli/corpora/facts';
import type { Measured } from '../../cli/corpora/measure';
import type { Outcome } from '../../cli/corpora/networks';
import { printPage, type Section } from '../../cli/corpora/page';
import { printRecords, readRecords, recordsFile } from '../../cli/corpora/records';
import { findingsOf, gainOf } from '../../cli/corpora/verdict';
import { corpora } from '../../src/experiment/experiment';
import { openLink } from '../../src/experiment/link';
import { mean, standardDeviation } from '../../src/runs/statistics';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import type { Corpus } from '../../src/text/corpus';
import { naiveBayesAccuracy, wordsOf } from '../text/corpus-measures';

const words = (...texts: string[]): Bag[] => texts.map((text) => text.split(' '));

describe('logistic regression', () => {
  test('finds the weight at which penalty and evidence balance', () => {
    // By symmetry the weights are ±w and the biases 0, and the gradient of w is l2·w − 1 / (1 + e^(2w)).
    const l2 = 0.5;
    let [low, high] = [0, 10];
    for (let halving = 0; halving < 60; halving++) {
      const middle = (low + high) / 2;
      if (l2 * middle < 1 / (1 + Math.exp(2 * middle))) low = middle;
      else high = middle;
    }
    const { weight, bias } = minimize(words('bad', 'good'), [0, 1], 2, l2);
    expect(weight('good', 1)).toBeCloseTo(low, 3);
    expect(weight('good', 0)).toBeCloseTo(-low, 3);
    expect(weight('bad', 1)).toBeCloseTo(-low, 3);
    expect(bias(0)).toBeCloseTo(0, 3);
    expect(weight('unseen', 0)).toBe(0);
  });

  test('ends where no single weight can be moved to a lower objective', () => {
    const bags = words('a a b', 'b c', 'c c c', 'a', 'd b a', 'c d');
    const labelIds = [0, 1, 2, 0, 1, 2];
    const tokens = ['a', 'b', 'c', 'd'];
    const { weight, bias } = minimize(bags, labelIds, 3, 0.3);
    const objective = (moved: string, movedLabel: number, by: number) => {
      const at = (token: string, label: number) =>
        weight(token, label) + (token === moved && label === movedLabel ? by : 0);
      const logit = (bag: Bag, label: number) =>
        bias(label) +
        (moved === 'bias' && label === movedLabel ? by : 0) +
        bag.reduce((sum, token) => sum + at(token, label), 0);
      let total = 0;
      bags.forEach((bag, text) => {
        const powers = [0, 1, 2].map((label) => Math.exp(logit(bag, label)));
        total -= Math.log(powers[labelIds[text]!]! / powers.reduce((sum, power) => sum + power));
      });
      for (const token of tokens) for (const label of [0, 1, 2]) total += 0.15 * at(token, label) ** 2;
      return total;
    };
    for (const moved of [...tokens, 'bias']) {
      for (const label of [0, 1, 2]) {
        const here = objective(moved, label, 0);
        expect(objective(moved, label, 1e-3)).toBeGreaterThan(here);
        expect(objective(moved, label, -1e-3)).toBeGreaterThan(here);
      }
    }
  });

  test('gives the label that the words of a text are evidence for', () => {
    const classify = fitLogisticRegression(words('warm soup', 'cold soup', 'warm tea', 'cold tea'), [1, 0, 1, 0], 2);
    expect(words('warm water', 'cold feet', 'cold cold warm').map(classify)).toEqual([1, 0, 0]);
  });
});

describe('cross-validation', () => {
  test('deals every text to one fold, in folds of one size', () => {
    const folds = dealFolds(23, 5);
    expect(folds.map(({ length }) => length)).toEqual([5, 5, 5, 4, 4]);
    expect(folds.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, text) => text));
  });

  test('judges no text by a classifier that has seen it', () => {
    const bags = Array.from({ length: 23 }, (_, text) => [`word ${text}`]);
    const remember: Fit = (seen, labelIds) => {
      const known = new Map(seen.map(([word], text) => [word, labelIds[text]!]));
      return ([word]) => known.get(word) ?? -1;
    };
    expect(crossValidate(remember, bags, Uint8Array.from(bags.keys()), 23)).toEqual(bags.map(() => -1));
  });

  test.each([
    ['naive Bayes', fitNaiveBayes],
    ['logistic regression', fitLogisticRegression],
  ])('with %s gives a fold the same labels whatever its own labels are', (_, fit) => {
    const bags = Array.from({ length: 40 }, (_, text) => [`w${text % 7}`, `v${text % 3}`]);
    const labelIds = bags.map((_, text) => Number(text % 7 > 3));
    const [fold] = dealFolds(bags.length, 5);
    const turned = labelIds.map((label, text) => (fold!.includes(text) ? 1 - label : label));
    const given = crossValidate(fit, bags, labelIds, 2);
    const givenTurned = crossValidate(fit, bags, turned, 2);
    expect(fold!.map((text) => givenTurned[text])).toEqual(fold!.map((text) => given[text]));
    expect(givenTurned).not.toEqual(given);
  });

  test('with naive Bayes gives the accuracy that the corpora are held to', async () => {
    const corpus = await loadCorpus('intents');
    const given = crossValidate(fitNaiveBayes, corpus.texts.map(wordsOf), corpus.labelIds, corpus.labels.length);
    expect(accuracyOf(given, corpus.labelIds)).toBe(naiveBayesAccuracy(corpus));
  });
});

describe('facts of a corpus', () => {
  const corpus: Corpus = {
    name: 'tiny',
    labels: ['bad', 'good'],
    texts: Array.from({ length: 20 }, (_, text) => (text % 2 ? `a good film ${text}` : `a bad film ! !`)),
    labelIds: Uint8Array.from({ length: 20 }, (_, text) => text % 2),
  };

  test('count texts, tokens and words', () => {
    const facts = factsOf(corpus);
    expect(facts).toMatchObject({ texts: 20, lengths: [4, 4, 4, 5, 5], distinctTokens: 15, cutTexts: 0 });
    expect(facts.tokensSeenOnce).toBe(10 / 15);
    expect(facts.labels.map(({ label, texts, meanTokens }) => [label, texts, meanTokens])).toEqual([
      ['bad', 10, 5],
      ['good', 10, 4],
    ]);
  });

  test('name the tokens that tell a label, with their log-odds', () => {
    const [bad, good] = factsOf(corpus).labels;
    // All 10 texts of the one label, none of the 10 others, half a text added to each count.
    expect(good!.telling[0]!.token).toBe('good');
    expect(good!.telling[0]!.logOdds).toBeCloseTo(2 * Math.log(10.5 / 0.5), 10);
    expect(bad!.telling.slice(0, 2).map(({ token }) => token)).toEqual(['!', 'bad']);
  });
});

describe('the verdict', () => {
  const outcome = (bestLoss: number, finalLoss: number): Outcome => ({
    seed: 1,
    bestEpoch: 3,
    bestLoss,
    bestAccuracy: 0.7,
    finalLoss,
    finalAccuracy: 0.7,
    trainLoss: 0,
    trainAccuracy: 1,
  });

  test('counts a gain only where it is positive with every seed and larger than the spread', () => {
    const nothing = [0.6, 0.62, 0.64].map((loss) => outcome(loss, loss));
    const gainBy = (...by: number[]) =>
      gainOf(
        nothing,
        nothing.map(({ bestLoss }, seed) => outcome(bestLoss - by[seed]!, 0)),
        'bestLoss',
      );
    expect(gainBy(0.01, 0.02, 0.03).beyondSpread).toBe(true);
    expect(gainBy(0.01, 0.01, 0.09).beyondSpread).toBe(false);
    expect(gainBy(-0.001, 0.1, 0.1).beyondSpread).toBe(false);
    expect(standardDeviation([0.6, 0.62, 0.64])).toBeCloseTo(0.02, 10);
    expect(mean([1, 2, 6])).toBe(3);
  });

  test('says no where the bag of words is near chance or too easy, nothing climbs or nothing helps', () => {
    const measured = (logisticRegression: number, rise: number, gain: number): Measured => {
      const outcomes = [0, 0, 0].map(() => outcome(0.6, 0.6 + rise));
      const winner = [0, 0, 0].map(() => outcome(0.6 - gain, 0.6 + rise - gain));
      const comparison = {
        trainingTexts: 600,
        nothing: { settings: {}, outcomes },
        winner: { settings: {}, outcomes: winner },
      };
      return {
        corpus: 'reviews',
        digest: '',
        baselines: {
          majority: 0.5,
          lengthAlone: 0.5,
          punctuationAlone: 0.5,
          naiveBayes: 0.5,
          logisticRegression,
        },
        bagOfWords: [],
        networks: [{ cell: 'LSTM', sweep: [], comparisons: [comparison] }],
      };
    };
    const met = (...numbers: [number, number, number]) =>
      findingsOf(measured(...numbers))
        .slice(0, 4)
        .map((finding) => finding.met);
    expect(met(0.8, 0.5, 0.1)).toEqual([true, true, true, true]);
    expect(met(0.55, 0.05, 0.1)).toEqual([false, false, true, true]);
    expect(met(0.95, 0.5, -0.1)).toEqual([false, true, false, false]);
  });
});

describe('docs/corpora.md', () => {
  const records = readRecords();

  test.each(corpora)('tells of the %s as they are: npm run -s corpora measures them anew', async (name) => {
    expect(records.get(name)?.digest).toBe(digestOf(await loadCorpus(name)));
  });

  test('is what texts, cards and recorded numbers give: npm run -s corpora -- --page writes it', async () => {
    const sections: Section[] = [];
    for (const corpus of corpora) {
      sections.push({ corpus, facts: factsOf(await loadCorpus(corpus)), measured: records.get(corpus)! });
    }
    expect(readFileSync('docs/corpora.md', 'utf8')).toBe(printPage(sections));
    expect(readFileSync(recordsFile, 'utf8')).toBe(printRecords(records));
  });

  test('has links that open without a problem', () => {
    const links = readFileSync('docs/corpora.md', 'utf8').match(/#v=1[^`]*/g) ?? [];
    expect(links.length).toBe(4 * corpora.length);
    for (const link of links) {
      expect(openLink(link)).toMatchObject({ problems: [], experiment: { shared: { epochs: 20 }, runs: [{}, {}] } });
    }
  });
});
