// Measures a training step against PyTorch and tf.layers, and the page while it trains.
//
//   npm run -s bench                      everything; writes bench/results.json, RESULTS.md and pictures/
//   npm run -s bench -- --only cells,app  these parts; the others stay as they were measured before
//   npm run -s bench -- --report          writes RESULTS.md and pictures/ again, from results.json
//   npm run -s bench -- --quick           few steps, to see that it runs; writes to build/bench-quick
//   npm run -s bench -- --gpu             on the machine's graphics card, with the first flags that reach it; writes to bench/gpu
//   npm run -s bench -- --json            JSON on stdout and nothing else; writes nothing
//   npm run -s bench -- --profile         where the time of one LSTM step on wasm goes; writes nothing

import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../scripts/browsers.mjs';
import { cardArgumentSets, graphicsArguments } from '../scripts/chromium-arguments.mjs';
import { measureApp } from './app.mjs';
import { openBuiltApp } from './built-app.mjs';
import { measureBytes } from './bytes.mjs';
import { findCard } from './card.mjs';
import { measureCells, measureLarger } from './cells.mjs';
import { measureEvaluation } from './evaluation.mjs';
import { measureLongTexts } from './long-texts.mjs';
import { describeMachine } from './machine.mjs';
import { measureDrawn } from './many-drawn.mjs';
import { measureSweep } from './many-trainings.mjs';
import { measureMemory } from './memory.mjs';
import { measureMany } from './memory-of-many.mjs';
import { measureNetworks } from './networks.mjs';
import { openBenchPage } from './pages.mjs';
import { fullPlans, quickPlans } from './plans.mjs';
import { printProfile } from './profile-table.mjs';
import { resultsTable } from './report.mjs';
import { readResults, writeReport, writeResults } from './results.mjs';
import { measureScaling } from './scaling.mjs';
import { measureRuns } from './simultaneous-runs.mjs';
import { reasonOf } from './steps.mjs';

const parts = {
  cells: measureCells,
  workload2: measureLarger,
  long: measureLongTexts,
  networks: measureNetworks,
  evaluation: measureEvaluation,
  scaling: measureScaling,
  runs: measureRuns,
  sweep: measureSweep,
  app: measureApp,
  drawn: measureDrawn,
  memory: measureMemory,
  many: measureMany,
  bytes: measureBytes,
};

const options = readOptions(process.argv.slice(2));
const plans = options.quick ? quickPlans : fullPlans;
const folder = fileURLToPath(
  new URL(options.quick ? '../build/bench-quick/' : options.gpu ? './gpu/' : './', import.meta.url),
);
// What happens goes to stderr: with --json stdout is for a program.
const say = (line) => console.error(line);

if (options.report) {
  const results = await readResults(folder);
  if (Object.keys(results.parts).length === 0) throw new Error(`there is nothing to report: ${folder} has no results`);
  await writeReport(folder, results);
  say(`wrote ${folder}RESULTS.md and its pictures`);
} else {
  await measure();
}

async function measure() {
  // What other processes take shows in every figure.
  const [load] = loadavg();
  const busyWith = load > 0.5 ? load.toFixed(1) : null;
  if (busyWith) say(`other processes are running (load ${busyWith}): these figures will only be a draft`);

  const card = options.gpu ? await findCard(cardArgumentSets, adaptersWith) : null;
  if (card) say(`flags: ${card.set.name}`);
  const chromiumArguments = card ? card.set.arguments : graphicsArguments;
  const browser = await launch(chromiumArguments);
  const closers = [() => browser.close()];
  const once = (open) => {
    let opened;
    return () => {
      opened ??= open().then((what) => {
        closers.unshift(() => what.close());
        return what;
      });
      return opened;
    };
  };
  const tools = {
    browser,
    chromiumArguments,
    say,
    page: once(() => openBenchPage(browser, plans.limitMs)),
    app: once(openBuiltApp),
  };
  try {
    const bench = await tools.page();
    if (options.profile) printProfile(await bench.call('profileOurs', 'LSTM', plans.profile), options.json);
    else {
      await measureParts(tools, {
        startedAt: `${new Date().toISOString().slice(0, 16)}Z`,
        machine: describeMachine(browser.version()),
        adapters: await bench.call('findAdapters'),
        ...(card && { flags: card.set.name }),
        ...(options.quick && { quick: true }),
        ...(busyWith && { busyWith }),
      });
    }
  } finally {
    for (const close of closers) await close();
  }
}

function launch(args) {
  return chromium.launch({ executablePath: ensureChromium(), args });
}

async function adaptersWith({ arguments: args }) {
  const browser = await launch(args);
  try {
    const page = await openBenchPage(browser, plans.limitMs);
    return await page.call('findAdapters').finally(() => page.close());
  } finally {
    await browser.close();
  }
}

/** One after the other: two at once would slow each other down. */
async function measureParts(tools, run) {
  const results = options.json ? { parts: {} } : await readResults(folder);
  for (const name of options.only) {
    const start = performance.now();
    try {
      results.parts[name] = { run, ...(await parts[name](tools, plans)) };
    } catch (error) {
      results.parts[name] = { run, missing: reasonOf(error) };
      process.exitCode = 1;
      say(`${name} was not measured: ${error.stack}`);
    }
    say(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    // At once, so that what has been measured is not lost with what fails later.
    if (!options.json) await writeResults(folder, results);
  }
  if (options.json) {
    console.log(JSON.stringify(results, null, 2));
    return;
  }
  await writeReport(folder, results);
  console.log(resultsTable(results));
  say(`wrote ${folder}results.json, RESULTS.md and pictures/`);
}

function readOptions(args) {
  const flags = ['report', 'quick', 'gpu', 'json', 'profile'];
  const read = { only: Object.keys(parts) };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, '');
    if (args[i] === '--only') {
      read.only = (args[++i] ?? '').split(',');
      const unknown = read.only.filter((part) => !(part in parts));
      if (unknown.length === 0) continue;
      throw new Error(`--only must name some of ${Object.keys(parts).join(', ')}, got ${unknown.join(', ')}`);
    }
    if (!args[i].startsWith('--') || !flags.includes(name)) {
      throw new Error(`option must be --only or one of ${flags.map((f) => `--${f}`).join(', ')}, got ${args[i]}`);
    }
    read[name] = true;
  }
  return read;
}
