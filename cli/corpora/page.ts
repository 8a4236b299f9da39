// docs/corpora.md: a card and the recorded baselines of every corpus, from facts and measured numbers.

import type { CorpusName, RunSettings } from '../../src/experiment/experiment';
import { printLink } from '../../src/experiment/link';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { mean as meanOf } from '../../src/runs/statistics';
import { nameOfRun } from '../../src/strings/describe-run';
import { en } from '../../src/strings/en';
import { cards } from './cards';
import type { CorpusFacts } from './facts';
import type { Baselines, Measured } from './measure';
import { type CellResults, fullPlan, type Outcome, type Plan, type Point, sharedSettings } from './networks';
import { digits, meanAndSpread, percent } from './numbers';
import { type Finding, findingsOf } from './verdict';

export interface Section {
  corpus: CorpusName;
  facts: CorpusFacts;
  /** Absent where it was never measured. */
  measured?: Measured;
}

export function printPage(sections: readonly Section[], plan: Plan = fullPlan): string {
  return `${[introduction(plan), summary(sections), ...sections.map((section) => printSection(section, plan))].join('\n\n')}\n`;
}

function introduction(plan: Plan): string {
  const [choosing, reported] = [plan.choosingSeeds, plan.reportedSeeds].map((seeds) => seeds.join(', '));
  return `# Corpora
What each corpus is, what gives its labels away, and what simple classifiers and small networks make of it. Written by \`npm run -s corpora\`; \`npm run -s corpora -- --page\` writes it anew from the numbers in \`cli/corpora/measured.jsonl\`, and a test fails where page and texts disagree.

**How it was measured.** Tokens are those that the network reads, punctuation included. A token's log-odds compare the texts of a label that hold it with the other texts that do; the list is ordered by log-odds over its standard error. Naive Bayes adds one to every count; logistic regression has L2 as scikit-learn's default (C = 1); both are judged on the whole corpus in 5 folds, and read texts whole. Networks have all settings at their defaults (${defaultRun.units} units, ${defaultShared.trainingSize} training texts of at most ${defaultShared.sequenceLength} tokens) but ${plan.epochs} epochs. The sweep's winner has the lowest mean validation loss at the best epoch, on seeds ${choosing}. The winner and the unregularized network are then reported on seeds ${reported}, so that luck in the choice does not count as a gain. A seed deals texts, starting weights and batches anew; ± is the standard deviation over the seeds. The best epoch is that of the lowest validation loss.

**What is wanted of a corpus.** The bag of words neither near chance nor above 0.92; a clear overfitting gap unregularized; regularization gains beyond the seeds' spread. In numbers: the better of the two bags of words at least a fifth of the way from chance to 1, and at most 0.92; validation loss up by more than 0.1 nats from its best to the last epoch, with every seed; a gain with every seed, and on average larger than its own standard deviation over the seeds. All on ${defaultShared.trainingSize} training texts.`;
}

function summary(sections: readonly Section[]): string {
  const measured = sections.flatMap((section) => section.measured ?? []);
  const verdicts = measured.map(findingsOf);
  const heads = ['corpus', 'majority', 'naive Bayes', 'logistic regression'];
  const rows = measured.map(({ corpus, baselines }, row) => [
    corpus,
    ...[baselines.majority, baselines.naiveBayes, baselines.logisticRegression].map(digits),
    ...verdicts[row]!.map(mark),
  ]);
  return table([...heads, ...(verdicts[0] ?? []).map(({ wish }) => wish)], rows);
}

const mark = ({ met, onlyIn }: Finding) => (met ? 'yes' : onlyIn === '' ? '**no**' : `${onlyIn} only`);

function printSection({ corpus, facts, measured }: Section, plan: Plan): string {
  const { name, about } = en.corpora[corpus];
  const parts = [`## ${corpus}: ${name}\n${about} **${cards[corpus].teaches}**`, printCard(corpus, facts)];
  if (measured) parts.push(printMeasured(measured, facts.labels.length, plan));
  return parts.join('\n\n');
}

function printCard(corpus: CorpusName, facts: CorpusFacts): string {
  const [least, lower, median, upper, most] = facts.lengths;
  const { howWritten, artefacts } = cards[corpus];
  const count = (value: number) => value.toLocaleString('en');
  const labels = facts.labels.map(({ label, texts, meanTokens, telling }) => [
    label,
    count(texts),
    meanTokens.toFixed(1),
    telling.map(({ token, logOdds }) => `\`${token}\` ${logOdds.toFixed(1)}`).join(', '),
  ]);
  return `- **How it was written.** ${howWritten}
- **Size.** ${count(facts.texts)} texts, of which at most ${count(facts.mostTrainingTexts)} are for training at the default validation share.
- **Length.** ${least} to ${most} tokens, quartiles ${lower}, ${median}, ${upper}. ${percent(facts.cutTexts)} of the texts are cut at the default ${defaultShared.sequenceLength}.
- **Vocabulary.** ${count(facts.distinctTokens)} distinct tokens, ${percent(facts.tokensSeenOnce)} of them seen once. At defaults ${percent(facts.validationOutOfVocabulary)} of the validation tokens are out of vocabulary.
${artefacts.map((artefact) => `- **Artefact.** ${artefact}`).join('\n')}

${table(['label', 'texts', 'tokens, mean', 'most telling tokens and their log-odds'], labels)}`;
}

const baselineNames = {
  majority: ['the most frequent label', 'nothing'],
  lengthAlone: ['naive Bayes', 'the number of tokens'],
  punctuationAlone: ['naive Bayes', 'punctuation'],
  naiveBayes: ['naive Bayes', 'a bag of all tokens'],
  logisticRegression: ['logistic regression, L2', 'a bag of all tokens'],
} satisfies Record<keyof Baselines, [classifier: string, sees: string]>;

function printMeasured(measured: Measured, labelCount: number, plan: Plan): string {
  const baselines = (Object.keys(baselineNames) as (keyof Baselines)[]).map((id) => [
    ...baselineNames[id],
    digits(measured.baselines[id]),
  ]);
  const verdict = findingsOf(measured).map((finding) => [finding.wish, mark(finding), finding.sentence]);
  return `### ${measured.corpus}: recorded
Measured on the texts with digest \`${measured.digest}\`.

${table(['classifier', 'sees', 'accuracy'], baselines)}

${printComparisons(measured, plan)}

Chance is a loss of ln ${labelCount} = ${digits(Math.log(labelCount))}.

${printSweep(measured.networks, plan)}

${table(['wanted', 'met', 'measured'], verdict)}`;
}

function printComparisons({ corpus, networks, bagOfWords }: Measured, plan: Plan): string {
  const seed = plan.reportedSeeds[0]!;
  const rows = plan.trainingSizes.flatMap((size, line) => {
    const cells = networks.flatMap(({ cell, comparisons }) => {
      const { nothing, winner } = comparisons[line]!;
      const runs = [
        { ...defaultRun, cell },
        { ...defaultRun, cell, ...winner.settings },
      ];
      const link = printLink({ shared: sharedSettings(corpus, size, seed, plan), runs });
      return [
        [cell, en.runs.nothing, ...outcomeColumns(nothing.outcomes), ''],
        [cell, describe(winner.settings), ...outcomeColumns(winner.outcomes), `\`${link}\``],
      ];
    });
    const texts = String(networks[0]!.comparisons[line]!.trainingTexts);
    const words = ['bag of words', 'logistic regression', '', '', meanAndSpread(bagOfWords[line]!), '', '', '', ''];
    return [...cells, words].map((row) => [texts, ...row]);
  });
  const heads = ['texts', 'network', 'regularization', 'best val. loss', 'at epoch', 'val. acc. then'];
  return table([...heads, 'last val. loss', 'last val. acc.', 'last train acc.', 'open in the page'], rows);
}

function outcomeColumns(outcomes: readonly Outcome[]): string[] {
  const column = (key: keyof Outcome) => outcomes.map((outcome) => outcome[key]);
  return [
    meanAndSpread(column('bestLoss')),
    meanOf(column('bestEpoch')).toFixed(1),
    meanAndSpread(column('bestAccuracy')),
    meanAndSpread(column('finalLoss')),
    meanAndSpread(column('finalAccuracy')),
    digits(meanOf(column('trainAccuracy'))),
  ];
}

/** Every point of the sweep, means over the choosing seeds. */
function printSweep(networks: readonly CellResults[], plan: Plan): string {
  const mean = ({ outcomes }: Point, key: keyof Outcome) => digits(meanOf(outcomes.map((outcome) => outcome[key])));
  const rows = plan.points.map((settings, point) => [
    describe(settings),
    ...networks.flatMap(({ sweep }) => [
      mean(sweep[point]!, 'bestLoss'),
      mean(sweep[point]!, 'bestAccuracy'),
      mean(sweep[point]!, 'finalLoss'),
      mean(sweep[point]!, 'finalAccuracy'),
    ]),
  ]);
  const heads = networks.flatMap(({ cell }) => [
    `${cell}: best val. loss`,
    'val. acc. then',
    'last val. loss',
    'last val. acc.',
  ]);
  return table([`sweep, seeds ${plan.choosingSeeds.join(', ')}`, ...heads], rows);
}

const describe = (settings: Partial<RunSettings>) => nameOfRun([{ ...defaultRun, ...settings }], 0, en);

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
