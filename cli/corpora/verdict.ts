// What a corpus is wanted to show, and whether the measured numbers show it.

import { mean as meanOf, standardDeviation } from '../../src/runs/statistics';
import type { Measured } from './measure';
import type { CellResults, Outcome } from './networks';
import { meanAndSpread, percent } from './numbers';

/** Of the way from chance to certainty; below it a bag of words is near chance. */
const nearChance = 0.2;
const tooEasy = 0.92;
/** In nats, from the lowest validation loss up to the last. */
const clearRise = 0.1;

export interface Finding {
  /** A few words, the same for every corpus. */
  wish: string;
  met: boolean;
  /** The cells that show it, where not both or none do. */
  onlyIn: string;
  sentence: string;
}

/** Of the regularized network over the unregularized one, seed by seed, positive where it is better. */
export interface Gain {
  gains: number[];
  /** Positive with every seed, and on average more than the standard deviation over the seeds. */
  beyondSpread: boolean;
}

type Metric = 'bestLoss' | 'finalLoss' | 'bestAccuracy' | 'finalAccuracy';

/** Both lists in the order of the same seeds: a seed deals the same texts and batches to both. */
export function gainOf(nothing: readonly Outcome[], winner: readonly Outcome[], metric: Metric): Gain {
  const sign = metric.endsWith('Loss') ? -1 : 1;
  const gains = nothing.map((outcome, seed) => sign * (winner[seed]![metric] - outcome[metric]));
  return { gains, beyondSpread: gains.every((gain) => gain > 0) && meanOf(gains) > standardDeviation(gains) };
}

/** Networks are judged on the first training size. */
export function findingsOf({ baselines, networks }: Measured): Finding[] {
  return [
    bagOfWords(baselines),
    overfitting(networks),
    gain('lower last loss', 'finalLoss', networks),
    gain('lower best loss', 'bestLoss', networks),
    gain('higher last accuracy', 'finalAccuracy', networks),
    gain('higher accuracy at the best epoch', 'bestAccuracy', networks),
  ];
}

function bagOfWords({ majority, naiveBayes, logisticRegression }: Measured['baselines']): Finding {
  const best = Math.max(naiveBayes, logisticRegression);
  const way = (best - majority) / (1 - majority);
  const judgement = best > tooEasy ? ': too easy' : way < nearChance ? ': near chance' : '';
  return {
    wish: 'bag of words in range',
    met: judgement === '',
    onlyIn: '',
    sentence: `It reaches ${best.toFixed(2)}, ${percent(way)} of the way from chance (${majority.toFixed(2)}) to 1${judgement}.`,
  };
}

function overfitting(networks: readonly CellResults[]): Finding {
  return byCell('overfits', networks, ({ nothing }) => {
    const mean = (key: keyof Outcome) => meanOf(nothing.outcomes.map((outcome) => outcome[key])).toFixed(2);
    const rises = nothing.outcomes.map(({ bestLoss, finalLoss }) => finalLoss - bestLoss);
    const words =
      `validation loss from ${mean('bestLoss')} to ${mean('finalLoss')}, with ${mean('trainAccuracy')} of the training ` +
      `texts right and ${mean('finalAccuracy')} of the validation texts`;
    return { met: rises.every((rise) => rise > clearRise), words };
  });
}

function gain(wish: string, metric: Metric, networks: readonly CellResults[]): Finding {
  return byCell(wish, networks, ({ nothing, winner }) => {
    const { gains, beyondSpread } = gainOf(nothing.outcomes, winner.outcomes, metric);
    return { met: beyondSpread, words: `better by ${meanAndSpread(gains)}` };
  });
}

function byCell(
  wish: string,
  networks: readonly CellResults[],
  judge: (comparison: CellResults['comparisons'][number]) => { met: boolean; words: string },
): Finding {
  const judged = networks.map(({ cell, comparisons }) => ({ cell, ...judge(comparisons[0]!) }));
  const met = judged.every((one) => one.met);
  const showing = judged.filter((one) => one.met).map(({ cell }) => cell);
  return {
    wish,
    met,
    onlyIn: met ? '' : showing.join(', '),
    sentence: `${judged.map(({ cell, words }) => `${cell}: ${words}`).join('; ')}.`,
  };
}
