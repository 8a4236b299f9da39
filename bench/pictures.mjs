// Results → the pictures that show how a step and how several runs grow.

import { sixRunsGoal } from './goals.mjs';
import { lineChart } from './line-chart.mjs';
import { threeDigits } from './markdown-table.mjs';
import { sizes } from './sizes.mjs';
import { nameOf } from './step-tables.mjs';

const styleOf = { 'ours/wasm': 'blue', 'pytorch/1': 'orange', 'ours/webgl': 'green', 'ours/webgpu': 'purple' };

/** @returns {Record<string, string>} SVG by file name */
export function drawPictures({ parts }) {
  const { scaling, runs } = parts;
  return {
    ...Object.fromEntries((scaling?.series ?? []).flatMap((each) => drawSize(each))),
    ...(runs?.rows && { runs: drawRuns(runs) }),
  };
}

function drawSize({ size, values, rows }) {
  const series = Object.entries(styleOf)
    .map(([id, style]) => ({
      name: nameOf({ rows }, id).replace(/, OpenBLAS.*|, reference BLAS.*/, ''),
      style,
      points: rows
        .filter((row) => row.id === id && row.msPerStep)
        .map((row) => ({
          x: row.workload[size],
          y: row.msPerStep,
          low: row.fastestMsPerStep,
          high: row.slowestMsPerStep,
        })),
    }))
    .filter(({ points }) => points.length > 0);
  if (series.length === 0) return [];
  const { name: label, title, picture } = sizes[size];
  return [
    [
      picture,
      lineChart({
        title,
        subtitle: 'LSTM, ms a training step (logarithmic), median block; bars from the fastest block to the slowest',
        description: series.map((each) => inWords(each, label, 'ms')).join(' '),
        x: { label, values, log: true },
        y: { log: true },
        series,
      }),
    ],
  ];
}

function drawRuns({ cores, rows }) {
  const [{ seconds: one }] = rows;
  const measured = {
    name: 'measured',
    style: 'blue',
    points: rows.map(({ runs: x, seconds, fastestSeconds, slowestSeconds }) => ({
      x,
      y: seconds / one,
      low: fastestSeconds / one,
      high: slowestSeconds / one,
    })),
  };
  const series = [
    measured,
    { name: 'one after another', style: 'grey', points: rows.map(({ runs }) => ({ x: runs, y: runs })) },
  ];
  return lineChart({
    title: `What several runs at once cost on ${cores} cores`,
    subtitle: 'Time until all have finished, one run = 1; median, bars from the fastest repeat to the slowest',
    description: inWords(measured, 'runs', 'times one run'),
    x: { label: 'simultaneous runs', values: rows.map(({ runs }) => runs), log: false },
    y: { log: false },
    series,
    goal: { x: rows.at(-1).runs, y: sixRunsGoal, text: `goal: at most ${sixRunsGoal}` },
  });
}

const inWords = ({ name, points }, label, unit) =>
  `${name}: ${points.map(({ x, y }) => `${threeDigits(y)} ${unit} at ${x} ${label}`).join(', ')}.`;
