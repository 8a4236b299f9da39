// npm run -s effects -- [--quick] [--only WORDS] [--json]: trains each regularizer off, middling and strong, and tells what it moved.
// Exits with 1 where a strong setting did not move its measure as it should, beyond the spread of the seeds.

import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { loadCorpus } from '../src/text/corpora/catalogue';
import { everyEffect } from './effects/every-effect';
import { fullPlan, type Measured, measureEffect, quickPlan } from './effects/measure-effect';
import { printEffects } from './effects/table';
import { createTrainer } from './effects/trained';

const { values } = parseArgs({
  options: {
    /** One seed and fewer epochs, for a machine that only asks whether all of it works. */
    quick: { type: 'boolean', default: false },
    /** Only regularizers whose names hold these words. */
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const plan = values.quick ? quickPlan : fullPlan;
// Not whatever starts: only an exact backend gives the same table twice.
await startBackend('wasm');
const train = createTrainer(await loadCorpus('reviews'));
const measured: Measured[] = [];
const effects = everyEffect.filter(({ regularizer }) => regularizer.includes(values.only));
for (const [index, effect] of effects.entries()) {
  const result = await measureEffect(effect, plan, train);
  console.error(`${index + 1} of ${effects.length}: ${effect.regularizer}: ${result.verdict}`);
  measured.push(result);
}
const failed = measured.filter(({ verdict }) => verdict !== 'moved');
if (values.json) console.log(JSON.stringify(measured));
else console.log(printEffects(measured, plan));
if (failed.length > 0) process.exitCode = 1;
console.error(`${measured.length - failed.length} of ${measured.length} moved as they should`);
