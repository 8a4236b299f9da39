// What takes minutes: the baselines and networks of a corpus, as kept in measured.jsonl.

import type { CorpusName } from '../../src/experiment/experiment';
import type { Corpus } from '../../src/text/corpus';
import { splitCorpus } from '../../src/text/split';
import { tokenize } from '../../src/text/tokenizer';
import { accuracyOf, type Bag, crossValidate, type Fit } from '../baselines/cross-validation';
import { fitLogisticRegression } from '../baselines/logistic-regression';
import { fitNaiveBayes } from '../baselines/naive-bayes';
import { digestOf } from './facts';
import { type CellResults, type Plan, sharedSettings, trainNetworks } from './networks';

/** Accuracies over the whole corpus, each text judged by a classifier of the other four folds. */
export interface Baselines {
  majority: number;
  /** Naive Bayes that sees nothing but how many tokens a text has. */
  lengthAlone: number;
  /** Naive Bayes that sees nothing but the tokens without letter or digit. */
  punctuationAlone: number;
  naiveBayes: number;
  logisticRegression: number;
}

export interface Measured {
  corpus: CorpusName;
  /** Of the texts that were measured. */
  digest: string;
  baselines: Baselines;
  /** Validation accuracy of logistic regression, for each training size one a reported seed: the networks' texts. */
  bagOfWords: number[][];
  networks: CellResults[];
}

export async function measure(corpus: Corpus & { name: CorpusName }, plan: Plan): Promise<Measured> {
  return {
    corpus: corpus.name,
    digest: digestOf(corpus),
    baselines: measureBaselines(corpus),
    bagOfWords: plan.trainingSizes.map((size) =>
      plan.reportedSeeds.map((seed) => onTheSameSplit(corpus, sharedSettings(corpus.name, size, seed, plan))),
    ),
    networks: await trainNetworks(corpus, plan),
  };
}

function measureBaselines(corpus: Corpus): Baselines {
  const { labels, labelIds } = corpus;
  const tokens = corpus.texts.map((text) => tokenize(text));
  const score = (fit: Fit, bags: readonly Bag[]) =>
    rounded(accuracyOf(crossValidate(fit, bags, labelIds, labels.length), labelIds));
  const largest = Math.max(...labels.map((_, label) => labelIds.filter((id) => id === label).length));
  return {
    majority: rounded(largest / labelIds.length),
    lengthAlone: score(
      fitNaiveBayes,
      tokens.map(({ length }) => [String(length)]),
    ),
    punctuationAlone: score(
      fitNaiveBayes,
      tokens.map((text) => text.filter((token) => !/[\p{L}\p{N}]/u.test(token))),
    ),
    naiveBayes: score(fitNaiveBayes, tokens),
    logisticRegression: score(fitLogisticRegression, tokens),
  };
}

/** Trained on the training texts of a split, judged by its validation texts. */
function onTheSameSplit(corpus: Corpus, settings: Parameters<typeof splitCorpus>[1]): number {
  const { training, validation } = splitCorpus(corpus, settings);
  const bags = (part: Uint32Array) => Array.from(part, (text) => tokenize(corpus.texts[text]!));
  const labels = (part: Uint32Array) => Array.from(part, (text) => corpus.labelIds[text]!);
  const classify = fitLogisticRegression(bags(training), labels(training), corpus.labels.length);
  return rounded(accuracyOf(bags(validation).map(classify), labels(validation)));
}

const rounded = (value: number) => Math.round(value * 1e5) / 1e5;
