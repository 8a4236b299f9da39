// Sentences as the networks read them: rows of the embedding, every word having one.

import type { DatasetPart } from '../../src/text/dataset';
import { buildVocabulary, encodeTexts } from '../../src/text/vocabulary';
import type { LabelledSentences } from './sentences';

export interface EncodedSentences extends DatasetPart {
  /** Rows of the embedding, padding and out-of-vocabulary included. */
  vocabularyRows: number;
}

/** Nothing is cut: the vocabulary has all words of all sentences, tested ones too, as Kim's has; their labels play no part. */
export function encodeSentences(
  { sentences, labelIds }: LabelledSentences,
  tokensOf: (sentence: string) => string[],
): EncodedSentences {
  const tokens = sentences.map(tokensOf);
  const vocabulary = buildVocabulary(tokens, Number.POSITIVE_INFINITY);
  const longest = tokens.reduce((length, words) => Math.max(length, words.length), 1);
  return {
    ...encodeTexts(vocabulary, tokens, longest),
    labelIds: Int32Array.from(labelIds),
    vocabularyRows: vocabulary.tokens.length,
  };
}

/** The sentences at these positions. */
export function partAt({ tokenIds, lengths, labelIds }: DatasetPart, positions: readonly number[]): DatasetPart {
  const room = tokenIds.length / lengths.length;
  const part: DatasetPart = {
    tokenIds: new Int32Array(positions.length * room),
    lengths: Int32Array.from(positions, (position) => lengths[position]!),
    labelIds: Int32Array.from(positions, (position) => labelIds[position]!),
  };
  positions.forEach((position, row) => {
    part.tokenIds.set(tokenIds.subarray(position * room, (position + 1) * room), row * room);
  });
  return part;
}
