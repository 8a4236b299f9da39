// A picture of the benchmark says in words what it draws, and keeps its labels apart.

import { expect, test } from 'vitest';
import { linearTicks, lineChart, logTicks, spreadOut } from '../../bench/line-chart.mjs';

const labels = (ticks: { lines: { label: string }[] }) => ticks.lines.map(({ label }) => label);

test('a logarithmic axis holds all values, between round ones', () => {
  const ticks = logTicks(3.1, 170);
  expect(ticks).toMatchObject({ low: 2, high: 200 });
  expect(labels(ticks)).toEqual(['2', '5', '10', '20', '50', '100', '200']);
});

test('a logarithmic axis of many decades names the powers of ten alone', () => {
  expect(labels(logTicks(0.9, 1100)).filter(Boolean)).toEqual(['1', '10', '100', '1,000']);
});

test('a linear axis starts at zero and ends at or above the largest value', () => {
  expect(labels(linearTicks(6))).toEqual(['0', '2', '4', '6']);
  expect(linearTicks(5.3).high).toBeGreaterThanOrEqual(5.3);
});

test('labels of lines that end close together do not lie on each other', () => {
  const ends = [100, 101, 330, 340, 342].map((y) => ({ y }));
  const ys = spreadOut(ends).map(({ labelY }) => labelY);
  for (let i = 1; i < ys.length; i++) expect(ys[i]! - ys[i - 1]!).toBeGreaterThanOrEqual(17);
});

test('a chart is named and described, and its words are escaped', () => {
  const svg = lineChart({
    title: 'a < b & c',
    subtitle: 'ms',
    description: 'ours: 1 ms at 2 units.',
    x: { label: 'units', values: [2, 4], log: true },
    y: { log: true },
    series: [
      {
        name: 'ours',
        style: 'blue',
        points: [
          { x: 2, y: 1 },
          { x: 4, y: 3, low: 2, high: 4 },
        ],
      },
    ],
  });
  expect(svg).toContain('<title id="title">a &lt; b &amp; c</title>');
  expect(svg).toContain('<desc id="description">ours: 1 ms at 2 units.</desc>');
  expect(svg).toContain('role="img" aria-labelledby="title description"');
  expect(svg).not.toMatch(/NaN|undefined/);
});
