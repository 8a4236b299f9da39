// The words that decide nothing: plain English ones first, invented ones when those run out.

import { permutation, stream } from '../../experiment/random';

export interface DistractorVocabulary {
  nouns: readonly string[];
  adjectives: readonly string[];
}

const plainNouns = (
  'mill river bridge garden market tower orchard harbor stable chapel meadow cellar fountain forest station ' +
  'library kitchen barn lantern gate well hill pond square workshop attic ferry theatre vineyard windmill ' +
  'lighthouse courtyard terrace quarry canal bakery tavern school museum cottage'
).split(' ');

const plainAdjectives = (
  'old green quiet narrow empty little wooden bright cold crooked dusty golden hidden lonely muddy noisy painted ' +
  'quaint rusty sunny tall warm yellow ancient broken busy crowded distant famous foggy grey humble large pretty ' +
  'red shady steep stony white windy'
).split(' ');

const onsets = ['b', 'd', 'l', 'm', 'n', 'r', 't', 'v', 'br', 'dr', 'tr', 'gl', 'pl', 'st', 'fl', 'gr'];
const vowels = ['a', 'e', 'i', 'o', 'u'];
const middles = ['nd', 'rn', 'nt', 'rl', 'mm', 'st', 'lk', 'rv'];
const nounEndings = ['ow', 'el', 'en', 'et'];
const adjectiveEndings = ['ish', 'ic'];

/**
 * A vocabulary of `count` different words (0 to 2000), nouns and adjectives in turn, a noun first. It depends
 * on the count alone, and a smaller one is the beginning of a larger one.
 */
export function distractorVocabulary(count: number): DistractorVocabulary {
  return {
    nouns: extended(plainNouns, nounEndings, Math.ceil(count / 2)),
    adjectives: extended(plainAdjectives, adjectiveEndings, Math.floor(count / 2)),
  };
}

function extended(plain: readonly string[], endings: readonly string[], count: number): readonly string[] {
  if (count <= plain.length) return plain.slice(0, count);
  const stems = onsets.flatMap((onset) => vowels.flatMap((vowel) => middles.map((middle) => onset + vowel + middle)));
  const invented = stems.flatMap((stem) => endings.map((ending) => stem + ending));
  // Shuffled, for neighbours in the list share their first letters.
  const order = permutation(stream(0, 'invented words', ...endings), invented.length);
  const additional = order.subarray(0, count - plain.length);
  return [...plain, ...Array.from(additional, (position) => invented[position]!)];
}
