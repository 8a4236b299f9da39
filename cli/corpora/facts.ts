// What can be counted in a corpus in no time: sizes, lengths, words, and what gives a label away.

import { createHash } from 'node:crypto';
import { naturalLogarithm } from '../../src/experiment/arithmetic';
import { defaultShared } from '../../src/experiment/shared-fields';
import type { Corpus } from '../../src/text/corpus';
import { prepareDataset } from '../../src/text/dataset';
import { tokenize } from '../../src/text/tokenizer';

export interface TellingToken {
  token: string;
  /** Natural logarithm of: the odds that a text of the label holds it, by the odds that another text does. */
  logOdds: number;
}

export interface LabelFacts {
  label: string;
  texts: number;
  meanTokens: number;
  /** Most telling first. */
  telling: TellingToken[];
}

export interface CorpusFacts {
  texts: number;
  labels: LabelFacts[];
  /** Tokens a text: least, quartiles, most. */
  lengths: [least: number, lower: number, median: number, upper: number, most: number];
  distinctTokens: number;
  /** Share of the distinct tokens that occur once in the corpus. */
  tokensSeenOnce: number;
  /** Share of the texts that are longer than the default sequence length. */
  cutTexts: number;
  /** At all defaults: share of the validation tokens that the vocabulary of the training texts does not hold. */
  validationOutOfVocabulary: number;
  /** Training texts at the default validation share, where all are asked for. */
  mostTrainingTexts: number;
}

const tellingTokens = 8;

export function factsOf(corpus: Corpus): CorpusFacts {
  const tokens = corpus.texts.map((text) => tokenize(text));
  const lengths = tokens.map(({ length }) => length).sort((a, b) => a - b);
  /** By nearest rank. */
  const quantile = (share: number) => lengths[Math.max(1, Math.ceil(share * lengths.length)) - 1]!;
  const occurrences = new Map<string, number>();
  for (const token of tokens.flat()) occurrences.set(token, (occurrences.get(token) ?? 0) + 1);
  const seenOnce = [...occurrences.values()].filter((count) => count === 1).length;
  const { validationOutOfVocabulary } = prepareDataset(corpus, defaultShared).report;
  const { trainingTexts } = prepareDataset(corpus, { ...defaultShared, trainingSize: corpus.texts.length }).report;
  return {
    texts: corpus.texts.length,
    labels: corpus.labels.map((label, labelId) => {
      const own = tokens.filter((_, text) => corpus.labelIds[text] === labelId);
      const others = tokens.filter((_, text) => corpus.labelIds[text] !== labelId);
      const meanTokens = own.flat().length / own.length;
      return { label, texts: own.length, meanTokens, telling: mostTelling(own, others) };
    }),
    lengths: [quantile(0), quantile(0.25), quantile(0.5), quantile(0.75), quantile(1)],
    distinctTokens: occurrences.size,
    tokensSeenOnce: seenOnce / occurrences.size,
    cutTexts: lengths.filter((length) => length > defaultShared.sequenceLength).length / lengths.length,
    validationOutOfVocabulary,
    mostTrainingTexts: trainingTexts,
  };
}

/**
 * Tokens that the label's texts hold more often than others do, by log-odds over its standard error, so that
 * a rare token with large odds by chance does not come first. Half a text is added to every count.
 */
function mostTelling(own: readonly string[][], others: readonly string[][]): TellingToken[] {
  const ownTexts = textsWith(own);
  const otherTexts = textsWith(others);
  return [...ownTexts]
    .map(([token, count]) => {
      const cells = [count, own.length - count, otherTexts.get(token) ?? 0];
      const [inside, without, outside] = cells.map((texts) => texts + 0.5) as [number, number, number];
      const outsideWithout = others.length - outside + 1;
      const logOdds = naturalLogarithm((inside * outsideWithout) / (without * outside));
      const error = Math.sqrt(1 / inside + 1 / without + 1 / outside + 1 / outsideWithout);
      return { token, logOdds, certainty: logOdds / error };
    })
    .sort((a, b) => b.certainty - a.certainty || (a.token < b.token ? -1 : 1))
    .slice(0, tellingTokens)
    .map(({ token, logOdds }) => ({ token, logOdds }));
}

function textsWith(texts: readonly string[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const token of new Set(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** Changes with any text and label. The defaults, on which measured numbers rest as well, never change. */
export function digestOf(corpus: Corpus): string {
  const basis = [corpus.labels, corpus.texts, [...corpus.labelIds]];
  return createHash('sha256').update(JSON.stringify(basis)).digest('hex').slice(0, 12);
}
