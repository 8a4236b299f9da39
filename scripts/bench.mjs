// Measures a training step against PyTorch and tf.layers, and the page while it trains.
//
//   npm run -s bench                 a table, and bench/RESULTS.md
//   npm run -s bench -- --json       JSON on stdout and nothing else; RESULTS.md stays
//   npm run -s bench -- --quick      fewer steps, to see that it runs; RESULTS.md stays
//   npm run -s bench -- --profile    where the time of one LSTM step on wasm goes; RESULTS.md stays

import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { measureApp } from '../bench/app.mjs';
import { launchChromium } from '../bench/chromium.mjs';
import { describeMachine } from '../bench/machine.mjs';
import { openBenchPage } from '../bench/pages.mjs';
import { fullPlans, quickPlans } from '../bench/plans.mjs';
import { printProfile } from '../bench/profile-table.mjs';
import { resultsMarkdown, resultsTable } from '../bench/report.mjs';
import { measureTorch } from '../bench/torch.mjs';
import workload from '../bench/workload.json' with { type: 'json' };

const known = ['--json', '--quick', '--profile'];
const options = process.argv.slice(2);
for (const option of options) {
  if (!known.includes(option)) throw new Error(`option must be one of ${known.join(', ')}, got ${option}`);
}
const [asJson, isQuick, isProfile] = known.map((option) => options.includes(option));
const plans = isQuick ? quickPlans : fullPlans;
const cells = ['SimpleRNN', 'LSTM', 'GRU'];
// What happens goes to stderr: with --json stdout is for a program.
const say = (line) => console.error(line);

// What other processes take shows in every figure.
const [load] = loadavg();
const busyWith = load > 0.5 ? load.toFixed(1) : null;
if (busyWith) say(`other processes are running (load ${busyWith}): these figures will only be a draft`);

const browser = await launchChromium();
try {
  const bench = await openBenchPage(browser);
  try {
    if (isProfile) printProfile(await bench.call('profileOurs', 'LSTM', plans.profile), asJson);
    else await measureAll(bench);
  } finally {
    await bench.close();
  }
} finally {
  await browser.close();
}

/** One after the other: two at once would slow each other down. */
async function measureAll(bench) {
  const rows = [];
  const add = (engine, backend, cell, measurement) => {
    rows.push({ engine, backend, cell, ...measurement });
    say(`${engine} on ${backend}, ${cell}: ${measurement.msPerStep.toFixed(2)} ms a step`);
  };
  for (const cell of cells) add('ours', 'wasm', cell, await bench.call('measureOurs', 'wasm', cell, plans.wasm));
  const torch = measureTorch(plans.torch);
  if (torch.missing) say(torch.missing);
  for (const cell of cells) if (torch.rows) add('pytorch', 'native', cell, torch.rows[cell]);
  for (const cell of cells) add('ours', 'cpu', cell, await bench.call('measureOurs', 'cpu', cell, plans.cpu));
  for (const cell of cells) add('tf.layers', 'webgl', cell, await bench.call('measureTfLayers', cell, plans.webgl));
  const app = await measureApp(browser, plans.appSeconds);
  say(app.missing ?? `longest main-thread task while six runs train: ${app.longestTaskMs} ms`);

  const results = {
    machine: describeMachine(browser.version(), torch),
    workload,
    rows,
    ...app,
    ...(busyWith && { busyWith }),
    ...(torch.blas && { blas: torch.blas }),
    ...(torch.missing && { torchMissing: torch.missing }),
    webglRenderer: await bench.webglRenderer(),
  };
  if (asJson) {
    console.log(JSON.stringify(results, null, 2));
    return;
  }
  console.log(resultsTable(results));
  if (isQuick) return;
  await writeFile(new URL('../bench/RESULTS.md', import.meta.url), resultsMarkdown(results));
  say('wrote bench/RESULTS.md');
}
