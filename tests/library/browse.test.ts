// What the data panel shows, worked out by hand on ten short texts.

import { expect, test } from 'vitest';
import { defaultShared } from '../../src/experiment/shared-fields';
import type { ExampleQuery } from '../../src/library/browse/browse-protocol';
import { browse, pageOf } from '../../src/library/browse/browsed';
import { findExamples } from '../../src/library/browse/examples';
import { overviewOf } from '../../src/library/browse/overview';
import { findWords, wordsOf } from '../../src/library/browse/words';
import type { Corpus } from '../../src/text/corpus';

/** Text i has i mod 3 + 2 words; those of label "good" begin with "Good". */
const corpus: Corpus = {
  name: 'ten',
  labels: ['bad', 'good'],
  texts: Array.from({ length: 10 }, (_, i) => `${i % 2 ? 'Good' : 'Bad'} film${' indeed'.repeat(i % 3)}`),
  labelIds: Uint8Array.from({ length: 10 }, (_, i) => i % 2),
};
const shared = { ...defaultShared, trainingSize: 6, sequenceLength: 3, validationShare: 0.2 };
const everything: ExampleQuery = { search: '', label: null, part: null, only: null, page: 0 };
const plain = browse(corpus, shared);
const noisy = browse(corpus, { ...shared, labelNoise: 0.5 });

test('examples come part by part in the order of the dataset, each with its own text', () => {
  const { total, examples } = findExamples(plain, everything);
  // Of 5 texts a label: 1 for test (a tenth, at least one), 1 for validation, 3 for training.
  expect(total).toBe(10);
  expect(examples.map(({ part }) => part).join()).toBe(
    [...Array(6).fill('training'), 'validation', 'validation', 'test', 'test'].join(),
  );
  for (const { text, label, part, position } of examples) {
    expect(text.startsWith(label === 'good' ? 'Good' : 'Bad')).toBe(true);
    expect(corpus.texts[plain.dataset.positions[part][position]!]).toBe(text);
  }
});

test('examples are searched in whatever case, and filtered by label and part', () => {
  const search = findExamples(plain, { ...everything, search: 'gOOD F' });
  expect(search.examples.map(({ label }) => label)).toEqual(Array(5).fill('good'));
  expect(findExamples(plain, { ...everything, search: 'nothing like it' })).toMatchObject({ total: 0, examples: [] });
  const filtered = findExamples(plain, { ...everything, label: 'bad', part: 'validation' });
  expect(filtered.examples).toMatchObject([{ label: 'bad', part: 'validation' }]);
  expect(findExamples(plain, { ...everything, label: 'of another corpus' }).total).toBe(10);
});

test('a label that noise replaced is shown with the text’s own', () => {
  const { examples } = findExamples(noisy, { ...everything, only: 'replaced' });
  expect(examples).toHaveLength(3);
  for (const { part, text, label, trueLabel } of examples) {
    expect(part).toBe('training');
    expect(text.startsWith(trueLabel === 'good' ? 'Good' : 'Bad')).toBe(true);
    expect(label).toBe(trueLabel === 'good' ? 'bad' : 'good');
  }
  expect(findExamples(plain, { ...everything, only: 'replaced' }).total).toBe(0);
});

test('labels that were noisy before the split count as replaced in every part', () => {
  const trueLabelIds = corpus.labelIds;
  const labelIds = trueLabelIds.map((label, text) => (text < 4 ? 1 - label : label));
  const { replaced } = overviewOf(browse({ ...corpus, labelIds, trueLabelIds }, shared));
  expect(replaced.training + replaced.validation + replaced.test).toBe(4);
});

test('mistakes mark the texts at their positions, and can be asked for', () => {
  const mistakes = [
    { id: 'A', training: Uint32Array.of(1), validation: Uint32Array.of(0, 1) },
    { id: 'C', training: Uint32Array.of(), validation: Uint32Array.of(1) },
  ] as const;
  const { examples } = findExamples(plain, everything, mistakes);
  expect(examples.map(({ wrongIn }) => wrongIn.join(''))).toEqual(['', 'A', '', '', '', '', 'A', 'AC', '', '']);
  const found = (only: ExampleQuery['only']) =>
    findExamples(plain, { ...everything, only }, mistakes).examples.map(({ part, position }) => `${part} ${position}`);
  expect(found('A')).toEqual(['training 1', 'validation 0', 'validation 1']);
  expect(found('C')).toEqual(['validation 1']);
  expect(found('all')).toEqual(['validation 1']);
  expect(findExamples(plain, { ...everything, only: 'all' }, []).total).toBe(0);
});

test('an example says how many tokens it has, beyond those that are read too', () => {
  for (const { text, tokens } of findExamples(plain, everything).examples) {
    expect(tokens).toBe(text.split(' ').length);
  }
});

test('pages hold fifty, and one beyond the last becomes the last', () => {
  expect(pageOf(120, 0)).toEqual({ total: 120, page: 0, pages: 3, first: 0 });
  expect(pageOf(120, 7)).toEqual({ total: 120, page: 2, pages: 3, first: 100 });
  expect(pageOf(0, 4)).toEqual({ total: 0, page: 0, pages: 1, first: 0 });
});

test('the overview counts every text once', () => {
  const { counts, unused, corpusCounts, replaced, lengths, report } = overviewOf(
    browse(corpus, { ...shared, trainingSize: 4 }),
  );
  expect(corpusCounts).toEqual([5, 5]);
  expect(counts).toEqual({ training: [2, 2], validation: [1, 1], test: [1, 1] });
  expect(unused).toEqual([1, 1]);
  expect(replaced).toEqual({ training: 0, validation: 0, test: 0 });
  expect(lengths.binWidth).toBe(1);
  expect(lengths.training.reduce((sum, count) => sum + count)).toBe(report.trainingTexts);
  expect(lengths.validation.reduce((sum, count) => sum + count)).toBe(report.validationTexts);
});

test('the overview tells copies, those that crossed the split, and a split of the texts’ own', () => {
  expect(overviewOf(plain)).toMatchObject({ hasOwnSplit: false });
  const texts = corpus.texts.map((_, at) => `text of kind ${at % 5}`);
  const apart = overviewOf(browse({ ...corpus, texts }, { ...shared, copies: 'apart' }));
  expect(apart.copies).toBe(5);
  expect(apart.leaked).toBeGreaterThan(0);
  const together = overviewOf(browse({ ...corpus, texts }, { ...shared, copies: 'together' }));
  expect(together).toMatchObject({ copies: 5, leaked: 0 });
  const parts = Uint8Array.from(corpus.texts, (_, at) => (at < 7 ? 0 : 1));
  expect(overviewOf(browse({ ...corpus, parts }, shared))).toMatchObject({ hasOwnSplit: true });
});

test('the histogram has bins of a round width and holds the longest text', () => {
  const inTraining = plain.dataset.positions.training[0]!;
  const texts = corpus.texts.map((text, i) => (i === inTraining ? 'word '.repeat(200) : text));
  const { lengths } = overviewOf(browse({ ...corpus, texts }, shared));
  // 201 lengths in at most 32 bins: 6.3 a bin, and the next round width is 10.
  expect(lengths).toMatchObject({ binWidth: 10, longest: 200 });
  expect(lengths.training).toEqual([5, ...Array(19).fill(0), 1]);
  expect(lengths.validation).toEqual([2, ...Array(20).fill(0)]);
});

test('words are counted by label, as far as texts are read', () => {
  const words = wordsOf(plain);
  const of = (token: string) => words.find((word) => word.token === token)!;
  expect(of('film')).toMatchObject({ count: 6, byLabel: [3, 3] });
  expect(of('good')).toMatchObject({ count: 3, byLabel: [0, 3], leansTo: 1 });
  const read = findExamples(plain, { ...everything, part: 'training' }).examples.flatMap(({ text }) =>
    text.split(' ').slice(0, 3),
  );
  expect(of('indeed').count).toBe(read.filter((word) => word === 'indeed').length);
  expect(words.map(({ token }) => token)).not.toContain('<padding>');
});

test('a leaning is measured in standard deviations of chance', () => {
  const word = wordsOf(plain).find(({ token }) => token === 'good')!;
  const totals = wordsOf(plain).reduce(([bad, good], { byLabel }) => [bad! + byLabel[0]!, good! + byLabel[1]!], [0, 0]);
  const share = totals[1]! / (totals[0]! + totals[1]!);
  expect(word.leaning).toBeCloseTo((3 - 3 * share) / Math.sqrt(3 * share * (1 - share)), 12);
});

test('words are searched, and ordered by count or by how far they lean', () => {
  const words = wordsOf(plain);
  const page = (order: 'count' | 'leaning', search = '') =>
    findWords(words, corpus.labels, { search, order, page: 0 }).words.map(({ token }) => token);
  expect(page('count')[0]).toBe('film');
  expect(page('leaning').slice(0, 2).sort()).toEqual(['bad', 'good']);
  expect(page('count', 'OO')).toEqual(['good']);
});
