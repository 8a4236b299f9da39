// Texts of the user's own: what is chosen becomes an experiment, what is forgotten leaves none, every failure has its sentence.

import { describe, expect, test } from 'vitest';
import { defaultExperiment } from '../../src/experiment/defaults';
import { openLink, printLink } from '../../src/experiment/link';
import type { ImportFailure, Inspection, LibraryFailure, RejectedRow } from '../../src/library/protocol';
import { changeShared } from '../../src/panels/edits';
import { lengthBins, longestOf, medianLength, shareLonger } from '../../src/panels/import/result/lengths';
import { linkName, takeCorpus, takeImported, withoutImported } from '../../src/panels/import/state/edits';
import { openQuestion } from '../../src/panels/import/state/open-question';
import { importStrings } from '../../src/strings/import-strings';
import { rejectReasons } from '../../src/text/import/contract/problems';
import { storedCorpus } from '../library/corpora';

const summary = (changes: Parameters<typeof storedCorpus>[1] = {}) => ({
  ...storedCorpus('0123456789abcdef', changes),
  keptTexts: 3,
  hasParts: false,
});

describe('an experiment', () => {
  test('takes an imported text by name, rows and checksum, and its link brings them back', () => {
    const taken = takeImported(summary())(defaultExperiment);
    expect(taken.shared).toMatchObject({
      corpus: 'imported',
      importedName: 'reviews.csv',
      importedRows: 3,
      importedChecksum: '0123456789abcdef',
      tokens: 'auto',
    });
    expect(openLink(printLink(taken))).toMatchObject({ experiment: taken, problems: [] });
    expect(takeImported(summary({ tokens: 'character' }))(defaultExperiment).shared.tokens).toBe('character');
  });

  test('has nothing left of an imported text once it takes another', () => {
    const taken = takeImported(summary({ tokens: 'character' }))(defaultExperiment);
    expect(takeCorpus('reviews')(taken)).toEqual(defaultExperiment);
    expect(printLink(takeCorpus('headlines')(taken))).not.toMatch(/reviews\.csv|fsum|frows|tok/);
  });

  test('keeps its own kind of tokens from one corpus to another', () => {
    const byCharacter = changeShared({ tokens: 'character' })(defaultExperiment);
    expect(takeCorpus('headlines')(byCharacter).shared.tokens).toBe('character');
  });

  test('goes back to reviews when its text is forgotten, and only then', () => {
    const taken = takeImported(summary())(defaultExperiment);
    expect(withoutImported(['0123456789abcdef'])(taken)).toEqual(defaultExperiment);
    expect(withoutImported(['fedcba9876543210'])(taken)).toBe(taken);
    expect(withoutImported(['0123456789abcdef'])(defaultExperiment)).toBe(defaultExperiment);
  });

  test('carries a name that is too long for a link cut, and never half a character', () => {
    expect(linkName('x'.repeat(300))).toBe('x'.repeat(100));
    const name = linkName(`x${'😀'.repeat(80)}`);
    expect(name).toBe(`x${'😀'.repeat(49)}`);
    const long = takeImported(summary({ name: `x${'😀'.repeat(80)}` }))(defaultExperiment);
    expect(openLink(printLink(long)).problems).toEqual([]);
  });
});

describe('lengths', () => {
  test('fall into bins of one width, which hold every text', () => {
    const histogram = Uint32Array.from({ length: 402 }, (_, tokens) => (tokens <= 100 ? 1 : 0));
    const bins = lengthBins(histogram);
    expect(bins.map(({ from }) => from)).toEqual(Array.from({ length: 34 }, (_, bin) => 3 * bin));
    expect(bins.reduce((sum, { texts }) => sum + texts, 0)).toBe(101);
    expect(longestOf(histogram)).toBe(100);
    expect(medianLength(histogram)).toBe(50);
  });

  test('tell the share that is longer than what is read', () => {
    expect(shareLonger([0, 1, 2, 1], 1)).toBe(0.75);
    expect(shareLonger([0, 1, 2, 1], 3)).toBe(0);
    expect(shareLonger([], 3)).toBe(0);
  });

  test('beyond those that are counted end in a last bin without an end', () => {
    const histogram = new Uint32Array(402);
    histogram[401] = 5;
    expect(lengthBins(histogram).at(-1)).toMatchObject({ to: Number.POSITIVE_INFINITY, texts: 5 });
  });
});

describe('an inspection', () => {
  const inspection: Inspection = {
    ok: true,
    name: 'rows.csv',
    kind: 'table',
    delimiter: ',',
    quoting: true,
    hasHeader: true,
    files: [],
    columns: [],
    labelColumn: 0,
    textColumn: 1,
    preview: [{ file: 'rows.csv', row: 2, cells: ['good', 'I liked it'], reason: null }],
    tokens: 'word',
    titleColumn: null,
    splitColumn: null,
    splitColumns: [],
    labelSide: null,
    canSplitByFile: false,
    questions: [],
  };

  test('asks for what must be chosen by hand', () => {
    expect(openQuestion(inspection)).toBeNull();
    expect(openQuestion({ ...inspection, labelColumn: null })).toEqual({ kind: 'noLabelColumn', columns: 0 });
    expect(openQuestion({ ...inspection, textColumn: null })).toEqual({ kind: 'noTextColumn', columns: 0 });
    expect(openQuestion({ ...inspection, textColumn: 0 })).toEqual({ kind: 'sameColumn', column: 0 });
    expect(openQuestion({ ...inspection, preview: [] })).toEqual({ kind: 'noRows' });
    expect(openQuestion({ ...inspection, kind: 'lines', labelColumn: null })).toBeNull();
  });

  test('of rows none of which can be read goes on to say what is wrong with them', () => {
    const preview = [{ file: 'rows.csv', row: 2, cells: [], reason: 'unclosedQuote' as const }];
    expect(openQuestion({ ...inspection, labelColumn: null, preview })).toBeNull();
  });
});

const failures: (ImportFailure | LibraryFailure)[] = [
  { kind: 'noFiles' },
  { kind: 'tooLarge', bytes: 2 ** 30, maxBytes: 2 ** 20, every: 11 },
  { kind: 'tooManyRows', maxRows: 200_000, every: 3 },
  { kind: 'binaryFile', file: 'a.bin', format: null },
  { kind: 'binaryFile', file: 'a.pdf', format: 'pdf' },
  { kind: 'tablesAndTexts', files: ['a.csv', 'b.csv'] },
  { kind: 'noRows' },
  { kind: 'noTextColumn', columns: 1 },
  { kind: 'noLabelColumn', columns: 2 },
  { kind: 'sameColumn', column: 0 },
  { kind: 'singleClass', label: 'spam' },
  { kind: 'tooManyClasses', file: 'a.csv', row: 1234, labels: ['a'], maxClasses: 20 },
  { kind: 'unreadable', file: 'a.csv', detail: 'gone' },
  { kind: 'cancelled' },
  ...(['unavailable', 'quota', 'timeout', 'cancelled', 'error'] as const).map(
    (kind): LibraryFailure => ({ kind: 'storage', storage: { kind, detail: 'why' } }),
  ),
];

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const words = importStrings[language];

  test('every failure has a sentence of its own that names what it is about', () => {
    const sentences = failures.map(words.failure);
    for (const sentence of sentences) expect(sentence).toMatch(/[.。]$/);
    expect(new Set(sentences).size).toBe(failures.length - 1); // Cancelled while storing is cancelled.
    expect(words.failure({ kind: 'tooManyClasses', file: 'a.csv', row: 1234, labels: [], maxClasses: 20 })).toMatch(
      /1,234.*a\.csv|a\.csv.*1,234/,
    );
  });

  test('every rejected row is named by its number and a reason of its own', () => {
    const sentences = rejectReasons.map((reason) => words.rejectedRow({ file: 'a.csv', row: 1234, reason }, true));
    for (const sentence of sentences) expect(sentence).toMatch(/^a\.csv.*1,234.*[.。]$/);
    expect(new Set(sentences).size).toBe(rejectReasons.length);
    const counted: RejectedRow = { file: 'a.csv', row: 2, reason: 'columnCount', cells: { found: 7, expected: 3 } };
    expect(words.rejectedRow(counted, false)).toMatch(/7.*3/);
  });
});
