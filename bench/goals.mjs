// What was aimed at, and whether the results reach it. Ratios compare what was measured in the same part of the
// same run.

import { longTokenCost } from './long-texts.mjs';
import { convolutionGflops, productGflops, timesOneLayer } from './networks.mjs';

const cells = ['SimpleRNN', 'LSTM', 'GRU'];
const gates = { SimpleRNN: 1, LSTM: 4, GRU: 3 };
/** Largest share of PyTorch's time that our wasm step may take. */
const torchShare = { SimpleRNN: 1 / 3, LSTM: 1 / 4, GRU: 1 / 3 };
/** How much the workers' memory may grow between a tenth of the epochs and the end and still be called flat. */
const flatGrowth = 1.1;
/** What six runs on two cores may cost, in times of one. */
export const sixRunsGoal = 3.3;
/** What sixty trainings on two cores may cost, in times of one. */
const sixtyTrainingsGoal = 31;

/**
 * @typedef {object} Goal
 * @property {string} figure what was measured, in words
 * @property {number | undefined} measured undefined where it was not
 * @property {'at most' | 'at least'} direction
 * @property {number} limit
 * @property {number} digits after the decimal point
 * @property {string} [missing] why it was not measured
 */

/** @returns {Goal[]} */
export function goalsOf({ parts }) {
  const { cells: usual, workload2: larger } = parts;
  return [
    ...cells.flatMap((cell) =>
      ['webgl', 'webgpu'].map((backend) =>
        ratio(`${cell} on ${backend}: tf.layers takes, times ours`, usual, cell, [
          `tf.layers/${backend}`,
          `ours/${backend}`,
          { direction: 'at least', limit: 10, digits: 1 },
        ]),
      ),
    ),
    ...cells.map((cell) =>
      ratio(`${cell}: tf.layers on webgl takes, times ours on wasm`, usual, cell, [
        'tf.layers/webgl',
        'ours/wasm',
        { direction: 'at least', limit: 150, digits: 0 },
      ]),
    ),
    figure('LSTM: ours on wasm, ms a step', usual, (part) => rowOf(part, 'ours/wasm', 'LSTM')?.msPerStep, {
      direction: 'at most',
      limit: 2.5,
      digits: 2,
      missing: rowOf(usual, 'ours/wasm', 'LSTM')?.missing,
    }),
    ...cells.flatMap((cell) => againstTorch(usual, cell, '', torchShare[cell])),
    ...cells.flatMap((cell) => againstTorch(larger, cell, ', larger workload', 1)),
    ...cells.map((cell) => gigaflops(larger, cell)),
    ...cells.map((cell) =>
      figure(
        `${cell}: a token of a text of 400 takes on wasm, times one of a text of 40`,
        parts.long,
        (long) => longTokenCost(long, 'ours/wasm', cell),
        { direction: 'at most', limit: 1.5, digits: 2 },
      ),
    ),
    ...networkGoals(parts.networks),
    figure('six runs take, times one run', parts.runs, ({ rows }) => rows.at(-1).seconds / rows[0].seconds, {
      direction: 'at most',
      limit: sixRunsGoal,
      digits: 2,
    }),
    figure(
      'sixty trainings of a sweep take on two cores, times one alone',
      parts.sweep,
      (sweep) => (sweep.cores === 2 ? sweepCost(sweep) : undefined),
      { direction: 'at most', limit: sixtyTrainingsGoal, digits: 1, missing: 'there were more cores, or fewer' },
    ),
    figure('first point of the first curve after navigation, ms', parts.app, (app) => middleOf(app.firstPointsMs), {
      direction: 'at most',
      limit: 1500,
      digits: 0,
    }),
    figure(
      'main-thread tasks over 50 ms while six runs train, after the first second',
      parts.app,
      (app) => app.tasksOver50Ms,
      { direction: 'at most', limit: 0, digits: 0 },
    ),
    ...[
      ['while they train, after the first second', 'training'],
      ['while they are looked at', 'looking'],
    ].map(([when, of]) =>
      figure(
        `main-thread tasks over 50 ms with 6 runs × 20 seeds drawn, ${when}`,
        parts.drawn,
        (drawn) => drawn[of].over50Ms,
        { direction: 'at most', limit: 0, digits: 0 },
      ),
    ),
    figure('memory that all workers of six runs hold at most, MB', parts.memory, (memory) => peakBytes(memory) / 1e6, {
      direction: 'at most',
      limit: 400,
      digits: 0,
    }),
    figure(
      'largest live memory of those workers after a tenth of the epochs, times that at a tenth',
      parts.memory,
      growth,
      {
        direction: 'at most',
        limit: flatGrowth,
        digits: 2,
      },
    ),
    figure(
      'largest live memory of the workers after a tenth of a thousand trainings, times that at a tenth',
      parts.many,
      ({ samples }) => grown(samples.map(({ workersBytes }) => workersBytes)),
      { direction: 'at most', limit: flatGrowth, digits: 2 },
    ),
    figure('what the page keeps of each of those trainings, kB', parts.many, keptBytes, {
      ...{ direction: 'at most', limit: 5, digits: 1 },
    }),
    figure('page JavaScript of a first visit, kB gzip', parts.bytes, (bytes) => pageJavaScript(bytes) / 1000, {
      direction: 'at most',
      limit: 300,
      digits: 0,
    }),
    figure('modules of TensorFlow.js in the page', parts.bytes, ({ tfjsModulesInPage }) => tfjsModulesInPage, {
      direction: 'at most',
      limit: 0,
      digits: 0,
    }),
  ];
}

function networkGoals(part) {
  const times = (name, limit) =>
    figure(`LSTM, ${name}: a step on wasm, times one of one layer`, part, () => timesOneLayer(part, name), {
      ...{ direction: 'at most', limit, digits: 2 },
    });
  const share = () => quotient(convolutionGflops(part), productGflops(part));
  return [
    ...[times('two layers', 2.1), times('both directions', 2.1), times('readout attention', 1.25)],
    figure('text CNN: speed of its products in a step, of the matrix product alone', part, share, {
      ...{ direction: 'at least', limit: 0.6, digits: 2 },
    }),
    figure('tensors left behind by all of these', part, () => part.leakedTensors, {
      ...{ direction: 'at most', limit: 0, digits: 0 },
    }),
  ];
}

/** @returns {boolean | undefined} undefined where it was not measured */
export function isMet({ measured, direction, limit }) {
  if (measured === undefined) return undefined;
  return direction === 'at most' ? measured <= limit : measured >= limit;
}

/** A part's row of an engine and a cell, measured or missing. */
export const rowOf = (part, id, cell) => part?.rows?.find((row) => row.id === id && row.cell === cell);

export const middleOf = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

/** In times of one training alone, by the medians. */
export const sweepCost = ({ alone, swept }) => middleOf(swept) / middleOf(alone);

export const peakBytes = ({ samples }) => Math.max(...samples.map(({ heldBytes }) => heldBytes));

export const liveSamples = ({ samples }) => samples.filter(({ liveBytes }) => liveBytes !== undefined);

const growth = (memory) => grown(liveSamples(memory).map(({ liveBytes }) => liveBytes));

function grown([first, ...later]) {
  if (later.length === 0) return undefined;
  return Math.max(...later) / first;
}

/** Of results and what is drawn of them, after the first tenth, which starts all that is needed once. */
function keptBytes({ samples }) {
  const [first, last] = [samples[0], samples.at(-1)];
  return last.done === first.done ? undefined : (last.pageBytes - first.pageBytes) / (last.done - first.done) / 1000;
}

function pageJavaScript({ rows }) {
  return rows.find(({ kind, when }) => kind === 'page JavaScript' && when === 'first visit')?.gzipBytes;
}

/** Against the fastest that there is, whatever its threads and its BLAS, and against Debian's default BLAS beside it. */
function againstTorch(part, cell, where, limit) {
  const measured = (part?.rows ?? []).filter((row) => row.id.startsWith('pytorch/') && row.cell === cell);
  const fastest = measured.reduce(
    (best, row) => ((row.msPerStep ?? Infinity) < (best?.msPerStep ?? Infinity) ? row : best),
    measured[0],
  );
  const plain = measured.find((row) => row.id === 'pytorch/default');
  const against = (row, whose) =>
    ratio(`${cell}${where}: ours on wasm takes, of ${whose}`, part, cell, [
      'ours/wasm',
      row?.id ?? 'pytorch/1',
      { direction: 'at most', limit, digits: 2 },
    ]);
  return [
    ...(plain && plain !== fastest
      ? [against(plain, `PyTorch's time with the reference BLAS (Debian's default)`)]
      : []),
    against(fastest, `the fastest PyTorch's time${fastest?.msPerStep ? ` (${describeTorch(fastest)})` : ''}`),
  ];
}

const describeTorch = ({ version, blas, onednn, threads }) =>
  [version, blas ?? 'its BLAS', onednn && `oneDNN ${onednn}`, `${threads} ${threads === 1 ? 'thread' : 'threads'}`]
    .filter(Boolean)
    .join(', ');

function ratio(text, part, cell, [numerator, denominator, goal]) {
  const rows = [numerator, denominator].map((id) => rowOf(part, id, cell));
  const missing = rows.map((row, i) => (row ? row.missing : `${[numerator, denominator][i]} was not asked for`));
  return figure(text, part, () => quotient(rows[0]?.msPerStep, rows[1]?.msPerStep), {
    ...goal,
    missing: missing.find(Boolean),
  });
}

/** What a step's matrix products add and multiply, over the whole step's time. */
function gigaflops(part, cell) {
  const row = rowOf(part, 'ours/wasm', cell);
  return figure(
    `${cell}, larger workload: GFLOP/s of a step on wasm`,
    part,
    () => row?.msPerStep && operations(row) / row.msPerStep / 1e6,
    {
      direction: 'at least',
      limit: 35,
      digits: 1,
      missing: row?.missing,
    },
  );
}

/** A product and a sum for each number of both kernels and each token, once forward and twice backward. */
function operations({ cell, workload: { batch, time, embeddingSize, units } }) {
  return 3 * 2 * batch * time * gates[cell] * units * (embeddingSize + units);
}

const quotient = (a, b) => (a === undefined || b === undefined ? undefined : a / b);

function figure(text, part, measure, { missing, ...goal }) {
  if (!part) return { figure: text, measured: undefined, missing: 'not measured yet', ...goal };
  if (part.missing) return { figure: text, measured: undefined, missing: part.missing, ...goal };
  const measured = measure(part);
  return { figure: text, measured, ...goal, ...(measured === undefined && { missing: missing ?? 'too few samples' }) };
}
