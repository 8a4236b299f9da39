// Training texts → the vocabulary's words, how often each label has them, and where they lean to.

import type { Word, WordPage, WordQuery } from './browse-protocol';
import { type Browsed, folded, pageOf, pageSize } from './browsed';

/** Padding and out-of-vocabulary stand for no word. */
const firstWordId = 2;

/** Every word that has a row in the embedding, the most frequent first. */
export function wordsOf({ dataset }: Browsed): Word[] {
  const { labels, vocabulary, training } = dataset;
  const labelCount = labels.length;
  const counts = new Uint32Array(vocabulary.tokens.length * labelCount);
  const room = training.lengths.length === 0 ? 0 : training.tokenIds.length / training.lengths.length;
  training.lengths.forEach((length, text) => {
    const label = training.labelIds[text]!;
    for (let place = text * room; place < text * room + length; place++) {
      counts[training.tokenIds[place]! * labelCount + label]!++;
    }
  });
  const rowOf = (id: number) => Array.from(counts.subarray(id * labelCount, (id + 1) * labelCount));
  const totals = labels.map((_, label) =>
    vocabulary.tokens.reduce((sum, _, id) => sum + counts[id * labelCount + label]!, 0),
  );
  const all = sumOf(totals);
  const shares = totals.map((total) => (all === 0 ? 0 : total / all));
  return vocabulary.tokens.slice(firstWordId).map((token, index) => {
    const byLabel = rowOf(index + firstWordId);
    const count = sumOf(byLabel);
    const leanings = byLabel.map((inLabel, label) => leaningOf(inLabel, count, shares[label]!));
    const leaning = Math.max(...leanings);
    return { token, count, byLabel, leansTo: leanings.indexOf(leaning), leaning };
  });
}

/**
 * How far a word's count in a label lies above what the label's share of all words makes likely, in standard
 * deviations of the binomial distribution. A share alone would put words seen once on top: they are all
 * wholly one-sided.
 */
function leaningOf(inLabel: number, count: number, share: number): number {
  const spread = Math.sqrt(count * share * (1 - share));
  return spread === 0 ? 0 : (inLabel - count * share) / spread;
}

export function findWords(words: readonly Word[], labels: readonly string[], query: WordQuery): WordPage {
  const search = folded(query.search);
  const found = search === '' ? [...words] : words.filter(({ token }) => token.includes(search));
  // The sort is stable: of words that lean equally the more frequent comes first.
  if (query.order === 'leaning') found.sort((a, b) => b.leaning - a.leaning);
  const page = pageOf(found.length, query.page);
  return { ...page, labels, words: found.slice(page.first, page.first + pageSize) };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
