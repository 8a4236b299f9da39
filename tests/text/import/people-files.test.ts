// Files as people have them, in the project's own words: each kind that once went wrong.

import { expect, test } from 'vitest';
import type { ImportOptions } from '../../../src/text/import/guess/import-options';
import { importFiles } from '../../../src/text/import/import-files';
import { inspectFiles } from '../../../src/text/import/inspect-files';
import {
  encode,
  file,
  imported,
  importOne,
  sixLines as lines,
  rejectionsOf,
  sixRows as rows,
  rowsOf,
  sixTexts as texts,
} from './sources';

test('a spreadsheet in GBK is read as that', async () => {
  const result = imported(
    await importOne(
      'a.csv',
      encode('标签,文本\n好评,这里的菜很好吃\n差评,这里的菜不好吃\n好评,服务很好\n差评,服务太差了', 'gb18030'),
    ),
  );
  expect(result.labels).toEqual(['好评', '差评']);
  expect(result.rows).toBe(4);
  expect(result.questions).toEqual([]);
});

test.each([
  ['a label first', 'LOC:city where is it\nHUM:ind who was it\nLOC:city where was he\nHUM:ind who is he'],
  ['a label last', 'where is it LOC:city\nwho was it HUM:ind\nwhere was he LOC:city\nwho is he HUM:ind'],
  ['a mark before it', '__label__LOC:city where is it\n__label__HUM:ind who was it\n__label__LOC:city where was he'],
])('%s in the line is cut off', async (_, content) => {
  expect(imported(await importOne('a.label', content)).labels).toEqual(['HUM:ind', 'LOC:city']);
  expect(imported(await importOne('a.label', content, { labelPart: 'coarse' })).labels).toEqual(['HUM', 'LOC']);
});

test('texts and labels line by line in two files are put together', async () => {
  const labels = file('x_labels.txt', rows.map(([name]) => name).join('\n'));
  const result = await importFiles([labels, file('x_text.txt', texts.join('\n'))]);
  expect(rowsOf(result)).toEqual(rows);
});

test.each<[string, object]>([
  ['lists', { text: texts, label: rows.map(([name]) => name) }],
  ['index maps', { text: { ...texts }, label: { ...rows.map(([name]) => name) } }],
  ['a split frame', { columns: ['label', 'text'], index: [0], data: rows }],
  ['a bunch', { data: texts, target: [1, 0, 1, 0, 1, 0], target_names: ['down', 'up'] }],
])('JSON by column as %s', async (_, value) => {
  expect(rowsOf(await importOne('a.json', JSON.stringify(value)))).toEqual(rows);
});

test.each([
  ['sep=', `sep=;\nlabel;text\n${lines(';')}`],
  ['remarks', `# made in spring\n# by hand\nlabel,text\n${lines(',')}`],
  ['a separator of several characters', `label:::text\n${lines(':::')}`.replaceAll(':::', '::')],
  [
    'empty names at the header’s end',
    `v1,v2,,\n${rows.map((row, at) => `${row.join(',')},${at === 2 ? 'more' : ''},`).join('\n')}`,
  ],
])('%s', async (_, content) => {
  expect(rowsOf(await importOne('a.csv', content))).toEqual(rows);
});

test('quotes that are escaped by backslashes are quotes', async () => {
  const result = await importOne('a.csv', 'up,"he said \\"yes, now\\" to me"\ndown,"she said \\"no, never\\" to me"');
  expect(imported(result).texts).toEqual(['he said "yes, now" to me', 'she said "no, never" to me']);
});

test('a file sorted by label is judged by all of it', async () => {
  const line = (outcome: string, row: number) => `${outcome},${row % 2 === 0 ? 'web' : 'app'},thing number ${row}`;
  const sorted = Array.from({ length: 6000 }, (_, row) => line(row < 3000 ? 'bad' : 'good', row));
  expect(imported(await importOne('a.csv', `outcome,source,text\n${sorted.join('\n')}`)).labels).toEqual([
    'bad',
    'good',
  ]);
});

test('spellings of a label and rows without one are asked about, and put right by choice', async () => {
  const odd = ['5', '5.0', '1', 'N/A', '1.0', '5'].map((stars, row) => `${texts[row]},${stars}`).join('\n');
  const content = `text,stars\n${odd}`;
  expect(imported(await importOne('a.csv', content)).questions.map(({ kind }) => kind)).toEqual([
    'labelVariants',
    'missingLabels',
  ]);
  const merged = await importOne('a.csv', content, { mergeLabels: true, leaveOutMissing: true });
  expect(imported(merged)).toMatchObject({ labels: ['1', '5'], questions: [] });
  expect(rejectionsOf(merged)).toEqual([[5, 'missingLabel']]);
});

test('the most frequent labels can be kept', async () => {
  const many = Array.from({ length: 300 }, (_, row) => `l${row < 40 ? row % 2 : row}\ttext of number ${row}`).join(
    '\n',
  );
  const result = await importOne('a.tsv', many, { mostFrequent: 2 });
  expect(imported(result).labels).toEqual(['l0', 'l1']);
  expect(result.rejected.byReason).toEqual([{ reason: 'rareLabel', count: 260 }]);
});

test('what is left of HTML is asked about, and taken out by choice', async () => {
  const content = 'up,fine<br />coat &amp; hat\ndown,a &quot;thin&quot; coat';
  expect(imported(await importOne('a.csv', content)).questions).toEqual([{ kind: 'html', share: 1 }]);
  expect(imported(await importOne('a.csv', content, { plainText: true })).texts).toEqual([
    'fine coat & hat',
    'a "thin" coat',
  ]);
});

test('a split that a file gives is used when asked for, and copies are counted', async () => {
  const content = `label,text,is_valid\n${rows.map((row, at) => `${row.join(',')},${at > 3 ? 'True' : 'False'}`).join('\n')}\nup,the kettle sings,False`;
  const plain = imported(await importOne('a.csv', content));
  expect(plain).toMatchObject({ parts: null, copies: 1, questions: [{ kind: 'splitColumn', name: 'is_valid' }] });
  const split = imported(await importOne('a.csv', content, { splitColumn: 2 }));
  expect([...split.parts!]).toEqual([0, 0, 0, 0, 1, 1, 0]);
  expect(split.checksum).not.toBe(plain.checksum);
});

test('a title is put before the text by choice', async () => {
  const content = `label,title,text\n${rows.map(([name, text], at) => `${name},No ${at},${text}`).join('\n')}`;
  expect(imported(await importOne('a.csv', content, { titleColumn: 1 })).texts[0]).toBe('No 0 the kettle sings');
});

test('the preview shows labels and texts as they will be taken', async () => {
  const content = 'text,label\nfine<br />coat,Pos\nthin,N/A\ncold,POS\nwarm,neg';
  const look = (options: ImportOptions) => inspectFiles([file('a.csv', content)], options);
  const preview = async (options: ImportOptions) => {
    const inspection = await look(options);
    return inspection.ok && inspection.preview.map(({ cells, reason }) => reason ?? cells.join('|'));
  };
  expect(await preview({})).toEqual(['fine<br />coat|Pos', 'thin|N/A', 'cold|POS', 'warm|neg']);
  expect(await preview({ plainText: true, mergeLabels: true, leaveOutMissing: true })).toEqual([
    'fine coat|pos',
    'missingLabel',
    'cold|pos',
    'warm|neg',
  ]);
});
