// The generated corpus: what its settings promise about every text.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distractorVocabulary } from '../../../src/text/generate/distractors';
import { type GeneratedTexts, generateTexts, textLengths } from '../../../src/text/generate/who-said-not';
import { tokenize } from '../../../src/text/tokenizer';
import { anySettings, defaults, extremes } from './settings';

const bagOf = (text: string) => tokenize(text).sort().join(' ');
const lengthsOf = ({ texts }: GeneratedTexts) => texts.map((text) => tokenize(text).length);
const countOf = ({ labelIds }: GeneratedTexts, label: number) => labelIds.filter((id) => id === label).length;

test('the same settings give the same texts, another seed others', () => {
  const made = generateTexts(defaults);
  expect(generateTexts({ ...defaults })).toEqual(made);
  const shared = generateTexts({ ...defaults, seed: 8 }).texts.filter((text) => made.texts.includes(text));
  expect(shared.length).toBeLessThan(0.05 * defaults.size);
});

test('a link made today gives these texts for ever', () => {
  const { texts, labels, labelIds } = generateTexts(defaults);
  expect(texts.slice(0, 4).map((text, i) => `${labels[labelIds[i]!]}: ${text}`)).toMatchInlineSnapshot(`
    [
      "agrees: mira did beside the library agree not to leave with nadia , behind the broken stable .",
      "refuses: mira did not beside the library agree to leave with nadia , behind the broken stable .",
      "agrees: the baker said not , then clara beside the fountain said yes .",
      "refuses: the baker said yes , then clara beside the fountain said not .",
    ]
  `);
});

test('a smaller corpus is the beginning of a larger one', () => {
  const small = generateTexts({ ...defaults, size: 333 });
  const large = generateTexts(defaults);
  expect(large.texts.slice(0, 333)).toEqual(small.texts);
  expect(large.labelIds.slice(0, 333)).toEqual(small.labelIds);
});

describe('whatever the settings,', () => {
  const check = (property: (made: GeneratedTexts, size: number) => void) => {
    fc.assert(
      fc.property(anySettings, (settings) => property(generateTexts(settings), settings.size)),
      { numRuns: 60 },
    );
    for (const settings of extremes) property(generateTexts(settings), settings.size);
  };

  test('there are as many texts as asked for, all different, the labels balanced', () => {
    check((made, size) => {
      expect(made.texts).toHaveLength(size);
      expect(new Set(made.texts).size).toBe(size);
      expect(made.labels).toEqual(['agrees', 'refuses']);
      expect(Math.abs(countOf(made, 0) - countOf(made, 1))).toBe(size % 2);
    });
  });

  test('every text has from 6 to 60 tokens, and the longest is reported', () => {
    check((made) => {
      const lengths = lengthsOf(made);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(textLengths.min);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(textLengths.max);
      expect(Math.max(...lengths)).toBe(made.longestText);
    });
  });

  test('nine pairs in ten are the same words in another order with the other label, one has its own words', () => {
    check(({ texts, labelIds }, size) => {
      for (let pair = 0; 2 * pair + 1 < size; pair++) {
        const [one, other] = [2 * pair, 2 * pair + 1];
        expect(labelIds[one]).not.toBe(labelIds[other]);
        expect(bagOf(texts[one]!) === bagOf(texts[other]!)).toBe(pair % 10 !== 9);
      }
    });
  });

  test('a text reads as English does: lower case, single spaces, a full stop', () => {
    check(({ texts }) => {
      expect(texts.filter((text) => !/^[a-z]+( ([a-z]+|,))* \.$/.test(text))).toEqual([]);
      expect(texts.filter((text) => /\b([a-z]+) \1\b/.test(text))).toEqual([]);
    });
  });
});

describe('the dependency distance', () => {
  const at = (dependencyDistance: number, distractorWords = 50) =>
    generateTexts({ ...defaults, size: 400, dependencyDistance, distractorWords });

  test.each([0, 1, 2, 3, 5, 11, 20])('of %d stands between the word that decides and what it decides', (distance) => {
    const between = { negated: new Set<number>(), overturned: new Set<number>(), spoken: new Set<number>() };
    for (const text of at(distance).texts) {
      const negated = /\bdid(?: not)?((?: [a-z]+)*?) (?:agree|refuse) /.exec(text);
      const overturned = / said (?:yes|not)((?: [a-z]+)*) , (?:(?:until|before|after|but) )?(?:the )?[a-z]+ said /.exec(
        text,
      );
      const spoken = / then (?:the [a-z]+|(?!the )[a-z]+)((?: [a-z]+)*) said /.exec(text);
      const [kind, found] = negated
        ? (['negated', negated] as const)
        : spoken
          ? (['spoken', spoken] as const)
          : (['overturned', overturned] as const);
      between[kind].add(found![1]!.split(' ').length - 1);
    }
    const only = new Set([distance]);
    expect(between).toEqual({ negated: only, overturned: only, spoken: only });
  });

  test('lengthens every story by as many tokens and changes nothing else', () => {
    const near = at(0, 0);
    const far = at(7, 0);
    expect(lengthsOf(far)).toEqual(lengthsOf(near).map((length) => length + 7));
    expect(far.labelIds).toEqual(near.labelIds);
    const outline = ({ texts }: GeneratedTexts) =>
      texts.map((text) =>
        tokenize(text).filter((token) => /^(yes|not|did|agree|refuse|until|before|after|but|,)$/.test(token)),
      );
    expect(outline(far)).toEqual(outline(near));
  });
});

describe('the distractor words', () => {
  const wordsOf = ({ nouns, adjectives }: ReturnType<typeof distractorVocabulary>) => [...nouns, ...adjectives];

  test('are as many as asked for, all different, each one token', () => {
    for (const count of [0, 1, 2, 3, 50, 81, 999, 2000]) {
      const words = wordsOf(distractorVocabulary(count));
      expect(new Set(words).size).toBe(count);
      expect(words.filter((word) => tokenize(word).length !== 1 || !/^[a-z]{3,10}$/.test(word))).toEqual([]);
    }
  });

  test('of a smaller vocabulary are among those of a larger one', () => {
    const many = new Set(wordsOf(distractorVocabulary(2000)));
    for (const count of [1, 50, 500]) {
      expect(wordsOf(distractorVocabulary(count)).filter((word) => !many.has(word))).toEqual([]);
    }
  });

  test("are none of the grammar's own, and are all used in a large corpus", () => {
    const grammar = new Set(generateTexts(extremes[0]!).texts.flatMap((text) => tokenize(text)));
    for (const preposition of ['near', 'behind', 'beside', 'inside', 'outside', 'below']) grammar.add(preposition);
    const large = new Set(
      generateTexts({ ...defaults, size: 20_000, dependencyDistance: 20, distractorWords: 300 }).texts.flatMap((text) =>
        tokenize(text),
      ),
    );
    const words = wordsOf(distractorVocabulary(300));
    expect(words.filter((word) => !large.has(word))).toEqual([]);
    expect(wordsOf(distractorVocabulary(2000)).filter((word) => grammar.has(word))).toEqual([]);
  });

  test('are absent where there are none', () => {
    const all = new Set(wordsOf(distractorVocabulary(2000)));
    const { texts } = generateTexts({ ...defaults, dependencyDistance: 20, distractorWords: 0 });
    expect(texts.flatMap((text) => tokenize(text)).filter((token) => all.has(token))).toEqual([]);
  });
});

test.each([
  ['size', 99],
  ['size', 20_001],
  ['size', 100.5],
  ['dependencyDistance', 21],
  ['dependencyDistance', -1],
  ['distractorWords', 2001],
  ['distractorWords', Number.NaN],
  ['seed', 2 ** 32],
])('%s of %d is refused by name', (name, value) => {
  expect(() => generateTexts({ ...defaults, [name]: value })).toThrow(
    new RegExp(`^${name} must be a whole number from \\d+ to \\d+, got ${value}$`),
  );
});
