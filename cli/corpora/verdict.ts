// What a corpus is wanted to show, and whether the measured numbers show it.

import type { Measured } from './measure';
import type { CellResults, Outcome } from './networks';
import { meanOf, percent, spreadOf } from './statistics';

export const wish =
  'Wanted: the bag of words neither near chance nor above 0.92; a clear overfitting gap unregularized; ' +
  "regularization gains beyond the seeds' spread.";

/** Of the way from chance to certainty; below it a bag of words is near chance. */
const nearChance = 0.2;
const tooEasy = 0.92;
/** In nats, from the lowest validation loss up to the last. */
const clearRise = 0.1;

export interface Finding {
  met: boolean;
  sentence: string;
}

/** A metric of the unregularized network and of the winner on the same seeds; larger gains are better. */
export interface Gain {
  mean: number;
  /** The larger of the two networks' standard deviations over the seeds. */
  spread: number;
  /** Positive with every seed, and on average more than the spread. */
  beyondSpread: boolean;
}

type Metric = 'bestLoss' | 'finalLoss' | 'bestAccuracy' | 'finalAccuracy';

export function gainOf(nothing: readonly Outcome[], winner: readonly Outcome[], metric: Metric): Gain {
  const sign = metric.endsWith('Loss') ? -1 : 1;
  const gains = nothing.map((outcome, seed) => sign * (winner[seed]![metric] - outcome[metric]));
  const spread = Math.max(...[nothing, winner].map((outcomes) => spreadOf(outcomes.map((one) => one[metric]))));
  const mean = meanOf(gains);
  return { mean, spread, beyondSpread: gains.every((gain) => gain > 0) && mean > spread };
}

/** Bag of words, overfitting, gains: in the order of the wish. */
export function findingsOf(measured: Measured): Finding[] {
  return [bagOfWords(measured), overfitting(measured.networks), gains(measured.networks)];
}

function bagOfWords({ baselines }: Measured): Finding {
  const { majority, naiveBayes, logisticRegression } = baselines;
  const best = Math.max(naiveBayes, logisticRegression);
  const way = (best - majority) / (1 - majority);
  const place = `${best.toFixed(2)}, ${percent(way)} of the way from chance (${majority.toFixed(2)}) to 1`;
  if (best > tooEasy) return { met: false, sentence: `The bag of words reaches ${place}: too easy.` };
  if (way < nearChance) return { met: false, sentence: `The bag of words reaches ${place}: near chance.` };
  return { met: true, sentence: `The bag of words reaches ${place}.` };
}

function overfitting(networks: readonly CellResults[]): Finding {
  const cells = networks.map(({ cell, comparisons }) => {
    const { outcomes } = comparisons[0]!.nothing;
    const rises = outcomes.map(({ bestLoss, finalLoss }) => finalLoss - bestLoss);
    const mean = (key: keyof Outcome) => meanOf(outcomes.map((outcome) => outcome[key])).toFixed(2);
    return {
      met: rises.every((rise) => rise > clearRise),
      words:
        `${cell} from ${mean('bestLoss')} at its best to ${mean('finalLoss')} at the end, ` +
        `while it gets ${mean('trainAccuracy')} of its training texts right and ${mean('finalAccuracy')} of the others`,
    };
  });
  const met = cells.every((cell) => cell.met);
  const list = cells.map(({ words }) => words).join('; ');
  return {
    met,
    sentence: `Unregularized, the validation loss ${met ? 'climbs' : 'does not climb clearly with every seed'}: ${list}.`,
  };
}

function gains(networks: readonly CellResults[]): Finding {
  const cells = networks.map(({ cell, comparisons }) => {
    const { nothing, winner } = comparisons[0]!;
    const gain = (metric: Metric) => gainOf(nothing.outcomes, winner.outcomes, metric);
    const [bestLoss, bestAccuracy] = [gain('bestLoss'), gain('bestAccuracy')];
    const [finalLoss, finalAccuracy] = [gain('finalLoss'), gain('finalAccuracy')];
    return {
      met: bestLoss.beyondSpread && finalLoss.beyondSpread,
      words:
        `${cell} at the best epoch ${shown(bestLoss, 'nats')} and ${shown(bestAccuracy, 'accuracy')}, ` +
        `at the end ${shown(finalLoss, 'nats')} and ${shown(finalAccuracy, 'accuracy')}`,
    };
  });
  const met = cells.every((cell) => cell.met);
  const list = cells.map(({ words }) => words).join('; ');
  return { met, sentence: `Regularization gains in validation loss ${met ? '' : 'not '}beyond the spread: ${list}.` };
}

/** A star marks what is beyond the spread. */
function shown({ mean, beyondSpread }: Gain, unit: string): string {
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(3)}${beyondSpread ? '*' : ''} ${unit}`;
}
