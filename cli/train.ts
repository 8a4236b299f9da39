// npm run train -- 'LINK-OR-HASH' [--json] [--text FILE]…: trains a link's runs in Node, as the page would.

import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { runIdsOf } from '../src/experiment/experiment';
import { openLink } from '../src/experiment/link';
import { nameOfRun } from '../src/strings/describe-run';
import { en } from '../src/strings/en';
import { problemSentence } from '../src/strings/problem-sentence';
import type { Corpus } from '../src/text/corpus';
import { prepareDataset } from '../src/text/dataset';
import { loadTexts } from '../src/text/load';
import { startFingerprint } from '../src/training/fingerprint';
import type { EpochResult } from '../src/training/protocol';
import { trainWhole } from '../src/training/whole-run';
import { readTextFiles } from './text-files';

const usage = "usage: npm run train -- 'LINK-OR-HASH' [--json] [--text FILE]…";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, text: { type: 'string', multiple: true } },
});
if (positionals.length > 1) throw new Error(usage);

const { experiment, problems } = openLink(positionals[0] ?? '');
for (const problem of problems) console.error(`link: ${problemSentence(problem, en)}`);

const { shared, runs } = experiment;
const corpus: Corpus =
  values.text === undefined ? await loadTexts(shared, async () => null) : await readCorpus(values.text);
const started = await startBackend(shared.backend);
if (started.insteadOf) {
  const { backend, reason } = started.insteadOf;
  console.error(en.backend.insteadOf(started.backend, backend, en.backend.reason(reason)));
}
const dataset = prepareDataset(corpus, shared);
const { trainingTexts, trainingTextsAsked, validationTexts, vocabularyRows } = dataset.report;
if (!values.json) {
  console.log(
    `${corpus.name}: ${trainingTexts} training texts${trainingTexts < trainingTextsAsked ? ` (all there are; ${trainingTextsAsked} were asked for)` : ''}, ` +
      `${validationTexts} validation texts, vocabulary ${vocabularyRows}, on ${started.backend}\n`,
  );
}

const reports = [];
for (const [index, run] of runs.entries()) {
  const id = runIdsOf(runs)[index]!;
  const label = nameOfRun(runs, index, en);
  const fingerprint = startFingerprint();
  const { results: epochs, outcome } = await trainWhole(dataset, shared, run);
  for (const result of epochs) fingerprint.add(result);
  let failure: string | undefined;
  if (outcome.kind === 'diverged') {
    failure = en.messages.failure(id, outcome);
    process.exitCode = 1;
    console.error(failure);
  }
  reports.push({
    id,
    label,
    settings: { ...shared, ...run },
    backend: started.backend,
    fingerprint: fingerprint.digits(),
    ...(failure === undefined ? {} : { failure }),
    epochs,
  });
  if (!values.json) printTable(id, label, fingerprint.digits(), epochs);
}
if (values.json) console.log(JSON.stringify({ runs: reports }));

/** As the page imports them. Ends the program, with a sentence, where that is not possible. */
async function readCorpus(files: readonly string[]): Promise<Corpus> {
  const read = await readTextFiles(files);
  const { total, first } = read.rejected;
  for (const row of first) console.error(`left out: ${en.import.rejectedRow(row, files.length > 1)}`);
  if (total > first.length) console.error(`left out: ${total - first.length} more rows`);
  if (!read.ok) {
    console.error(en.import.failure(read.failure));
    process.exit(1);
  }
  if (read.sampledFrom !== null) console.error(en.import.sampled(read.texts.length, read.sampledFrom));
  const { name, labels, texts, labelIds } = read;
  return { name, labels, texts, labelIds };
}

function printTable(id: string, label: string, digits: string, epochs: readonly EpochResult[]): void {
  console.log(`${id}  ${label}`);
  console.log('epoch   train loss  accuracy   val. loss  accuracy    penalty  gradient  tokens/s');
  for (const { epoch, train: training, validation, penalty, gradientNorm, tokensPerSecond } of epochs) {
    const columns = [
      String(epoch).padStart(5),
      training.loss.toFixed(4).padStart(12),
      training.accuracy.toFixed(3).padStart(9),
      validation.loss.toFixed(4).padStart(11),
      validation.accuracy.toFixed(3).padStart(9),
      penalty.total.toFixed(4).padStart(10),
      gradientNorm.toFixed(4).padStart(9),
      String(Math.round(tokensPerSecond)).padStart(9),
    ];
    console.log(columns.join(' '));
  }
  const last = epochs.at(-1);
  if (last) console.log(`${(last.elapsedMs / 1000).toFixed(2)} s, fingerprint ${digits}\n`);
}
