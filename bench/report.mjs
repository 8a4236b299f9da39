// Results → the table on stdout and RESULTS.md.

import { goalsOf, isMet, liveSamples, middleOf, peakBytes, sweepCost } from './goals.mjs';

import { lengths, longTokenCost } from './long-texts.mjs';
import { sweptTrainings } from './many-trainings.mjs';
import { table, threeDigits } from './markdown-table.mjs';
import { convolution, convolutionGflops, productGflops, timesOneLayer } from './networks.mjs';
import { sizes } from './sizes.mjs';
import { cellTables, missingOf, nameOf, sizeTables } from './step-tables.mjs';
import { whatWasMeasured } from './what-was-measured.mjs';

const headings = {
  cells: 'A training step',
  workload2: 'A step of the larger workload',
  long: 'Long texts',
  networks: 'Other networks',
  evaluation: 'An evaluation',
  scaling: 'How an LSTM step grows',
  runs: 'Simultaneous runs',
  sweep: 'A sweep',
  app: 'The page while it is used',
  drawn: 'Many curves',
  memory: 'Memory',
  many: 'Memory over a thousand trainings',
  bytes: 'Bytes',
};
const sections = {
  cells: (part) => `${workloadInWords(part.workload)}\n\n${cellTables(part)}`,
  workload2: (part) => `${workloadInWords(part.workload)}\n\n${cellTables(part)}`,
  long: longSection,
  networks: networksSection,
  evaluation: evaluationSection,
  scaling: scalingSection,
  runs: runsSection,
  sweep: sweepSection,
  app: appSection,
  drawn: drawnSection,
  memory: memorySection,
  many: manySection,
  bytes: bytesSection,
};

/** @returns {string} Markdown: every goal, and whether it is met */
export function resultsTable(results) {
  const goals = goalsOf(results);
  const sign = { 'at most': '≤', 'at least': '≥' };
  const rows = goals.map((goal) => {
    const { measured, direction, limit, digits } = goal;
    const met = isMet(goal);
    return [
      goal.figure,
      measured === undefined ? 'not measured' : measured.toFixed(digits),
      limit === 0 ? 'none' : `${sign[direction]} ${Number(limit.toFixed(2))}`,
      met === undefined ? '–' : met ? 'yes' : '**no**',
    ];
  });
  const missing = new Map();
  for (const { figure, measured, missing: reason } of goals) {
    if (measured === undefined) missing.set(reason, [...(missing.get(reason) ?? []), figure]);
  }
  const reasons = [...missing].map(([reason, figures]) => `- ${figures.length} not measured: ${reason}`);
  const known = goals.map(isMet).filter((met) => met !== undefined);
  const count = `${known.filter(Boolean).length} of ${known.length} goals that were measured are met.`;
  return [count, table(['goal', 'measured', 'aim', 'met'], rows), reasons.join('\n')].filter(Boolean).join('\n\n');
}

export function resultsMarkdown(results) {
  const parts = Object.keys(headings).flatMap((name) => {
    const part = results.parts[name];
    if (!part) return [];
    const body = part.missing ? `Not measured: ${part.missing}.` : sections[name](part);
    return [`## ${headings[name]}\n${body}`];
  });
  return `${[
    '# Results',
    'Written by `npm run -s bench` from what it measures, and never by hand.',
    ...runsInWords(results),
    `## Goals\n${resultsTable(results)}`,
    ...parts,
    `## What was measured\n${whatWasMeasured(results)}`,
  ].join('\n\n')}\n`;
}

/** Where and when; parts of different runs are told apart, because only what one run measured can be compared. */
function runsInWords({ parts }) {
  const runs = grouped(parts, ({ startedAt, quick, busyWith }) => ({ startedAt, quick, busyWith }));
  const machines = grouped(parts, ({ machine, adapters, flags }) => ({ machine, adapters, flags }));
  const about = (groups, names) => (groups.length > 1 ? ` (${names.join(', ')})` : '');
  return [
    ...runs.map(([{ startedAt, quick, busyWith }, names]) =>
      [
        `Measured in one run, one thing after another, on ${startedAt.slice(0, 10)}${about(runs, names)}.`,
        ...(quick ? ['**A quick run**: few steps, which only show that everything runs.'] : []),
        ...(busyWith ? [`**A draft**: other processes ran meanwhile (load ${busyWith} before the start).`] : []),
      ].join('\n'),
    ),
    ...machines.map(([{ machine, adapters, flags }, names]) =>
      [
        `- Machine${about(machines, names)}: ${machine}.`,
        ...(flags ? [`- Chromium was started with these flags: ${flags}.`] : []),
        ...Object.entries(adapters).map(([backend, adapter]) => `- ${adapterInWords(backend, adapter)}`),
      ].join('\n'),
    ),
  ];
}

/** @returns {[object, string[]][]} what parts have in common, and their headings */
function grouped(parts, pick) {
  const groups = new Map();
  for (const name of Object.keys(headings)) {
    if (!parts[name]) continue;
    const key = JSON.stringify(pick(parts[name].run));
    groups.set(key, [...(groups.get(key) ?? []), headings[name]]);
  }
  return [...groups].map(([key, names]) => [JSON.parse(key), names]);
}

function adapterInWords(backend, adapter) {
  if (!adapter) return `There is no ${backend} here.`;
  const kind = adapter.isSoftware
    ? '**a software adapter**, so that its figures say nothing of a graphics card'
    : 'a graphics card';
  return `${backend} is ${kind}: ${adapter.name}.`;
}

function workloadInWords({ batch, time, embeddingSize, units, vocabulary, classes }) {
  return (
    `Batch ${batch}, ${time} tokens, embedding ${embeddingSize}, ${units} units, ` +
    `vocabulary ${vocabulary.toLocaleString('en-US')}, ${classes} classes.`
  );
}

function longSection(part) {
  const cells = ['SimpleRNN', 'LSTM', 'GRU'];
  const ids = [...new Set(part.rows.map(({ id }) => id))];
  const rows = ids.map((id) => [nameOf(part, id), ...cells.map((cell) => threeDigits(longTokenCost(part, id, cell)))]);
  return [
    `What a token takes in texts of ${lengths.long} tokens, in those of ${lengths.short} = 1; otherwise the usual workload.`,
    table(['a token of a long text', ...cells], rows),
    missingOf(part.rows),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function networksSection(part) {
  const rows = part.rows.map(({ name, msPerStep, fastestMsPerStep }) => [
    name,
    threeDigits(msPerStep),
    threeDigits(fastestMsPerStep),
    name === 'text CNN' ? '' : threeDigits(timesOneLayer(part, name)),
  ]);
  return [
    `An LSTM of the usual workload with more layers, directions or another readout, and the text CNN of Kim (2014): batch ${convolution.workload.batch}, ${convolution.workload.time} tokens, embedding ${convolution.workload.embeddingSize}, ${convolution.widths.length} × ${convolution.filters} filters.`,
    table(['network', 'ms a step on wasm: median block', 'fastest block', 'fastest, one layer = 1'], rows),
    `The text CNN's products reach ${threeDigits(convolutionGflops(part))} GFLOP/s over the whole step; a matrix product of their sizes alone ${threeDigits(productGflops(part))}.`,
  ].join('\n\n');
}

function evaluationSection({ batches, rows }) {
  return [
    'What a text takes on wasm, in microseconds, by how many are evaluated at once.',
    table(
      ['workload and cell', ...batches.map((batch) => `${batch}`)],
      rows.map(({ name, cell, usPerText }) => [`${name}, ${cell}`, ...usPerText.map(threeDigits)]),
    ),
  ].join('\n\n');
}

function scalingSection({ workload, series }) {
  const blocks = series.map((each) => {
    const hasPicture = each.rows.some(({ msPerStep }) => msPerStep);
    const { name, picture } = sizes[each.size];
    return [
      `### By ${name}`,
      ...(hasPicture ? [`![LSTM step by ${name}](pictures/${picture}.svg)`] : []),
      sizeTables(each),
    ].join('\n\n');
  });
  const missing = missingOf(series.flatMap(({ rows }) => rows));
  return [
    `One size changes, the others stay: ${lowerFirst(workloadInWords(workload))}`,
    ...blocks,
    ...(missing ? ['### Left out', missing] : []),
  ].join('\n\n');
}

function runsSection({ cores, epochs, repeats, rows }) {
  const [{ seconds: one }] = rows;
  const range = ({ fastestSeconds, slowestSeconds }) =>
    repeats > 1 ? ` (${threeDigits(fastestSeconds)}–${threeDigits(slowestSeconds)})` : '';
  return [
    `The app itself, from Train until all runs have finished ${epochs} epochs, on ${cores} cores; median of ${repeats}.`,
    '![Time of several runs at once](pictures/runs.svg)',
    table(
      ['simultaneous runs', 'one run = 1', 'of one after another', 'seconds', 'workers'],
      rows.map((row) => [
        String(row.runs),
        `${threeDigits(row.seconds / one)} ×`,
        threeDigits(row.seconds / one / row.runs),
        threeDigits(row.seconds) + range(row),
        String(row.workers),
      ]),
    ),
  ].join('\n\n');
}

function appSection({
  firstPointsMs,
  longestTaskMs,
  longestTaskOfFirstSecondMs,
  tasksOver50Ms,
  longestTasks,
  sixRuns,
}) {
  const task = (ms) => (ms === 0 ? 'none over 50' : `${ms}`);
  const rows = [
    ['first point of the first curve after navigation, median of visits', `${middleOf(firstPointsMs)}`],
    ['the same, fastest–slowest visit', `${firstPointsMs[0]}–${firstPointsMs.at(-1)}`],
    ['longest main-thread task while six runs train, after the first second', task(longestTaskMs)],
    ['longest main-thread task of the first second after Train', task(longestTaskOfFirstSecondMs)],
  ];
  const told = longestTasks.map((each) => taskInWords(each, 'Train'));
  const until = sixRuns.finished
    ? 'until the six runs ended'
    : `for ${sixRuns.watchedSeconds} s, ${sixRuns.percentDone} % of the epochs`;
  return [
    table(['figure', 'ms'], rows),
    `Watched ${until}; main-thread tasks over 50 ms after the first second: ${tasksOver50Ms}.${told.length > 0 ? ' The longest:' : ''}`,
    told.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function taskInWords({ secondsAfterTrain, ms, scripts }, since) {
  const scripted = scripts.map(
    (script) => `${script.invoker || 'a script'} ${script.ms} ms, of which forced layout ${script.layoutMs} ms`,
  );
  return `- ${ms} ms, ${secondsAfterTrain} s after ${since}: ${scripted.join('; ') || 'no script was told of'}.`;
}

function sweepSection(part) {
  const { cores, workers, epochs, repeats, alone, swept } = part;
  const row = (what, times, inOnes) => [
    what,
    inOnes,
    `${threeDigits(middleOf(times))} (${threeDigits(times[0])}–${threeDigits(times.at(-1))})`,
  ];
  return [
    `The sweep that the page offers first, in the app itself, with ${workers} workers on ${cores} cores, ${epochs} epochs a training; median of ${repeats}.`,
    table(
      ['what', 'one alone = 1', 'seconds'],
      [
        row('one training alone, from Train', alone, '1'),
        row(`${sweptTrainings} trainings, from Start sweep`, swept, `${threeDigits(sweepCost(part))} ×`),
      ],
    ),
  ].join('\n\n');
}

function drawnSection({ epochs, training, looking }) {
  const row = (when, { over50Ms, longestMs }) => [
    when,
    `${over50Ms}`,
    longestMs === 0 ? 'none over 50' : `${longestMs}`,
  ];
  return [
    `Six runs of 20 seeds and ${epochs} epochs, small networks: while all of it trains, and while every arrangement is opened, each seed's curves shown and the pointer moved over them.`,
    table(
      ['when', 'main-thread tasks over 50 ms', 'longest, ms'],
      [row('in training, after the first second', training), row('looked at afterwards', looking)],
    ),
    ...[training, looking].flatMap(({ longest }, i) =>
      longest.map((task) => taskInWords(task, i === 0 ? 'the first second' : 'the end')),
    ),
  ].join('\n\n');
}

function manySection({ trainings, epochs, workers, samples }) {
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  return [
    `A random search of ${trainings.toLocaleString('en-US')} trainings of ${epochs} epochs, in ${workers} workers; live memory, after collecting garbage.`,
    table(
      ['trainings done', 'all workers, MB', 'page, MB'],
      samples.map(({ done, workersBytes, pageBytes }) => [`${done}`, megabytes(workersBytes), megabytes(pageBytes)]),
    ),
  ].join('\n\n');
}

function memorySection(memory) {
  const { epochs, workers, finished, samples } = memory;
  const live = liveSamples(memory);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  const rows = live.map(({ percentDone, heldBytes, wasmBytes, liveBytes }) => [
    `${Math.round((percentDone / 100) * epochs)}`,
    megabytes(liveBytes),
    megabytes(heldBytes),
    megabytes(wasmBytes),
  ]);
  return [
    `Six runs of ${epochs} epochs${finished ? '' : ' (the time was over before they ended)'} in ${workers} workers, in all of them together: ` +
      `at most ${megabytes(peakBytes(memory))} MB in ${samples.length} samples.`,
    table(['epochs of a run, on average', 'live, MB', 'held, MB', 'of which WebAssembly'], rows),
  ].join('\n\n');
}

function bytesSection({ rows, pageModules, tfjsModulesInPage }) {
  const kilobytes = (bytes) => (bytes / 1000).toFixed(bytes < 9950 ? 1 : 0);
  return [
    table(
      ['what, and when it is loaded', 'files', 'kB', 'kB gzip'],
      rows.map(({ kind, when, files, bytes, gzipBytes }) => [
        `${kind}, ${when}`,
        String(files),
        kilobytes(bytes),
        kilobytes(gzipBytes),
      ]),
    ),
    `The page's scripts are made of ${pageModules} modules, of which TensorFlow.js: ${tfjsModulesInPage}.`,
  ].join('\n\n');
}

const lowerFirst = (words) => words[0].toLowerCase() + words.slice(1);
