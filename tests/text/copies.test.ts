// Copies of a text are dealt together, and a corpus without them is dealt as it always was.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyKey, countCopies } from '../../src/text/copies';
import type { LabelledTexts } from '../../src/text/corpus';
import { type Split, splitCorpus } from '../../src/text/split';

const settings = { seed: 7, trainingSize: 600, validationShare: 0.2 };
const together = { ...settings, copies: 'together' } as const;

/** @param kinds of each text; texts of one kind are copies in other spellings */
function corpusOf(kinds: readonly number[], labelIds: readonly number[]): LabelledTexts {
  const spell = [(text: string) => text, (text: string) => text.toUpperCase(), (text: string) => ` ${text}  `];
  return {
    labels: Array.from({ length: Math.max(...labelIds) + 1 }, (_, id) => `label ${id}`),
    labelIds: Uint8Array.from(labelIds),
    texts: kinds.map((kind, at) => spell[at % spell.length]!(`text of  kind ${kind}`)),
  };
}

const kindsIn = ({ texts }: LabelledTexts, positions: Uint32Array) =>
  new Set(Array.from(positions, (at) => copyKey(texts[at]!)));

function expectNoLeak(corpus: LabelledTexts, { training, validation, test }: Split): void {
  const [trained, validated, tested] = [training, validation, test].map((part) => kindsIn(corpus, part));
  expect([...validated!].filter((kind) => trained!.has(kind))).toEqual([]);
  expect([...tested!].filter((kind) => trained!.has(kind) || validated!.has(kind))).toEqual([]);
}

const anyCorpus = fc
  .array(fc.record({ kind: fc.nat(12), label: fc.nat(2) }), { minLength: 2, maxLength: 60 })
  .map((rows) =>
    corpusOf(
      rows.map(({ kind }) => kind),
      rows.map(({ label }) => label),
    ),
  );

test('spaces and capitals make no other text', () => {
  expect(countCopies(['A  text', 'a text ', 'a text.', 'another'])).toBe(1);
});

describe('dealt together', () => {
  test('no validation or test text is a copy of a training text, and none is lost', () => {
    fc.assert(
      fc.property(anyCorpus, fc.nat(1000), (corpus, seed) => {
        const split = splitCorpus(corpus, { ...together, seed });
        const all = [...split.training, ...split.validation, ...split.test].sort((a, b) => a - b);
        expect(all).toEqual([...corpus.texts.keys()]);
        expect(split.training.length).toBeGreaterThan(0);
        expect(split.validation.length).toBeGreaterThan(0);
        if (kindsIn(corpus, Uint32Array.from(corpus.texts.keys())).size > 1) expectNoLeak(corpus, split);
      }),
      { numRuns: 500 },
    );
  });

  test('a corpus without copies is dealt as it is apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 2, maxLength: 80 }), fc.nat(1000), (labels, seed) => {
        const corpus = corpusOf([...labels.keys()], labels);
        expect(splitCorpus(corpus, { ...together, seed })).toEqual(splitCorpus(corpus, { ...settings, seed }));
      }),
      { numRuns: 300 },
    );
  });

  test('a text of many copies does not take all of its label', () => {
    const corpus = corpusOf(
      [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
      Array.from({ length: 16 }, (_, at) => (at < 10 ? 0 : 1)),
    );
    for (let seed = 0; seed < 50; seed++) {
      const { training } = splitCorpus(corpus, { ...together, seed });
      expect(new Set(Array.from(training, (at) => corpus.labelIds[at])).size).toBe(2);
    }
  });
});
