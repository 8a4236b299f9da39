// npm run train -- 'LINK-OR-HASH' [--json] [--data-only] [--test [best]] [--text FILE…]: trains a link's runs in Node,
// as the page would, and tells what it read; on demand, what the test texts say of the weights.

import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { runIdsOf, type SharedSettings } from '../src/experiment/experiment';
import { datasetKey } from '../src/experiment/keys';
import { openLink } from '../src/experiment/link';
import { drawsOf, seedNumber } from '../src/experiment/seeds';
import { lastOnly } from '../src/library/last-only';
import { nameOfRun } from '../src/strings/describe-run';
import { en } from '../src/strings/en';
import { enTesting } from '../src/strings/en-testing';
import { problemSentence } from '../src/strings/problem-sentence';
import { prepareDataset } from '../src/text/dataset';
import { loadTexts } from '../src/text/load';
import { startFingerprint } from '../src/training/fingerprint';
import { trainWhole } from '../src/training/whole-run';
import { readData } from './read-data';
import { printEnding, printTable } from './run-table';
import { sentenceOfTest, testRun } from './test-run';

const usage = "usage: npm run train -- 'LINK-OR-HASH' [--json] [--data-only] [--test [best]] [--text FILE…]";

const { values, positionals, tokens } = parseArgs({
  allowPositionals: true,
  tokens: true,
  options: {
    json: { type: 'boolean', default: false },
    'data-only': { type: 'boolean', default: false },
    test: { type: 'boolean', default: false },
    text: { type: 'string', multiple: true },
  },
});
/** What follows `--text FILE` is a file too; the link stands before. */
const firstText =
  tokens.find((token) => token.kind === 'option' && token.name === 'text')?.index ?? Number.POSITIVE_INFINITY;
/** `best` behind `--test` is neither file nor link. */
const testAt = tokens.find((token) => token.kind === 'option' && token.name === 'test')?.index ?? Number.NaN;
const isOfTest = (token: (typeof tokens)[number]) =>
  token.kind === 'positional' && token.index === testAt + 1 && token.value === 'best';
const testsBest = tokens.some(isOfTest);
const following = tokens.flatMap((token) =>
  token.kind === 'positional' && token.index > firstText && !isOfTest(token) ? [token] : [],
);
const isFile = (value: string) => !/^#|[#?].*=|^[a-z]+=/.test(value);
const more = following.map(({ value }) => value).filter(isFile);
const links = positionals.filter((value) => !more.includes(value) && !(testsBest && value === 'best'));
if (links.length > 1) throw new Error(usage);

const { experiment, problems } = openLink(links[0] ?? '');
for (const problem of problems) console.error(`link: ${problemSentence(problem, en)}`);

const { runs } = experiment;
// Files that no link speaks of are taken as the page takes them: their copies stay in one part.
const shared: SharedSettings =
  values.text !== undefined && experiment.shared.corpus !== 'imported'
    ? { ...experiment.shared, copies: 'together' }
    : experiment.shared;
const files = values.text === undefined ? null : [...values.text, ...more];
const { corpus, report } = await readData(shared, files);
if (corpus === null) {
  if (values.json) console.log(JSON.stringify({ data: report }));
  process.exit(1);
}
if (values['data-only']) {
  // Throws where they cannot be split.
  prepareDataset(corpus, shared);
  if (values.json) console.log(JSON.stringify({ data: report }));
  process.exit(0);
}
const started = await startBackend(shared.backend);
if (started.insteadOf) {
  const { backend, reason } = started.insteadOf;
  console.error(en.backend.insteadOf(started.backend, backend, en.backend.reason(reason)));
}
const draws = drawsOf(shared);
/** Seeds may move the split, and the texts too where they are generated. */
const datasetOf = lastOnly(datasetKey, async (own) => {
  const isGenerated = files === null && own.corpus === 'generated';
  return prepareDataset(isGenerated ? await loadTexts(own, async () => null) : corpus, own);
});
const dataset = await datasetOf(draws[0]!);
const { trainingTexts, trainingTextsAsked, validationTexts, vocabularyRows } = dataset.report;
if (!values.json) {
  console.log(
    `${corpus.name}: ${trainingTexts} training texts${trainingTexts < trainingTextsAsked ? ` (all there are; ${trainingTextsAsked} were asked for)` : ''}, ` +
      `${validationTexts} validation texts, vocabulary ${vocabularyRows}, on ${started.backend}\n`,
  );
}

const reports = [];
const ids = runIdsOf(runs);
for (const [index, run] of runs.entries()) {
  const id = ids[index]!;
  const label = nameOfRun(runs, index, en);
  for (const own of draws) {
    const fingerprint = startFingerprint();
    const { results: epochs, outcome } = await trainWhole(await datasetOf(own), own, run);
    for (const result of epochs) fingerprint.add(result);
    const test =
      values.test && outcome.kind === 'finished'
        ? await testRun(await datasetOf(own), own, run, outcome, testsBest ? 'best' : 'final')
        : null;
    let failure: string | undefined;
    if (outcome.kind === 'diverged') {
      failure = en.messages.failure(id, outcome);
      process.exitCode = 1;
      console.error(failure);
    }
    reports.push({
      id,
      label,
      seed: seedNumber(own),
      settings: { ...own, ...run },
      backend: started.backend,
      fingerprint: fingerprint.digits(),
      ...(failure === undefined ? {} : { failure }),
      ...(outcome.kind === 'finished' && { ending: outcome.ending }),
      ...(test && { test }),
      epochs,
    });
    const title = draws.length > 1 ? `${label}, seed ${seedNumber(own)}` : label;
    if (values.json) continue;
    printTable(id, title, fingerprint.digits(), epochs);
    if (outcome.kind === 'finished') printEnding(outcome);
    if (test) console.log(`${sentenceOfTest(test)}\n`);
  }
}
if (values.test) console.error(enTesting.headlessLook);
if (values.json) console.log(JSON.stringify({ data: report, runs: reports }));
