// npm run -s claims [-- --quick] [--json]: whether the page, on real trainings, calls nothing a difference that is luck,
// and shows the U-curve of L2 that it promises. Exits with 1 where it does not.

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { engineVersion } from '../scripts/engine-version.mjs';
import { openLink } from '../src/experiment/link';
import { aAgainstA, falseAlarms } from './claims/a-against-a';
import { fullPlan, mostFalseAlarms, quickPlan } from './claims/plans';
import { printFalseAlarms, printUCurve } from './claims/print';
import { trainPlanned } from './claims/train-planned';
import { isU, uCurve } from './claims/u-curve';
import { startLocalCrew } from './sweep/local-crew';
import { workForProcess } from './sweep/worker';

const engine = engineVersion(`${process.cwd()}/`);
if (process.argv.includes('--worker')) workForProcess(engine);
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** What takes seconds: a small network, a sweep of three values. */
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const plan = values.quick ? quickPlan : fullPlan;
  const crew = startLocalCrew(fileURLToPath(import.meta.url), availableParallelism(), () => {});
  const train = trainPlanned(crew.train, engine);
  try {
    const { shared, runs } = openLink(plan.same).experiment;
    const comparisons = await aAgainstA({ shared, run: runs[0]! }, plan.sets, train);
    const swept = openLink(plan.sweep).experiment;
    const curve = await uCurve(swept, train);
    if (values.json) console.log(JSON.stringify({ comparisons, curve }));
    else console.log(`${printFalseAlarms(plan, comparisons)}\n\n${printUCurve(plan, swept, curve)}`);
    if (falseAlarms(comparisons) > mostFalseAlarms || !isU(curve)) process.exitCode = 1;
  } finally {
    crew.end();
  }
}
