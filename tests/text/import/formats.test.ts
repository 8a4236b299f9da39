// Every format that people bring gives the rows that are in it.

import { describe, expect, test } from 'vitest';
import { importFiles } from '../../../src/text/import/import-files';
import { inspectFiles } from '../../../src/text/import/inspect-files';
import { countedTokens } from '../../../src/text/import/lengths';
import { file, imported, importOne, rowsOf } from './sources';

const reviews: [label: string, text: string][] = [
  ['pos', 'A warm, funny film; go and see it'],
  ['neg', 'He said "never again" and left'],
  ['pos', 'Two lines:\nthe second is the better one'],
  ['neg', 'Größe, naïveté | a story of 第一'],
  ['neg', 'Plain and dull'],
];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const table = (delimiter: string, lineEnd: string, rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map(quoted).join(delimiter) + lineEnd).join('');

describe('the same rows come out of', () => {
  const header = ['label', 'text'];
  test.each([
    ['CSV with commas', 'a.csv', table(',', '\n', [header, ...reviews])],
    ['CSV with semicolons', 'a.csv', table(';', '\n', [header, ...reviews])],
    ['CSV with bars', 'a.txt', table('|', '\n', [header, ...reviews])],
    ['quoted TSV', 'a.tsv', table('\t', '\n', [header, ...reviews])],
    ['CSV with Windows line ends', 'a.csv', table(',', '\r\n', [header, ...reviews])],
    ['CSV with a return as line end', 'a.csv', table(',', '\r', [header, ...reviews])],
    ['CSV without a header', 'a.csv', table(',', '\n', reviews)],
    ['CSV without a last line end', 'a.csv', table(',', '\n', [header, ...reviews]).trimEnd()],
    [
      'CSV with the columns the other way round',
      'a.csv',
      table(
        ',',
        '\n',
        [header, ...reviews].map(([a, b]) => [b!, a!]),
      ),
    ],
    [
      'CSV with other columns beside',
      'a.csv',
      table(',', '\n', [
        ['id', 'label', 'stars', 'text'],
        ...reviews.map(([l, t], id) => [`${id}`, l, `${id % 3}`, t]),
      ]),
    ],
    ['a pasted table', '', table(',', '\n', [header, ...reviews])],
    ['JSON objects', 'a.json', JSON.stringify(reviews.map(([label, text]) => ({ text, label })))],
    [
      'indented JSON objects',
      'a.json',
      JSON.stringify(
        reviews.map(([label, text]) => ({ label, id: 7, text })),
        null,
        2,
      ),
    ],
    ['JSON pairs', 'a.json', JSON.stringify(reviews)],
    ['indented JSON pairs', 'a.json', JSON.stringify(reviews, null, 2)],
    ['pasted JSON', '', JSON.stringify(reviews)],
    [
      'JSON Lines of objects',
      'a.jsonl',
      reviews.map(([label, text]) => `${JSON.stringify({ label, text })}\n`).join(''),
    ],
    ['JSON Lines of pairs', 'a.jsonl', reviews.map((row) => `${JSON.stringify(row)}\r\n\r\n`).join('')],
    ['JSON Lines that are named JSON', 'a.json', reviews.map((row) => JSON.stringify(row)).join('\n')],
    ['pasted JSON Lines', '', reviews.map(([label, text]) => JSON.stringify({ label, text })).join('\n')],
  ])('%s', async (_, name, content) => {
    const result = await importOne(name, content);
    expect(rowsOf(result)).toEqual(reviews);
    expect(result.rejected.total).toBe(0);
    // As an independent calculation in Python has it.
    expect(imported(result).checksum).toBe('4a72e47c0d4967ca');
  });
});

test('an object of lists gives its rows label by label', async () => {
  const result = await importOne('films.json', '{"pos": ["Good", "Fine, \\"really\\""], "neg": ["Bad"], "none": []}');
  expect(rowsOf(result)).toEqual([
    ['pos', 'Good'],
    ['pos', 'Fine, "really"'],
    ['neg', 'Bad'],
  ]);
});

test('files of one class each take the label from the extension where their names are equal', async () => {
  const result = await importFiles([file('rt.pos', 'Good\nFine\n'), file('rt.neg', 'Bad\n')]);
  expect(imported(result).name).toBe('rt');
  expect(rowsOf(result)).toEqual([
    ['neg', 'Bad'],
    ['pos', 'Good'],
    ['pos', 'Fine'],
  ]);
});

test('files of one class each take the label from their own names otherwise', async () => {
  const result = await importFiles([file('ham.txt', 'See you, at "six\n'), file('spam.txt', 'Win\t\nFree!')]);
  expect(rowsOf(result)).toEqual([
    ['ham', 'See you, at "six'],
    ['spam', 'Win'],
    ['spam', 'Free!'],
  ]);
});

test('the order in which files are chosen does not matter', async () => {
  const files = [file('rt.pos', 'Good\nFine\n'), file('rt.neg', 'Bad\n')];
  const [one, other] = [await importFiles(files), await importFiles(files.toReversed())];
  expect(one).toEqual(other);
});

test('labels are sorted and counted, texts keep their order', async () => {
  const { labels, labelIds, classCounts, rows, sampledFrom, texts } = imported(
    await importOne('a.tsv', 'spam\tWin now\nham\tSee you at six\nspam\tFree!\n'),
  );
  expect({ labels, labelIds, classCounts, rows, sampledFrom, texts }).toEqual({
    labels: ['ham', 'spam'],
    labelIds: Uint8Array.of(1, 0, 1),
    classCounts: [1, 2],
    rows: 3,
    sampledFrom: null,
    texts: ['Win now', 'See you at six', 'Free!'],
  });
});

test('lengths are counted in tokens', async () => {
  const long = 'word '.repeat(500);
  const { lengthHistogram } = imported(await importOne('a.tsv', `a\tone two\nb\tone two\na\tone, two\nb\t${long}\n`));
  expect(countedTokens).toBe(400);
  expect([lengthHistogram.length, lengthHistogram[2], lengthHistogram[3], lengthHistogram[401]]).toEqual([
    402, 2, 1, 1,
  ]);
});

test('nothing in a text is interpreted', async () => {
  const texts = ['=1+1 <script>alert(1)</script>', '&lt;b&gt; \\n %41 %s', '__proto__ constructor'];
  const content = `${texts.map((text, row) => `${row % 2 ? '__proto__' : 'constructor'}\t${text}`).join('\n')}\n`;
  const result = await importOne('a.tsv', content);
  expect(imported(result).labels).toEqual(['__proto__', 'constructor']);
  expect(imported(result).texts).toEqual(texts);
  const json = await importOne(
    'a.json',
    '[{"__proto__":"a","text":"Long enough"},{"__proto__":"b","text":"And another"}]',
  );
  expect(imported(json).labels).toEqual(['a', 'b']);
});

describe('what is guessed can be chosen', () => {
  const content = 'text;opinion\nfine, good film;pos\nbad, dull film;neg\n';

  test('delimiter and header', async () => {
    const result = await importOne('a.csv', content, {
      delimiter: ',',
      hasHeader: false,
      labelColumn: 0,
      textColumn: 1,
    });
    expect(rowsOf(result)).toEqual([
      ['fine', 'good film;pos'],
      ['bad', 'dull film;neg'],
    ]);
    expect(result.rejected.first).toEqual([
      { file: 'a.csv', row: 1, reason: 'columnCount', cells: { found: 1, expected: 2 } },
    ]);
  });

  test('columns', async () => {
    const three = 'a\tx\tfirst of the texts\nb\ty\tsecond of the texts\n';
    expect(rowsOf(await importOne('a.tsv', three, { labelColumn: 1 }))[0]).toEqual(['x', 'first of the texts']);
    expect(rowsOf(await importOne('a.tsv', three, { labelColumn: 2, textColumn: 0 }))[0]).toEqual([
      'first of the texts',
      'a',
    ]);
  });

  test('kind, quotes and name', async () => {
    const plain = await importOne('a.csv', 'pos,"fine"\nneg,"bad"\n', { quoting: false, name: 'mine' });
    expect([rowsOf(plain)[0], imported(plain).name]).toEqual([['pos', '"fine"'], 'mine']);
    const lines = await importFiles([file('a.csv', 'x,y\n'), file('b.csv', 'z\n')], { kind: 'lines' });
    expect(rowsOf(lines)).toEqual([
      ['a', 'x,y'],
      ['b', 'z'],
    ]);
  });
});

describe('an inspection', () => {
  test('shows columns, guesses and the first rows', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row},${row % 2 ? 'ham' : 'spam'},"Message, number ${row}"`);
    const inspection = await inspectFiles([file('sms.csv', `id,kind,what they wrote\n${rows.join('\n')}\n`)]);
    expect(inspection).toMatchObject({
      ok: true,
      name: 'sms.csv',
      kind: 'table',
      delimiter: ',',
      quoting: true,
      hasHeader: true,
      files: [{ name: 'sms.csv', encoding: 'utf-8', invalidBytes: 0, label: null }],
      columns: [
        { name: 'id', distinct: 30 },
        { name: 'kind', distinct: 2, meanLength: 3.5 },
        { name: 'what they wrote', distinct: 30 },
      ],
      labelColumn: 1,
      textColumn: 2,
      tokens: 'word',
    });
    if (!inspection.ok) return;
    expect(inspection.preview).toHaveLength(8);
    expect(inspection.preview[0]).toEqual({
      file: 'sms.csv',
      row: 2,
      cells: ['0', 'spam', 'Message, number 0'],
      reason: null,
    });
  });

  test('of several files shows the first rows of each', async () => {
    const inspection = await inspectFiles([file('x.pos', 'a\nb\nc\nd\ne\nf\n'), file('x.neg', 'g\nh\n')]);
    if (!inspection.ok) throw new Error('expected an inspection');
    expect(inspection.files.map(({ label }) => label)).toEqual(['neg', 'pos']);
    expect(inspection.preview.map(({ cells }) => cells[0])).toEqual(['g', 'h', 'a', 'b', 'c', 'd']);
    expect([inspection.kind, inspection.labelColumn, inspection.textColumn]).toEqual(['lines', null, 0]);
  });

  test('says which rows will be left out', async () => {
    const inspection = await inspectFiles([file('a.csv', 'pos,fine\nneg,"bad\npos,good\nneg,worse\nonly one\n')]);
    expect(inspection.ok && inspection.preview.map(({ row, reason }) => [row, reason])).toEqual([
      [1, null],
      [2, 'unclosedQuote'],
      [3, null],
      [4, null],
      [5, 'columnCount'],
    ]);
  });

  test('leaves a column that is none open', async () => {
    const inspection = await inspectFiles([file('a.csv', 'pos,fine\nneg,bad\n')], { labelColumn: 5 });
    expect(inspection.ok && inspection.labelColumn).toBeNull();
  });
});

describe('a header is', () => {
  test.each([
    ['usual names', 'label\ttext\nham\tSee you\nspam\tWin\n', true],
    ['names over numbers', 'stars,opinion\n5,a great film to see\n1,a bad film to miss\n', true],
    [
      'a name over few values',
      `opinion,words\n${'good,a film to see again\nbad,a film to miss and forget\n'.repeat(3)}`,
      true,
    ],
    ['not a first row like the others', 'ham\tSee you\nspam\tWin\nham\tYes\n', false],
    ['not a label that occurs again', 'text\tmessage\ntext\tSee you\nsms\tWin\ntext\tWhat\nsms\tNow\n', false],
    ['not a sentence', `other,What is it, then?\n${'good,a film\nbad,a bore\n'.repeat(3)}`, false],
  ])('%s', async (_, content, hasHeader) => {
    const inspection = await inspectFiles([file('a.csv', content)]);
    expect(inspection.ok && inspection.hasHeader).toBe(hasHeader);
  });
});

test('in a file with tabs a quote is a character, unless quotes are in need', async () => {
  const plain = 'ham\t"Yes" was all he said\nspam\t"Win"\nham\t"\n';
  expect(imported(await importOne('a.tsv', plain)).texts).toEqual(['"Yes" was all he said', '"Win"', '"']);
  const needed = 'ham\t"one\nmore"\nspam\t"a\ttab"\nham\t"say ""hi"""\n';
  expect(imported(await importOne('a.tsv', needed)).texts).toEqual(['one\nmore', 'a\ttab', 'say "hi"']);
});
