// Which tokens have a row, and texts as ids.

import { expect, test } from 'vitest';
import { buildVocabulary, encodeTexts, outOfVocabularyId, paddingId } from '../../src/text/vocabulary';

const training = [
  ['good', 'good', 'film'],
  ['film', 'é', 'bad'],
  ['zoo', 'good', 'Bad'],
];

test('rows go by falling frequency, ties by code unit order, after padding and out-of-vocabulary', () => {
  const { tokens, ids } = buildVocabulary(training, 100);
  expect(tokens.slice(2)).toEqual(['good', 'film', 'Bad', 'bad', 'zoo', 'é']);
  expect(tokens).toHaveLength(8);
  expect([paddingId, outOfVocabularyId]).toEqual([0, 1]);
  expect([...ids]).toEqual(tokens.slice(2).map((token, index) => [token, index + 2]));
});

test('the size caps the rows, padding and out-of-vocabulary included', () => {
  expect(buildVocabulary(training, 3).tokens.slice(2)).toEqual(['good']);
  expect(buildVocabulary(training, 5).tokens.slice(2)).toEqual(['good', 'film', 'Bad']);
});

test('names of object properties are ordinary tokens', () => {
  const vocabulary = buildVocabulary([['constructor', '__proto__', '__proto__']], 10);
  expect(vocabulary.tokens.slice(2)).toEqual(['__proto__', 'constructor']);
  expect([...encodeTexts(vocabulary, [['toString', '__proto__']], 2).tokenIds]).toEqual([outOfVocabularyId, 2]);
});

test('texts are cut to their first tokens and filled up with padding at the end', () => {
  const vocabulary = buildVocabulary(training, 100);
  const { tokenIds, lengths } = encodeTexts(vocabulary, [['film', 'new', 'good', 'zoo'], ['bad']], 3);
  expect([...tokenIds]).toEqual([3, 1, 2, 5, 0, 0]);
  expect([...lengths]).toEqual([3, 1]);
});

test('a text without a token is one out-of-vocabulary id', () => {
  const { tokenIds, lengths } = encodeTexts(buildVocabulary(training, 100), [[]], 2);
  expect([...tokenIds]).toEqual([outOfVocabularyId, paddingId]);
  expect([...lengths]).toEqual([1]);
});
