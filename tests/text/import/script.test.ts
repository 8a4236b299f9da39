// The script of texts tells whether to cut them into words or characters.

import { expect, test } from 'vitest';
import { guessTokens } from '../../../src/text/import/guess/script';

test.each([
  ['English', ['A fine film'], 'word'],
  ['Russian', ['Хороший фильм'], 'word'],
  ['Arabic', ['فيلم جيد'], 'word'],
  ['Hindi', ['अच्छी फिल्म'], 'word'],
  ['Korean', ['좋은 영화'], 'word'],
  ['Chinese', ['好电影 2024 ok'], 'character'],
  ['Japanese', ['とても良いえいが', 'スーパー'], 'character'],
  ['Thai', ['หนังดีมาก'], 'character'],
  ['mostly English', ['A film called 英雄, and it is fine'], 'word'],
  ['no letter', ['1234 !?'], 'word'],
  ['nothing', [], 'word'],
] as const)('%s', (_, texts, tokens) => {
  expect(guessTokens(texts)).toBe(tokens);
});
