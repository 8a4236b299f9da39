// How long texts are, in tokens.

import { tokenize } from '../tokenizer';

/** Lengths that are counted one by one: as many tokens as a sequence can have. */
export const countedTokens = 400;

/** Position n holds how many texts have n tokens; the last, `countedTokens` + 1, those that have more. */
export function lengthHistogram(texts: Iterable<string>): Uint32Array {
  const histogram = new Uint32Array(countedTokens + 2);
  for (const text of texts) histogram[Math.min(tokenize(text).length, countedTokens + 1)]!++;
  return histogram;
}
