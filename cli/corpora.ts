// npm run -s corpora -- [--corpus NAME] [--quick] [--page] [--json]: measures the corpora, writes docs/corpora.md.

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { type CorpusName, corpora } from '../src/experiment/experiment';
import { loadCorpus } from '../src/text/corpora/catalogue';
import { factsOf } from './corpora/facts';
import { type Measured, measure } from './corpora/measure';
import { fullPlan, quickPlan } from './corpora/networks';
import { printPage, type Section } from './corpora/page';
import { printRecords, readRecords, recordsFile } from './corpora/records';
import { findingsOf } from './corpora/verdict';

const { values } = parseArgs({
  options: {
    /** Measures this one alone; the others keep their recorded numbers. */
    corpus: { type: 'string' },
    /** Goes through every step in a minute, prints, writes nothing: its numbers mean nothing. */
    quick: { type: 'boolean', default: false },
    /** Measures nothing: the page from the recorded numbers. */
    page: { type: 'boolean', default: false },
    /** Prints the numbers and writes nothing. */
    json: { type: 'boolean', default: false },
  },
});
const wanted = values.corpus === undefined ? corpora : [values.corpus as CorpusName];
for (const name of wanted) {
  if (!corpora.includes(name)) throw new Error(`--corpus must be one of ${corpora.join(', ')}, got ${name}`);
}
const plan = values.quick ? quickPlan : fullPlan;
const records = values.quick ? new Map<CorpusName, Measured>() : readRecords();

if (!values.page) {
  const { backend, insteadOf } = await startBackend('wasm');
  if (insteadOf) console.error(`${backend} runs instead of ${insteadOf.backend}: ${insteadOf.reason}`);
  for (const name of wanted) {
    console.error(`measuring ${name}`);
    records.set(name, await measure({ ...(await loadCorpus(name)), name }, plan));
  }
}

const sections: Section[] = [];
for (const corpus of values.quick || values.json ? wanted : corpora) {
  const measured = records.get(corpus);
  sections.push({ corpus, facts: factsOf(await loadCorpus(corpus)), ...(measured ? { measured } : {}) });
}
if (values.json) {
  const numbers = sections.map(({ measured, ...section }) => ({
    ...section,
    ...(measured ? { ...measured, findings: findingsOf(measured) } : {}),
  }));
  console.log(JSON.stringify(numbers));
} else if (values.quick) {
  console.log(printPage(sections, plan));
} else {
  if (!values.page) writeFileSync(recordsFile, printRecords(records));
  writeFileSync('docs/corpora.md', printPage(sections, plan));
}
