// The streams of random numbers: what they promise statistically, and that they never change.

import { describe, expect, test } from 'vitest';
import { normals, permutation, type Stream, stream } from '../../src/experiment/random';

const count = 100_000;
const indexes = Array.from({ length: count }, (_, i) => i);
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: ArrayLike<number>) => {
  const center = mean(values);
  return mean(Array.from(values, (value) => (value - center) ** 2));
};

/** Chi-square of how often each cell was hit, of cells that are all as likely. */
const chiSquare = (hits: number[], cells: number) => {
  const counts = new Array<number>(cells).fill(0);
  for (const cell of hits) counts[cell]!++;
  const expected = hits.length / cells;
  return counts.reduce((sum, observed) => sum + (observed - expected) ** 2 / expected, 0);
};
/** Six standard deviations above the mean of the distribution, about a chance in a million. */
const looseBound = (cells: number) => cells - 1 + 6 * Math.sqrt(2 * (cells - 1));

const streams: [string, Stream][] = [
  ['init', stream(7, 'init', 'rnn/0/kernel')],
  ['shuffle', stream(0, 'shuffle', 1)],
  ['largest seed', stream(4_294_967_295, 'dropout', 'output', 30)],
];

describe('a stream', () => {
  test('gives the same number whatever was asked before', () => {
    const forwards = stream(7, 'a');
    const backwards = stream(7, 'a');
    const first = indexes.slice(0, 100).map((i) => forwards.uint32(i));
    const second = indexes
      .slice(0, 100)
      .reverse()
      .map((i) => backwards.uint32(i))
      .reverse();
    expect(second).toEqual(first);
  });

  test('differs by seed, by name and by every part of the name', () => {
    const numbersOf = (source: Stream) => indexes.slice(0, 8).map(source.uint32).join();
    const all = [
      stream(7),
      stream(8),
      stream(7, 'init'),
      stream(7, 'init', 'kernel'),
      stream(7, 'init', 'bias'),
      stream(7, 'shuffle', 1),
      stream(7, 'shuffle', 2),
      stream(7, 'shuffle', 12),
      stream(71, 'shuffle', 2),
      stream(7, 'shuffle', 1, 2),
    ].map(numbersOf);
    expect(new Set(all).size).toBe(all.length);
  });

  test('of neighbouring seeds or epochs is not correlated', () => {
    const pairs: [Stream, Stream][] = [
      [stream(7, 'shuffle', 1), stream(7, 'shuffle', 2)],
      [stream(7, 'init'), stream(8, 'init')],
    ];
    for (const [a, b] of pairs) {
      const products = indexes.map((i) => (a.uniform(i) - 0.5) * (b.uniform(i) - 0.5) * 12);
      expect(Math.abs(mean(products))).toBeLessThan(6 / Math.sqrt(count));
    }
  });

  test.each(streams)('%s: integers of 32 bits, and the uniform number is that over 2³²', (_, source) => {
    for (const i of [...indexes.slice(0, 1000), 2 ** 31, 2 ** 32 - 1]) {
      const value = source.uint32(i);
      expect(value).toBe(value >>> 0);
      expect(source.uniform(i)).toBe(value / 4_294_967_296);
    }
  });

  test.each(streams)('%s is uniform', (_, source) => {
    const values = indexes.map(source.uniform);
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(6 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(6 * Math.sqrt(1 / 180 / count));
    const hits = values.map((value) => Math.floor(value * 256));
    expect(chiSquare(hits, 256)).toBeLessThan(looseBound(256));
    // The low bits, and the pair of one number and the next.
    expect(
      chiSquare(
        indexes.map((i) => source.uint32(i) & 255),
        256,
      ),
    ).toBeLessThan(looseBound(256));
    const pairs = indexes.map((i) => (source.uint32(i) >>> 28) * 16 + (source.uint32(i + 1) >>> 28));
    expect(chiSquare(pairs, 256)).toBeLessThan(looseBound(256));
  });
});

describe('numbers that every released link depends on', () => {
  const kernel = stream(7, 'init', 'rnn/0/kernel');

  test('integers, as pinned', () => {
    expect([0, 1, 2, 3, 1_000_000].map(kernel.uint32)).toEqual([
      1_766_123_431, 3_613_566_294, 1_421_830_848, 790_734_486, 2_096_305_753,
    ]);
    expect(stream(0, 'split').uint32(0)).toBe(895_828_956);
    expect(stream(4_294_967_295, 'shuffle', 3).uint32(12_345)).toBe(1_114_439_061);
  });

  test('a permutation, as pinned', () => {
    expect([...permutation(stream(7, 'shuffle', 1), 10)]).toEqual([1, 3, 5, 0, 9, 8, 2, 6, 7, 4]);
  });

  test('normal numbers, as pinned', () => {
    expect([...normals(kernel, 4)]).toEqual([
      -0.2974278487539522, 1.1434171370195179, -0.5446530456720162, -1.0183348886633605,
    ]);
  });

  test('integers, by an independent calculation in arithmetic without overflow', () => {
    const times = (a: bigint, b: bigint) => BigInt.asUintN(32, a * b);
    const mix = (value: bigint) => {
      let x = BigInt.asUintN(32, value);
      x = times(x ^ (x >> 16n), 0x85ebca6bn);
      x = times(x ^ (x >> 13n), 0xc2b2ae35n);
      return x ^ (x >> 16n);
    };
    const hash = (text: string, start: bigint) =>
      mix([...text].reduce((state, symbol) => times(state ^ BigInt(symbol.charCodeAt(0)), 0x01000193n), start));
    const name = '7|init|rnn/0/kernel';
    const keys = [hash(name, 0x811c9dc5n ^ 0x9e3779b9n), hash(name, 0x811c9dc5n ^ 0x85ebca6bn)] as const;
    for (const i of [0, 1, 2, 3, 1_000_000, 2 ** 32 - 1]) {
      expect(kernel.uint32(i)).toBe(Number(mix(mix(times(BigInt(i), 0x9e3779b9n) + keys[0]) ^ keys[1])));
    }
  });
});

describe('a permutation', () => {
  test.each([0, 1, 2, 7, 1000])('of %d holds every number once', (size) => {
    const order = permutation(stream(7, 'shuffle', 1), size);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
  });

  test('is another one for another epoch', () => {
    expect(permutation(stream(7, 'shuffle', 1), 100)).not.toEqual(permutation(stream(7, 'shuffle', 2), 100));
  });

  test('puts every number in every place equally often', () => {
    const size = 8;
    const hits = indexes
      .slice(0, 5000)
      .flatMap((epoch) =>
        [...permutation(stream(7, 'shuffle', epoch), size)].map((value, place) => value * size + place),
      );
    expect(chiSquare(hits, size * size)).toBeLessThan(looseBound(size * size));
  });
});

describe('normal numbers', () => {
  test.each(streams)('%s: mean 0, variance 1, and the tails of a bell', (_, source) => {
    const values = normals(source, count);
    expect(Math.abs(mean(values))).toBeLessThan(6 / Math.sqrt(count));
    expect(Math.abs(variance(values) - 1)).toBeLessThan(6 * Math.sqrt(2 / count));
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(6 * Math.sqrt(96 / count));
    const shareBeyond = (bound: number) => mean(values.map((value) => (Math.abs(value) > bound ? 1 : 0)));
    expect(shareBeyond(1)).toBeCloseTo(0.3173, 2);
    expect(shareBeyond(2)).toBeCloseTo(0.0455, 2);
  });

  test('agree with the method calculated by Math.log', () => {
    const source = stream(7, 'init', 'check');
    const values = normals(source, 20_000);
    const expected: number[] = [];
    for (let draw = 0; expected.length < values.length; draw += 2) {
      const u = 2 * source.uniform(draw) - 1;
      const v = 2 * source.uniform(draw + 1) - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      expected.push(u * scale, v * scale);
    }
    const largestError = Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)));
    expect(largestError).toBeLessThan(1e-12);
  });

  test('the logarithm holds for the smallest and the largest arguments', () => {
    // u and v as given, so that s is 2⁻⁶² or just below 1.
    const fixed = (u: number, v: number): Stream => {
      const uniform = (index: number) => ((index % 2 === 0 ? u : v) + 1) / 2;
      return { uniform, uint32: (index) => uniform(index) * 2 ** 32 };
    };
    for (const [u, v] of [
      [2 ** -31, 0],
      [1 - 2 ** -31, 0],
      [Math.SQRT1_2, 0],
      [0.5, 0.5],
    ] as const) {
      const s = u * u + v * v;
      expect(normals(fixed(u, v), 1)[0]).toBeCloseTo(u * Math.sqrt((-2 * Math.log(s)) / s), 12);
    }
  });

  test('an odd count gives the first of the longer row', () => {
    const source = stream(7, 'a');
    expect([...normals(source, 5)]).toEqual([...normals(source, 6)].slice(0, 5));
  });
});
