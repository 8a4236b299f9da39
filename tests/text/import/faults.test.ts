// Whatever is wrong with a file is named, by row and reason, and the good rows are kept.

import { describe, expect, test } from 'vitest';
import { maxImportBytes, maxLineLength } from '../../../src/text/import/contract/limits';
import { rejectReasons } from '../../../src/text/import/contract/problems';
import { importFiles } from '../../../src/text/import/import-files';
import { encode, file, imported, importOne, rejectionsOf, rowsOf } from './sources';

const good = 'pos,first good\nneg,second good\n';
const kept: [string, string][] = [
  ['pos', 'first good'],
  ['neg', 'second good'],
];

describe('of a table', () => {
  test.each([
    ['a quote that never closes', `${good}pos,"open\npos,third\n`, [[3, 'unclosedQuote']], [['pos', 'third']]],
    ['a quote that never closes, in the last row', `${good}pos,"open`, [[3, 'unclosedQuote']], []],
    [
      'a quote that never closes, before quoted rows',
      `${good}pos,"open\npos,"third, quoted"\nneg,"two\nlines"\n`,
      [[3, 'unclosedQuote']],
      [
        ['pos', 'third, quoted'],
        ['neg', 'two\nlines'],
      ],
    ],
    [
      'a cell that goes on after its quote',
      `${good}pos,"so" it went\npos,third`,
      [[3, 'unclosedQuote']],
      [['pos', 'third']],
    ],
    [
      'two of them in a row',
      `${good}pos,"a\npos,"b\npos,third`,
      [
        [3, 'unclosedQuote'],
        [4, 'unclosedQuote'],
      ],
      [['pos', 'third']],
    ],
    ['too many cells', `${good}pos,a,b\npos,third`, [[3, 'columnCount']], [['pos', 'third']]],
    ['too few cells', `${good}pos\npos,third`, [[3, 'columnCount']], [['pos', 'third']]],
    [
      'an empty text',
      `${good}pos,\npos," "\npos,third`,
      [
        [3, 'emptyText'],
        [4, 'emptyText'],
      ],
      [['pos', 'third']],
    ],
    [
      'a text of invisible characters',
      `${good}pos,\u200b\u00ad\ufe0f\npos,third`,
      [[3, 'emptyText']],
      [['pos', 'third']],
    ],
    ['an empty label', `${good} ,text\npos,third`, [[3, 'emptyLabel']], [['pos', 'third']]],
    [
      'a NUL',
      `${good}pos,a\0b\np\0s,text\npos,third`,
      [
        [3, 'nulByte'],
        [4, 'nulByte'],
      ],
      [['pos', 'third']],
    ],
    ['a long line', `${good}pos,${'a'.repeat(maxLineLength)}\npos,third`, [[3, 'lineTooLong']], [['pos', 'third']]],
    ['a long line at the end', `${good}pos,${'a'.repeat(maxLineLength)}`, [[3, 'lineTooLong']], []],
    [
      'a long line inside quotes',
      `${good}pos,"a\n${'a'.repeat(maxLineLength)}"\npos,third`,
      [
        [3, 'unclosedQuote'],
        [4, 'lineTooLong'],
      ],
      [['pos', 'third']],
    ],
  ])('%s', async (_, content, rejected, others) => {
    const result = await importOne('a.csv', content, { hasHeader: false });
    expect(rejectionsOf(result)).toEqual(rejected);
    expect(rowsOf(result)).toEqual([...kept, ...others]);
  });

  test('empty lines count as rows and are not rejected, delimiters after the last column are let pass', async () => {
    const result = await importOne('a.csv', 'label,text,,\n\npos,first good,,\nneg,second good\npos,a,b,\n');
    expect(rowsOf(result)).toEqual(kept);
    expect(result.rejected.first).toEqual([
      { file: 'a.csv', row: 5, reason: 'columnCount', cells: { found: 3, expected: 2 } },
    ]);
  });

  test('a row that spans lines is one row', async () => {
    const result = await importOne('a.csv', 'pos,"one\ntwo\n\nfour"\nneg,\nneg,good\n');
    expect(rejectionsOf(result)).toEqual([[2, 'emptyText']]);
  });

  test('a quote inside a quoted cell is kept', async () => {
    const result = await importOne('a.csv', 'pos,"he said "yes" to me"\nneg, "spaced" \n');
    expect(imported(result).texts).toEqual(['he said "yes" to me', 'spaced']);
  });
});

describe('of JSON', () => {
  const first = '{"label":"pos","text":"first good"}';
  const second = '{"label":"neg","text":"second good"}';

  test.each([
    ['a damaged row', '{"label":"pos","text":}', [[2, 'invalidJson']]],
    ['a line feed in a string', '{"label":"pos","text":"a\nb"}', [[2, 'invalidJson']]],
    ['a bracket too many', '{"label":"pos","text":"a"}}', [[2, 'invalidJson']]],
    ['no object', '17', [[2, 'notARow']]],
    ['a list among objects', '["pos","a"]', [[2, 'notARow']]],
    ['no text', '{"label":"pos"}', [[2, 'emptyText']]],
    ['a null as label', '{"label":null,"text":"a"}', [[2, 'emptyLabel']]],
    ['a list as text', '{"label":"pos","text":["a"]}', [[2, 'notText']]],
    ['a NUL', '{"label":"pos","text":"a\\u0000"}', [[2, 'nulByte']]],
    ['a NUL as it is', '{"label":"pos","text":"a\0"}', [[2, 'nulByte']]],
    ['a long row', `{"label":"pos","text":"${'a'.repeat(maxLineLength)}"}`, [[2, 'lineTooLong']]],
  ])('%s', async (_, damaged, rejected) => {
    const list = await importOne('a.json', `[\n${first},\n${damaged},\n${second}\n]`);
    expect([rejectionsOf(list), rowsOf(list)]).toEqual([rejected, kept]);
    if (damaged.includes('\n')) return;
    const lines = await importOne('a.jsonl', `${first}\n${damaged}\n${second}\n`);
    expect([rejectionsOf(lines), rowsOf(lines)]).toEqual([rejected, kept]);
  });

  test('a file that ends too early keeps what came before', async () => {
    const result = await importOne('a.json', `[${first},${second},{"label":"pos","te`);
    expect([rejectionsOf(result), rowsOf(result)]).toEqual([[[3, 'unfinishedJson']], kept]);
  });

  test('a row without its end takes what follows with it, and says so', async () => {
    const result = await importOne('a.json', `[${first},${second},{"label":"pos",{"label":"neg","text":"lost"}]`);
    expect([rejectionsOf(result), rowsOf(result)]).toEqual([[[3, 'unfinishedJson']], kept]);
    const quote = await importOne(
      'a.json',
      `[${first},${second},{"label":"pos,"text":"a"},{"label":"neg","text":"lost"}]`,
    );
    expect([rejectionsOf(quote), rowsOf(quote)]).toEqual([[[3, 'unfinishedJson']], kept]);
  });

  test('something after its end', async () => {
    const result = await importOne('a.json', `[${first},${second}] more`);
    expect([rejectionsOf(result), rowsOf(result)]).toEqual([[[3, 'invalidJson']], kept]);
  });

  test('a member that is no list', async () => {
    const result = await importOne('a.json', '{"version":{"a":[1,2]},"pos":["first good",7],"neg":["second good"]}');
    expect(rejectionsOf(result)).toEqual([
      [1, 'notARow'],
      [3, 'notARow'],
    ]);
    expect(rowsOf(result)).toEqual(kept);
  });

  test('none at all', async () => {
    const result = await importOne('a.json', 'label: pos');
    expect(result).toMatchObject({ ok: false, failure: { kind: 'noRows' } });
    expect(rejectionsOf(result)).toEqual([[1, 'invalidJson']]);
  });
});

test('reasons are counted, the first 20 rows named', async () => {
  const result = await importOne('a.csv', `${good}${'pos,\n'.repeat(30)}${'pos,a,b\n'.repeat(2)}${',a\n'.repeat(3)}`);
  expect(result.rejected.total).toBe(35);
  expect(result.rejected.byReason).toEqual([
    { reason: 'columnCount', count: 2 },
    { reason: 'emptyText', count: 30 },
    { reason: 'emptyLabel', count: 3 },
  ]);
  expect(result.rejected.first).toHaveLength(20);
  expect(result.rejected.first[19]).toEqual({ file: 'a.csv', row: 22, reason: 'emptyText' });
});

test('a row of several files is named with its file', async () => {
  const result = await importFiles([file('x.pos', 'a\n'), file('x.neg', 'b\n\nc\0\n')]);
  expect(result.rejected.first).toEqual([{ file: 'x.neg', row: 3, reason: 'nulByte' }]);
});

describe('nothing is imported from', () => {
  const text = (count: number, label: (row: number) => string) =>
    Array.from({ length: count }, (_, row) => `${label(row)}\ttext of number ${row}\n`).join('');

  test.each([
    ['an empty file', 'a.csv', '', { kind: 'noRows' }],
    ['a file of empty lines', 'a.csv', '\n\n\r\n', { kind: 'noRows' }],
    ['a header alone', 'a.csv', 'label,text\n', { kind: 'noRows' }],
    ['an empty list', 'a.json', '[]', { kind: 'noRows' }],
    ['a file without a good row', 'a.csv', 'label,text\npos,\n', { kind: 'noRows' }],
    ['a file of one class', 'a.tsv', text(3, () => 'pos'), { kind: 'singleClass', label: 'pos' }],
    ['one file of lines', 'x.pos', 'good, I think\nfine\nI, for one, did\n', { kind: 'singleClass', label: 'x' }],
    ['a table of one column', 'a.csv', 'only\none\n', { kind: 'noTextColumn', columns: 1 }],
    ['a table of numbers', 'a.csv', '1,2\n3,4\n', { kind: 'noTextColumn', columns: 2 }],
    ['a pasted text without columns', '', 'only\none\n', { kind: 'noTextColumn', columns: 1 }],
    [
      'a table without labels',
      'a.csv',
      Array.from({ length: 30 }, (_, row) => `title ${row},text of number ${row},author ${row}\n`).join(''),
      { kind: 'noLabelColumn', columns: 3 },
    ],
    [
      'more than 200 classes',
      'a.tsv',
      text(500, (row) => `l${row % 250}`),
      {
        kind: 'tooManyClasses',
        file: 'a.tsv',
        row: 201,
        labels: Array.from({ length: 200 }, (_, label) => `l${label}`),
        maxClasses: 200,
      },
    ],
  ])('%s', async (_, name, content, failure) => {
    expect(await importOne(name, content)).toMatchObject({ ok: false, failure });
  });

  test('200 classes are not too many', async () => {
    expect(
      imported(
        await importOne(
          'a.tsv',
          text(400, (row) => `l${row % 200}`),
        ),
      ).labels,
    ).toHaveLength(200);
  });

  test('no files', async () => {
    expect(await importFiles([])).toMatchObject({ ok: false, failure: { kind: 'noFiles' } });
  });

  test('the same column twice', async () => {
    const result = await importOne('a.csv', good, { labelColumn: 1, textColumn: 1 });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'sameColumn', column: 1 } });
  });

  test('a column that is none', async () => {
    const result = await importOne('a.csv', good, { textColumn: 2 });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'noTextColumn', columns: 2 } });
  });

  test('several tables', async () => {
    const result = await importFiles([file('a.csv', good), file('b.txt', good), file('c.json', '[]')]);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'tablesAndTexts', files: ['a.csv', 'c.json'] } });
  });

  test('files of more than 100 MB together, unread', async () => {
    const half = { ...file('x.pos', ''), size: maxImportBytes / 2, stream: () => expect.unreachable() };
    const result = await importFiles([half, { ...half, name: 'x.neg', size: half.size + 1 }]);
    const failure = { kind: 'tooLarge', bytes: maxImportBytes + 1, maxBytes: maxImportBytes, every: 2 };
    expect(result).toMatchObject({ ok: false, failure });
  });

  test('more than 200,000 rows', async () => {
    const tooMany = `${'pos\tgood\nneg\tbad\n'.repeat(100_000)}pos\t\n`;
    const result = await importOne('a.tsv', tooMany);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'tooManyRows', maxRows: 200_000, every: 2 } });
    // What the failure says would do does, with both labels, though they alternate.
    const part = imported(await importOne('a.tsv', tooMany, { every: 2 }));
    expect(part.rows).toBeGreaterThan(99_000);
    expect(part.rows).toBeLessThan(101_000);
    for (const count of part.classCounts) expect(count / part.rows).toBeCloseTo(0.5, 1);
    expect(imported(await importOne('a.tsv', tooMany, { every: 2 })).checksum).toBe(part.checksum);
  });

  test('a list a column of more than 100 MB, which is in memory at once', async () => {
    const bytes = encode('{"text": ["a", "b"], "label": [1, 2]}', 'utf-8');
    const large = { ...file('x.json', bytes), size: maxImportBytes + 1 };
    const result = await importFiles([large], { every: 2 });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'tooLarge', every: null } });
  });

  test('a file that cannot be read, or no longer', async () => {
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.error(new Error('it is gone'));
        },
      });
    const failure = { kind: 'unreadable', file: 'a.csv', detail: 'it is gone' };
    expect(await importFiles([{ name: 'a.csv', size: 10, stream }])).toMatchObject({ ok: false, failure });
  });

  test.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 20, 0, 6, 0], 'office'],
    ['an old document', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'office'],
    ['a PDF', [...encode('%PDF-1.7\n', 'utf-8')], 'pdf'],
    ['an archive', [0x1f, 0x8b, 8, 0], 'archive'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d], 'image'],
    ['random bytes', Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 0x9e3779b9) >>> 24), null],
    ['zeros', new Array(100).fill(0), null],
  ])('%s', async (_, bytes, format) => {
    const result = await importOne('a.csv', Uint8Array.from(bytes));
    expect(result).toMatchObject({ ok: false, failure: { kind: 'binaryFile', file: 'a.csv', format } });
  });
});

test('each reason for leaving a row out is met in these tests', async () => {
  const { readFileSync } = await import('node:fs');
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  // These two are by choice: people-files.test.ts has them.
  const byChoice = ['missingLabel', 'rareLabel'];
  for (const reason of rejectReasons) if (!byChoice.includes(reason)) expect(source).toContain(`'${reason}'`);
});
