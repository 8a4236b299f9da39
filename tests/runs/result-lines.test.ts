// A file of results: what is written is read to the last bit, and what is torn or made up does no harm.

import { describe, expect, test } from 'vitest';
import {
  printHeader,
  printLine,
  readHeader,
  readLine,
  readResults,
  type TrainingLine,
} from '../../src/runs/result-lines';
import type { EpochResult } from '../../src/training/protocol';

const result = (epoch: number, loss: number): EpochResult => ({
  epoch,
  train: { loss, accuracy: 0.1 + 0.2 },
  validation: { loss: loss / 3, accuracy: 1 / 3 },
  penalty: { total: 5e-324, byRole: {} } as unknown as EpochResult['penalty'],
  gradientNorm: Number.POSITIVE_INFINITY,
  weights: { byRole: {}, kernels: null, spectralNorm: -0 },
  tokensPerSecond: Number.NaN,
  elapsedMs: 1.7976931348623157e308,
});

const line = (key: string, epochs: number, more: Partial<TrainingLine> = {}): TrainingLine => ({
  key,
  point: 2,
  seed: 4_294_967_295,
  fingerprint: '0123456789abcdef',
  backend: { backend: 'wasm' },
  data: null,
  mistakes: { training: Uint32Array.of(0, 4_294_967_295), validation: Uint32Array.of() },
  ending: { weightsEpoch: epochs, lastGain: null },
  results: Array.from({ length: epochs }, (_, i) => result(i + 1, Math.E / (i + 1))),
  ...more,
});

describe('a line', () => {
  test('is read as it was written, numbers that JSON does not have included', () => {
    for (const written of [
      line('a', 3),
      line('b', 2, { until: 2, mistakes: null, ending: null }),
      line('i', 1, { results: [result(1, Number.POSITIVE_INFINITY)] }),
      line('s', 5, { ending: { weightsEpoch: 3, lastGain: 3 } }),
      line('c', 0, { failure: { kind: 'diverged', epoch: 1, loss: Number.NaN }, fingerprint: null, backend: null }),
    ]) {
      const text = printLine(written);
      expect(text.indexOf('\n')).toBe(text.length - 1);
      expect(readLine(text)).toStrictEqual(written);
    }
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"key":"a"}',
    '{"key":1,"results":[]}',
    '{"key":"a","results":[null]}',
    '{"key":"a","results":[{"epoch":2,"train":{"loss":1,"accuracy":1},"validation":{"loss":1,"accuracy":1}}]}',
    '{"key":"a","results":[{"epoch":1,"train":{"loss":1,"accuracy":1},"validation":{"loss":"1"}}]}',
  ])('is none: %s', (text) => {
    expect(readLine(text)).toBeNull();
  });
});

describe('a file', () => {
  const header = printHeader('#v=1&r=lstm', 'feed');

  test('says of what experiment and what engine it is', () => {
    expect(readHeader(header)).toEqual({ sweep: 1, link: '#v=1&r=lstm', engine: 'feed' });
    expect(readHeader('{"sweep":2,"link":"#v=1","engine":"feed"}')).toBeNull();
    expect(readResults('').header).toBeNull();
  });

  test('has of a key what is known last: more epochs, or a failure', () => {
    const failed = line('b', 1, { failure: { kind: 'diverged', epoch: 2, loss: 2000 } });
    const lines = [line('a', 1, { until: 1 }), line('b', 3), line('a', 3), line('a', 1, { until: 1 }), failed];
    const { trainings, problems } = readResults(header + lines.map(printLine).join(''));
    expect([...trainings.values()]).toEqual([line('a', 3), failed]);
    expect(problems).toEqual([]);
  });

  test('keeps its good lines where others are torn', () => {
    const torn = printLine(line('b', 3)).slice(0, 80);
    const { trainings, problems } = readResults(
      `${header}${printLine(line('a', 1))}${torn}\n${printLine(line('c', 1))}${torn}`,
    );
    expect([[...trainings.keys()], problems]).toEqual([
      ['a', 'c'],
      [3, 5],
    ]);
  });
});
