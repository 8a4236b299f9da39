// Which tokens have a row in the embedding, and a text as the numbers of its rows.

/** Fills a row of `tokenIds` behind a text's last token. */
export const paddingId = 0;
/** Stands for every token that has no row of its own. */
export const outOfVocabularyId = 1;

export interface Vocabulary {
  /** The token of each id; those of padding and out-of-vocabulary are names that no text can hold. */
  tokens: readonly string[];
  /** The id of each token that has a row of its own. */
  ids: ReadonlyMap<string, number>;
}

export interface EncodedTexts {
  /** [count × sequenceLength], row by row, each filled up with `paddingId` at its end. */
  tokenIds: Int32Array;
  /** [count], each from 1 to sequenceLength. */
  lengths: Int32Array;
}

/**
 * The most frequent tokens of the training texts, by falling frequency, ties by code unit order, so that
 * the rows are the same on every machine.
 *
 * @param trainingTexts the tokens of each text, already cut to those that are read: a row for a token
 *   that is never read would stay at its random start.
 * @param vocabularySize most rows, those of padding and out-of-vocabulary included.
 */
export function buildVocabulary(trainingTexts: readonly (readonly string[])[], vocabularySize: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const tokens of trainingTexts) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const kept = [...counts]
    .sort(([token, count], [otherToken, otherCount]) => otherCount - count || (token < otherToken ? -1 : 1))
    .slice(0, Math.max(0, vocabularySize - 2))
    .map(([token]) => token);
  const tokens = ['<padding>', '<out-of-vocabulary>', ...kept];
  return { tokens, ids: new Map(kept.map((token, index) => [token, index + 2])) };
}

/**
 * Texts as ids, each cut to its first `sequenceLength` tokens. A text without a token becomes one
 * out-of-vocabulary id: the network reads at least one step.
 */
export function encodeTexts(
  vocabulary: Vocabulary,
  texts: readonly (readonly string[])[],
  sequenceLength: number,
): EncodedTexts {
  const tokenIds = new Int32Array(texts.length * sequenceLength).fill(paddingId);
  const lengths = new Int32Array(texts.length);
  texts.forEach((tokens, row) => {
    const ids = tokens.slice(0, sequenceLength).map((token) => vocabulary.ids.get(token) ?? outOfVocabularyId);
    if (ids.length === 0) ids.push(outOfVocabularyId);
    tokenIds.set(ids, row * sequenceLength);
    lengths[row] = ids.length;
  });
  return { tokenIds, lengths };
}
