// Intervals and differences against printed tables, published data and simulations.

import { describe, expect, test } from 'vitest';
import { normals, stream } from '../../src/experiment/random';
import { mean, meanInterval, pairedDifference, standardDeviation, tQuantile } from '../../src/runs/statistics';

test('quantiles of Student’s t are those of printed tables', () => {
  const table = { 1: 12.7062047, 2: 4.30265273, 4: 2.77644511, 9: 2.26215716, 30: 2.04227246, 1000: 1.96233908 };
  for (const [degrees, quantile] of Object.entries(table)) {
    expect(tQuantile(0.975, Number(degrees))).toBeCloseTo(quantile, 6);
  }
  // One degree of freedom is Cauchy's distribution: tan(π(p − ½)).
  expect(tQuantile(0.9, 1)).toBeCloseTo(Math.tan(Math.PI * 0.4), 9);
  expect(() => tQuantile(1, 3)).toThrow('probability');
  expect(() => tQuantile(0.9, 0)).toThrow('degreesOfFreedom');
});

test('mean and standard deviation', () => {
  expect(mean([1, 2, 6])).toBe(3);
  // (4 + 1 + 9) / 2 = 7.
  expect(standardDeviation([1, 2, 6])).toBeCloseTo(Math.sqrt(7));
  expect(standardDeviation([5])).toBe(0);
  expect(meanInterval([5])).toBeNull();
});

describe('differences of pairs', () => {
  test('Student’s own: hours of sleep won by two drugs, ten patients', () => {
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    expect(pairedDifference(one, other)).toEqual({
      difference: expect.closeTo(-1.58),
      interval: { low: expect.closeTo(-2.4598858, 6), high: expect.closeTo(-0.7001142, 6) },
      pairs: 10,
      verdict: 'lower',
      morePairs: null,
    });
    expect(pairedDifference(other, one).verdict).toBe('higher');
  });

  test('one or two pairs tell nothing, however far apart', () => {
    expect(pairedDifference([1], [9])).toMatchObject({ difference: -8, interval: null, verdict: 'tooFew' });
    expect(pairedDifference([1, 1], [9, 9])).toMatchObject({ interval: { low: -8, high: -8 }, verdict: 'tooFew' });
    expect(pairedDifference([1, 1, 1], [9, 9, 9]).verdict).toBe('lower');
  });

  test('noise says how many more pairs would tell', () => {
    // Mean 1, deviation 2: 1 > t·2/√n first for n = 18, where t is 2.110 (17: 2.120·2/√17 = 1.028).
    const { verdict, morePairs } = pairedDifference([3, -1, 1 + Math.sqrt(4), 1 - Math.sqrt(4), 1], [0, 0, 0, 0, 0]);
    expect(standardDeviation([3, -1, 3, -1, 1])).toBe(2);
    expect({ verdict, morePairs }).toEqual({ verdict: 'noise', morePairs: 13 });
    expect(pairedDifference([1, -1, 0], [0, 0, 0])).toMatchObject({ verdict: 'noise', morePairs: null });
    expect(pairedDifference([2, 2, 2], [2, 2, 2])).toMatchObject({ verdict: 'noise', morePairs: null });
  });

  test('as many more pairs as are said tell, and one fewer does not', () => {
    // Of n numbers one above and one below in turn, the deviation is √(n/(n − 1)).
    for (const [difference, pairs] of [
      [0.9, 4],
      [0.5, 6],
      [0.2, 10],
      [0.08, 30],
    ] as const) {
      const values = Array.from({ length: pairs }, (_, at) => difference + (at % 2 ? 1 : -1));
      const deviation = Math.sqrt(pairs / (pairs - 1));
      const margin = (count: number) => (tQuantile(0.975, count - 1) * deviation) / Math.sqrt(count);
      const { verdict, morePairs } = pairedDifference(values, new Array<number>(pairs).fill(0));
      expect(verdict).toBe('noise');
      expect(margin(pairs + morePairs!)).toBeLessThan(difference);
      expect(margin(pairs + morePairs! - 1)).toBeGreaterThanOrEqual(difference);
    }
  });

  test('where a thousand pairs would not tell, no number is said', () => {
    const about = (middle: number) => [middle - 1, middle + 1, middle - 1, middle + 1];
    // Deviation √(4/3): at n = 1000 the margin is 1.96234·1.15470/31.6228 = 0.071654.
    expect(pairedDifference(about(0.0717), [0, 0, 0, 0]).morePairs).toBeGreaterThan(990);
    expect(pairedDifference(about(0.0716), [0, 0, 0, 0]).morePairs).toBeNull();
  });

  test('what is no pair of numbers is refused', () => {
    expect(() => pairedDifference([1], [])).toThrow('1 and 0');
    expect(() => pairedDifference([Number.NaN], [1])).toThrow('finite');
  });
});

describe('simulated', () => {
  const samples = 4000;
  const size = 5;
  const coverage = (draw: (sample: number) => number[], truth: number) => {
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const { low, high } = meanInterval(draw(sample))!;
      if (low <= truth && truth <= high) held++;
    }
    return held / samples;
  };

  test.each([
    ['normal numbers', (i: number) => [...normals(stream(1, 'normal', i), size)], 0],
    ['uniform numbers', (i: number) => Array.from({ length: size }, (_, at) => stream(2, i).uniform(at)), 0.5],
  ] as const)('the interval holds the mean of %s 93 to 97 times in a hundred', (_, draw, truth) => {
    const share = coverage(draw, truth);
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });

  test('the interval holds the difference of pairs that share their luck 93 to 97 times in a hundred', () => {
    const truth = 0.3;
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const luck = normals(stream(4, 'luck', sample), size);
      const side = (name: string, middle: number) =>
        [...normals(stream(4, name, sample), size)].map((own, at) => middle + 3 * luck[at]! + own);
      const { low, high } = pairedDifference(side('ours', truth), side('theirs', 0)).interval!;
      if (low <= truth && truth <= high) held++;
    }
    expect(held / samples).toBeGreaterThan(0.93);
    expect(held / samples).toBeLessThan(0.97);
  });

  test('A against A, as seeds share their luck, is called a difference 3 to 7 times in a hundred', () => {
    let called = 0;
    for (let sample = 0; sample < samples; sample++) {
      const luck = normals(stream(3, 'luck', sample), size);
      const side = (name: string) => [...normals(stream(3, name, sample), size)].map((own, at) => luck[at]! + own);
      const { verdict } = pairedDifference(side('ours'), side('theirs'));
      if (verdict === 'lower' || verdict === 'higher') called++;
    }
    expect(called / samples).toBeGreaterThan(0.03);
    expect(called / samples).toBeLessThan(0.07);
  });
});
