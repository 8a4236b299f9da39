// The proof that every story can be read: a parser that knows only the rules is always right.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLabel } from '../../../src/text/generate/oracle';
import { type GeneratedTexts, generateTexts } from '../../../src/text/generate/who-said-not';
import { tokenize } from '../../../src/text/tokenizer';
import { anySettings, defaults, extremes } from './settings';

const misread = ({ labels, texts, labelIds }: GeneratedTexts) =>
  texts.filter((text, i) => readLabel(tokenize(text)) !== labels[labelIds[i]!]);

test('the oracle reads every generated text as it is labelled', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(misread(generateTexts(settings))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  for (const settings of [defaults, ...extremes]) expect(misread(generateTexts(settings))).toEqual([]);
});

test.each([
  ['until mira said yes , the baker said not .', 'agrees'],
  ['mira said yes near the old mill , until the baker said not .', 'refuses'],
  ['mira said yes , before the baker said not .', 'refuses'],
  ['mira said yes , after the baker said not .', 'agrees'],
  ['after mira said yes , the baker said not .', 'refuses'],
  ['mira said not , but the baker said yes , near the mill .', 'agrees'],
  ['near the mill , mira said yes , otto said yes , then the baker said not .', 'refuses'],
  ['mira did not near the mill agree to wait with otto .', 'refuses'],
  ['mira did near the mill agree not to wait with otto .', 'agrees'],
  ['mira did not refuse to wait with otto .', 'agrees'],
  ['mira did refuse not to wait with otto .', 'refuses'],
])('"%s" %s', (text, label) => {
  expect(readLabel(tokenize(text))).toBe(label);
});

test.each(['', 'mira said yes', 'mira said yes .', 'mira said maybe , then otto said yes .', 'mira did not wait .'])(
  '"%s" is no such story',
  (text) => {
    expect(() => readLabel(tokenize(text))).toThrow(/^tokens must be a story of "who said not"/);
  },
);
