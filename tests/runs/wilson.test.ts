// Wilson's interval against published numbers and a simulation.

import { describe, expect, test } from 'vitest';
import { stream } from '../../src/experiment/random';
import { wilsonInterval } from '../../src/runs/wilson';

test('eight of ten is 49.0 to 94.3 %, as printed', () => {
  const { low, high } = wilsonInterval(0.8, 10);
  expect(low).toBeCloseTo(0.4901625, 7);
  expect(high).toBeCloseTo(0.9433178, 7);
});

test('none and all do not leave 0 to 1', () => {
  // At p = 0 the ends are 0 and (z²/n)/(1 + z²/n) = 3.8414588/(n + 3.8414588).
  for (const count of [1, 7, 10, 240, 20_000]) {
    const none = wilsonInterval(0, count);
    expect(none.low).toBeGreaterThanOrEqual(0);
    expect(none.low).toBeCloseTo(0, 12);
    expect(none.high).toBeCloseTo(3.8414588 / (count + 3.8414588), 7);
    const all = wilsonInterval(1, count);
    expect(all.low).toBeCloseTo(1 - none.high, 12);
    expect(all.high).toBeLessThanOrEqual(1);
    expect(all.high).toBeCloseTo(1, 12);
  }
});

test('what is no share of anything is refused', () => {
  expect(() => wilsonInterval(1.1, 10)).toThrow('share must be from 0 to 1, got 1.1');
  expect(() => wilsonInterval(0.5, 0)).toThrow('count must be 1 or more, got 0');
});

describe('simulated', () => {
  test.each([0.5, 0.8, 0.95])('a hundred texts hold an accuracy of %s 93 to 97 times in a hundred', (accuracy) => {
    const samples = 10_000;
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const source = stream(1, 'wilson', accuracy, sample);
      let right = 0;
      for (let text = 0; text < 100; text++) if (source.uniform(text) < accuracy) right++;
      const { low, high } = wilsonInterval(right / 100, 100);
      if (low <= accuracy && accuracy <= high) held++;
    }
    expect(held / samples).toBeGreaterThan(0.93);
    expect(held / samples).toBeLessThan(0.97);
  });
});
