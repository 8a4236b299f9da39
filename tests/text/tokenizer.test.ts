// What a token is.

import { expect, test } from 'vitest';
import { tokenize } from '../../src/text/tokenizer';

const cases: readonly [behaviour: string, text: string, tokens: readonly string[]][] = [
  ['words and punctuation', 'Awful, truly awful!', ['awful', ',', 'truly', 'awful', '!']],
  ['every symbol alone', 'so... "bad" (9/10)', ['so', '.', '.', '.', '"', 'bad', '"', '(', '9', '/', '10', ')']],
  ['a straight apostrophe inside a word', "Don't", ["don't"]],
  ['a curly apostrophe is a straight one', 'Don\u2019t it\u02bcs', ["don't", "it's"]],
  ['quotes around a word are no part of it', "'tis \u2018fine\u2019", ["'", 'tis', "'", 'fine', "'"]],
  ['an apostrophe at a word\u2019s end', "the dogs' bowl", ['the', 'dogs', "'", 'bowl']],
  ['an inner hyphen', 'well-made mother-in-law', ['well-made', 'mother-in-law']],
  ['a non-breaking hyphen is a hyphen', 'well\u2011made', ['well-made']],
  ['a hyphen between words', 'good - or -bad', ['good', '-', 'or', '-', 'bad']],
  ['two hyphens are a dash', 'good--bad', ['good', '-', '-', 'bad']],
  ['a dash without spaces', 'good\u2014bad', ['good', '\u2014', 'bad']],
  ['numbers', '3.5 of 1,000 at 12:30.', ['3.5', 'of', '1,000', 'at', '12', ':', '30', '.']],
  ['digits and letters apart', 'the 80s mp3', ['the', '80', 's', 'mp', '3']],
  ['a minus and a unit', '-5 \u20ac', ['-', '5', '\u20ac']],
  ['accents, composed', 'Café CRÈME', ['café', 'crème']],
  ['accents, decomposed', 'Cafe\u0301', ['caf\u00e9']],
  ['marks that have no composed letter', 'x\u0301y', ['x\u0301y']],
  ['Turkish capital I as in every locale', 'ISTANBUL', ['istanbul']],
  ['Greek with its final sigma', 'ΟΔΟΣ', ['οδο\u03c2']],
  ['Cyrillic', "П'ять, ёж", ["п'ять", ',', 'ёж']],
  ['Arabic with vowel marks', 'كِتَاب جديد', ['كِتَاب', 'جديد']],
  ['Persian with a zero-width non-joiner', 'می\u200cخواهم', ['می\u200cخواهم']],
  ['Hindi', 'हिन्दी अच्छी', ['हिन्दी', 'अच्छी']],
  ['Korean by its spaces', '정말 좋아요', ['정말', '좋아요']],
  ['Chinese character by character', '很好吃，推荐！', ['很', '好', '吃', '，', '推', '荐', '！']],
  ['Chinese beside Latin and numbers', '买了iPhone 15台', ['买', '了', 'iphone', '15', '台']],
  ['Japanese in three scripts', 'カレーは旨い', ['カ', 'レ', 'ー', 'は', '旨', 'い']],
  ['Chinese outside the basic plane', '\u{20bb7}野家', ['\u{20bb7}', '野', '家']],
  ['emoji', 'great👍😀', ['great', '👍', '😀']],
  ['an emoji with a skin tone', '👍🏽!', ['👍🏽', '!']],
  ['a family is one emoji', '👨‍👩‍👧 ok', ['👨‍👩‍👧', 'ok']],
  ['an emoji with or without its variation selector', '\u2764\ufe0f \u2764', ['\u2764', '\u2764']],
  ['flags', '🇫🇷🇨🇳', ['🇫🇷', '🇨🇳']],
  ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', ['🏴󠁧󠁢󠁳󠁣󠁴󠁿']],
  ['a keycap', '1\ufe0f\u20e3', ['1\u20e3']],
  ['a soft hyphen is not there', 'won\u00adder', ['wonder']],
  ['every kind of space', ' a\u00a0b\u3000c\u200bd\te\r\nf ', ['a', 'b', 'c', 'd', 'e', 'f']],
  ['a half of a surrogate pair', 'a\ud83db', ['a', 'b']],
  ['nothing', '', []],
  ['spaces alone', ' \t\u200b', []],
];

test.each(cases)('%s: %j', (_, text, tokens) => {
  expect(tokenize(text)).toEqual(tokens);
});

test('tokens are cut into themselves again', () => {
  for (const [, , tokens] of cases) {
    for (const token of tokens) expect(tokenize(token)).toEqual([token]);
  }
});
