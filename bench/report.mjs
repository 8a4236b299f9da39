// Results → the table on stdout and RESULTS.md.

const cells = ['SimpleRNN', 'LSTM', 'GRU'];
const engines = [
  ['ours', 'wasm'],
  ['ours', 'cpu'],
  ['pytorch', 'native'],
  ['tf.layers', 'webgl'],
];
/** Largest share of PyTorch's time that our wasm step may take. */
const shareGoals = { SimpleRNN: 1 / 3, LSTM: 1 / 4, GRU: 1 / 3 };
const tfLayersGoal = 150;
const lstmGoalMs = 2.5;

/** @returns {string} Markdown: times, then ratios with their goals */
export function resultsTable(results) {
  const time = (engine, backend, cell) =>
    results.rows.find((row) => row.engine === engine && row.backend === backend && row.cell === cell)?.msPerStep;
  const times = engines
    .filter(([engine, backend]) => cells.some((cell) => time(engine, backend, cell)))
    .map(([engine, backend]) => [
      engine === 'pytorch' ? `pytorch, native, ${results.blas}` : `${engine}, ${backend}`,
      ...cells.map((cell) => milliseconds(time(engine, backend, cell))),
    ]);

  const ratios = cells.flatMap((cell) => {
    const ours = time('ours', 'wasm', cell);
    const torch = time('pytorch', 'native', cell);
    const tfLayers = time('tf.layers', 'webgl', cell);
    return [
      ...(torch
        ? [
            [
              `${cell}: ours on wasm takes, of PyTorch's time`,
              (ours / torch).toFixed(2),
              `≤ ${shareGoals[cell].toFixed(2)}`,
              met(ours / torch <= shareGoals[cell]),
            ],
          ]
        : []),
      [
        `${cell}: tf.layers on webgl takes, times ours on wasm`,
        (tfLayers / ours).toFixed(0),
        `≥ ${tfLayersGoal}`,
        met(tfLayers / ours >= tfLayersGoal),
      ],
    ];
  });
  const lstm = time('ours', 'wasm', 'LSTM');
  const goals = [
    ['LSTM: ours on wasm, ms', milliseconds(lstm), `≤ ${lstmGoalMs}`, met(lstm <= lstmGoalMs)],
    ...ratios,
    ...appRows(results),
  ];
  return [
    table(['ms a training step', ...cells], times),
    table(['figure', 'measured', 'goal', 'met'], goals),
    ...[results.torchMissing, results.missing].filter((line) => line),
  ].join('\n\n');
}

export function resultsMarkdown(results) {
  const { machine, workload: w, rows, webglRenderer, sixRuns, busyWith } = results;
  const range = ({ engine, backend, cell, fastestMsPerStep, slowestMsPerStep }) => [
    `${engine}, ${backend}`,
    cell,
    milliseconds(fastestMsPerStep),
    milliseconds(slowestMsPerStep),
  ];
  const penaltyTerms = rows.find(({ engine }) => engine === 'tf.layers').penaltyTerms;
  return `# Results
${busyWith ? `\n**A draft**: other processes ran meanwhile (load ${busyWith} before the start).\n` : ''}
Printed by \`npm run -s bench\`. Everything was measured in one run, one thing after another, on this machine:
${machine}.

${resultsTable(results)}

## What was measured
One training step: forward pass, backward pass and update of all weights. Batch ${w.batch}, ${w.time} tokens, all texts full
length; embedding ${w.embeddingSize}, ${w.units} units, vocabulary ${w.vocabulary}, ${w.classes} classes; Adam; L1 = ${w.l1} and L2 = ${w.l2} on the kernel and
the recurrent kernel. After some steps of warm-up, steps are timed in blocks, each of which ends with reading
a number back that depends on the last step; the median block counts. Every engine must lower its loss, or it is
not measured.

- **ours** (\`learner.step\`, what the app's workers call) in headless Chromium, on its wasm and its cpu backend.
- **pytorch** (\`peer_torch.py\`): \`nn.Embedding\`, \`nn.RNN\`/\`nn.LSTM\`/\`nn.GRU\`, \`nn.Linear\`, \`torch.optim.Adam\`, natively,
  with one thread, as ours has. Most of its time is spent in its BLAS library, named in the table: \`libblas.so.3\` is
  Debian's default, the reference BLAS, with which PyTorch takes about three times as long as with OpenBLAS. For
  a stronger opponent install \`libopenblas0-pthread\`, and read the ratios again.
- **tf.layers** (\`tf-layers.ts\`): the same model of @tensorflow/tfjs 4.22.0, trained by \`trainOnBatch\` on webgl in the same
  Chromium. **Its penalties do nothing**: \`kernelRegularizer\` and \`recurrentRegularizer\` are set, and the model adds
  ${penaltyTerms} of 2 penalty terms to its loss, so it does less work than the others here. It runs without masking.
- **webgl is a software adapter** here (${webglRenderer}): on a machine
  with a graphics card tf.layers is faster than this.
- **The app**: built as it is published, served from loopback, in a fresh profile. The first point is timed from
  navigation to the bar's first epoch. Main-thread tasks are the browser's own \`longtask\` entries, which it writes
  for tasks over 50 ms${sixRuns ? `, from one second after Train was pressed until the six runs ended or ${sixRuns.watchedSeconds} s were over: ${sixRuns.percentDone} % of their epochs` : ''}.

## Spread
${table(['engine', 'cell', 'fastest block, ms a step', 'slowest'], rows.map(range))}
`;
}

function appRows({ longestTaskMs, longestTaskOfFirstSecondMs, firstPointMs }) {
  if (longestTaskMs === undefined) return [];
  const task = (ms) => (ms === 0 ? 'none over 50' : String(ms));
  return [
    [
      'longest main-thread task while six runs train, ms',
      task(longestTaskMs),
      'none over 50',
      met(longestTaskMs <= 50),
    ],
    ['the same in the first second after Train, ms', task(longestTaskOfFirstSecondMs), '', ''],
    ['first point of the first curve after navigation, ms', String(firstPointMs), '≤ 1500', met(firstPointMs <= 1500)],
  ];
}

const met = (isMet) => (isMet ? 'yes' : 'no');
const milliseconds = (ms) => (ms === undefined ? 'not measured' : ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0));

/** A Markdown table, aligned for a terminal too; all columns but the first are numbers. */
export function table(head, rows) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
