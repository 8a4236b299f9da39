// Dataset → what the split did: counts by part and label, replaced labels, lengths.

import { copyKey, countCopies } from '../../text/copies';
import type { Lengths, Overview } from './browse-protocol';
import { type Browsed, trueLabelId } from './browsed';
import { type PartName, partNames } from './part-names';

/** More bins than this say less. */
const mostBins = 32;

export function overviewOf(browsed: Browsed): Overview {
  const { corpus, dataset } = browsed;
  const { labels } = dataset;
  const corpusCounts = countLabels(corpus.labelIds, labels.length);
  const unused = [...corpusCounts];
  const replaced: Record<PartName, number> = { training: 0, validation: 0, test: 0 };
  for (const part of partNames) {
    dataset.positions[part].forEach((place, position) => {
      unused[corpus.labelIds[place]!]!--;
      if (dataset[part].labelIds[position] !== trueLabelId(browsed, part, position)) replaced[part]++;
    });
  }
  return {
    labels,
    corpusCounts,
    counts: {
      training: countLabels(dataset.training.labelIds, labels.length),
      validation: countLabels(dataset.validation.labelIds, labels.length),
      test: countLabels(dataset.test.labelIds, labels.length),
    },
    unused,
    replaced,
    copies: countCopies(corpus.texts),
    leaked: leakedIn(browsed),
    hasOwnSplit: dataset.positions.isGiven,
    lengths: lengthsOf(browsed),
    report: dataset.report,
  };
}

function leakedIn({ corpus, dataset: { positions } }: Browsed): number {
  const keys = (part: PartName) => Array.from(positions[part], (place) => copyKey(corpus.texts[place]!));
  const trained = new Set(keys('training'));
  return [...keys('validation'), ...keys('test')].filter((key) => trained.has(key)).length;
}

function countLabels(labelIds: Iterable<number>, labelCount: number): number[] {
  const counts = new Array<number>(labelCount).fill(0);
  for (const id of labelIds) counts[id]!++;
  return counts;
}

/** Uncut texts by length, training and validation in the same bins of a round width. */
function lengthsOf({ dataset, tokenCounts }: Browsed): Lengths {
  const lengths = (part: PartName) => Array.from(dataset.positions[part], (place) => tokenCounts[place]!);
  const training = lengths('training');
  const validation = lengths('validation');
  let longest = 0;
  for (const length of [...training, ...validation]) longest = Math.max(longest, length);
  const binWidth = roundWidth((longest + 1) / mostBins);
  const bins = Math.floor(longest / binWidth) + 1;
  const histogram = (values: readonly number[]) => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of values) counts[Math.floor(value / binWidth)]!++;
    return counts;
  };
  return { binWidth, training: histogram(training), validation: histogram(validation), longest };
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundWidth(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (step * power >= least) return step * power;
  }
}
