// Phrases that say where and how, of exactly as many tokens as asked for. They decide nothing.

import type { DistractorVocabulary } from './distractors';
import type { Draws } from './draws';

const prepositions = ['near', 'behind', 'beside', 'inside', 'outside', 'below'];
/** The grammar's own, for what is too short for a place, or where there are no distractor words. */
const pairsOfWords = ['at noon', 'at dawn', 'at night', 'in town', 'all day', 'once again'].map((pair) =>
  pair.split(' '),
);
const singleWords = ['calmly', 'loudly', 'slowly', 'softly', 'quickly', 'quietly'].map((word) => [word]);

/** `length` tokens: places (`near the old mill`) as far as they fit, then a word or two of the grammar's own. */
export function scenery(length: number, { nouns, adjectives }: DistractorVocabulary, draws: Draws): string[] {
  const tokens: string[] = [];
  while (tokens.length < length) {
    const room = length - tokens.length;
    if (nouns.length > 0 && room >= 3) {
      const adjective =
        adjectives.length > 0 && (room === 4 || (room > 4 && draws.coin())) ? [draws.pick(adjectives)] : [];
      tokens.push(draws.pick(prepositions), 'the', ...adjective, draws.pick(nouns));
    } else {
      tokens.push(...draws.pick(room >= 2 ? pairsOfWords : singleWords));
    }
  }
  return tokens;
}
