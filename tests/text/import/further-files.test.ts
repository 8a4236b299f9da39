// More files of each kind that once went wrong, made up from what is known of such files.

import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '../../../src/text/import/guess/import-options';
import { type ImportResult, importFiles } from '../../../src/text/import/import-files';
import { partNames, splitCorpus } from '../../../src/text/split';
import {
  file,
  imported,
  importOne,
  sixLines as lines,
  rejectionsOf,
  sixRows as rows,
  rowsOf,
  sixTexts as texts,
} from './sources';

const questionsOf = async (content: string, name = 'a.csv', options?: ImportOptions) =>
  imported(await importOne(name, content, options)).questions.map(({ kind }) => kind);

describe('many labels', () => {
  const intents = (count: number, perLabel = 3) =>
    Array.from({ length: count * perLabel }, (_, row) => `intent_${String(row % count).padStart(3, '0')}`);

  test.each([77, 150, 200])('%i of them', async (count) => {
    const csv = `text,category\n${intents(count)
      .map((name, row) => `please help me with matter ${row},${name}`)
      .join('\n')}`;
    expect(imported(await importOne('a.csv', csv)).labels).toHaveLength(count);
    const jsonLines = intents(count)
      .map((name, row) => JSON.stringify({ utterance: `please help ${row}`, intent: name }))
      .join('\n');
    expect(imported(await importOne('a.jsonl', jsonLines)).labels).toHaveLength(count);
    const bySection = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`intent ${at}`, [`help with ${at}`, `more help with ${at}`]]),
    );
    expect(imported(await importOne('a.json', JSON.stringify(bySection))).labels).toHaveLength(count);
  });

  test('by number', async () => {
    const csv = `text,label\n${intents(77)
      .map((name, row) => `please help me with matter ${row},${Number(name.slice(7))}`)
      .join('\n')}`;
    expect(imported(await importOne('a.csv', csv)).labels).toHaveLength(77);
  });
});

describe('the label in the line', () => {
  test.each<[string, string]>([
    ['after a tab of two', lines('\t\t')],
    ['before bars', lines(' ||| ')],
    ['before an arrow', lines(' => ')],
    ['before pluses', lines(' +++$+++ ')],
    ['before double colons', lines('::')],
  ])('%s', async (_, content) => {
    expect(rowsOf(await importOne('a.txt', content))).toEqual(rows);
  });

  test.each<[string, string, string[]]>([
    ['with a mark', rows.map(([name, text]) => `__label__${name} ${text}`).join('\n'), ['down', 'up']],
    ['with a mark at the end', rows.map(([name, text]) => `${text} __label__${name}`).join('\n'), ['down', 'up']],
    ['before a colon', rows.map(([name, text]) => `${name}: ${text}`).join('\n'), ['down', 'up']],
    ['as a hashtag', rows.map(([name, text]) => `#${name} ${text}`).join('\n'), ['down', 'up']],
    ['in brackets', rows.map(([name, text]) => `[${name}] ${text}`).join('\n'), ['down', 'up']],
    ['as a number', rows.map(([name, text]) => `${name === 'up' ? 1 : 0} ${text}`).join('\n'), ['0', '1']],
    [
      'as a number with its sign',
      rows.map(([name, text]) => `${name === 'up' ? '+1' : '-1'} ${text}`).join('\n'),
      ['+1', '-1'],
    ],
  ])('%s', async (_, content, labels) => {
    const result = imported(await importOne('a.txt', content));
    expect(result.labels).toEqual(labels);
    expect(result.rows).toBe(6);
    expect(result.texts[0]).toBe('the kettle sings');
  });
});

describe('texts and labels in two files', () => {
  const labels = rows.map(([name]) => name).join('\n');
  const alone = texts.join('\n');
  test.each<[string, string, string, string]>([
    ['text.txt', alone, 'labels.txt', labels],
    ['train.txt', alone, 'train.labels', labels],
    ['sentences.txt', `${alone}\n`, 'target.txt', `${labels}\n`],
  ])('%s and %s', async (first, content, second, names) => {
    const result = await importFiles([file(first, content), file(second, names as string)]);
    expect(rowsOf(result)).toEqual(rows);
  });
  test('by numbers', async () => {
    const result = await importFiles([
      file('a_text.txt', alone),
      file('a_labels.txt', rows.map(([name]) => (name === 'up' ? 2 : 0)).join('\n')),
    ]);
    expect(imported(result).labels).toEqual(['0', '2']);
  });
  test('of unequal length are never taken for two labels in silence', async () => {
    const result = imported(await importFiles([file('train_text.txt', alone), file('train_labels.txt', 'up\ndown')]));
    expect(result.questions.map(({ kind }) => kind)).toContain('fileLabels');
  });
});

describe('JSON by column', () => {
  test.each<[string, object]>([
    ['with an index besides', { index: [1, 2, 3, 4, 5, 6], label: rows.map(([name]) => name), text: texts }],
    ['with other lists', { meta: [], sentence: texts, sentiment: rows.map(([name]) => name) }],
    ['below a name', { data: { text: texts, label: rows.map(([name]) => name) } }],
    ['as rows below a name', { version: '1.0', data: rows.map(([name, text]) => ({ label: name, text })) }],
    [
      'as a list for each label',
      { up: texts.filter((_, at) => at % 2 === 0), down: texts.filter((_, at) => at % 2 === 1) },
    ],
  ])('%s', async (_, value) => {
    const got = rowsOf(await importOne('a.json', JSON.stringify(value)));
    expect(new Set(got.map(String))).toEqual(new Set(rows.map(String)));
  });
});

describe('lines before the header', () => {
  test.each<[string, string]>([
    ['a separator of tabs', `sep=\t\nlabel\ttext\n${lines('\t')}`],
    ['a quoted separator', `"sep=;"\nlabel;text\n${lines(';')}`],
    ['capitals and spaces', `SEP = ;\nlabel;text\n${lines(';')}`],
    ['a mark and a separator', `\ufeffsep=;\nlabel;text\n${lines(';')}`],
    ['percent signs', `% exported\n% on monday\nlabel,text\n${lines(',')}`],
    ['slashes', `// exported\nlabel,text\n${lines(',')}`],
    ['a hash before the names', `#label,text\n${lines(',')}`],
    ['empty lines', `\n\nlabel,text\n${lines(',')}`],
  ])('%s', async (_, content) => {
    expect(rowsOf(await importOne('a.csv', content))).toEqual(rows);
  });
});

describe('odd headers', () => {
  test.each<[string, string]>([
    ['no name for an index', `,label,text\n${rows.map((row, at) => `${at},${row.join(',')}`).join('\n')}`],
    ['pandas’ name for it', `Unnamed: 0,label,text\n${rows.map((row, at) => `${at},${row.join(',')}`).join('\n')}`],
    ['no name in the middle', `label,,text\n${rows.map(([name, text]) => `${name},x,${text}`).join('\n')}`],
    ['commas at the end of rows alone', `label,text\n${rows.map((row) => `${row.join(',')},`).join('\n')}`],
    ['commas at the end of the header alone', `label,text,,,\n${lines(',')}`],
    ['one name twice', `label,text,note,note\n${rows.map((row) => `${row.join(',')},x,y`).join('\n')}`],
  ])('%s', async (_, content) => {
    const result = await importOne('a.csv', content);
    expect(rowsOf(result)).toEqual(rows);
    expect(rejectionsOf(result)).toEqual([]);
  });
});

describe('sorted by label', () => {
  const many = (row: number) => (row < 3000 ? 'bad' : 'good');
  const all = Array.from({ length: 6000 }, (_, row) => ({ outcome: many(row), words: `a thing of number ${row}` }));
  test.each<[string, string]>([
    ['a.tsv', all.map(({ outcome, words }) => `${outcome}\t${words}`).join('\n')],
    ['a.jsonl', all.map((row) => JSON.stringify(row)).join('\n')],
    ['a.json', JSON.stringify(all)],
    ['a.txt', all.map(({ outcome, words }) => `__label__${outcome} ${words}`).join('\n')],
  ])('%s', async (name, content) => {
    const result = imported(await importOne(name, content));
    expect(result.labels).toEqual(['bad', 'good']);
    expect(result.rows).toBe(6000);
  });
});

describe('labels in several spellings, and none', () => {
  const of = (labels: readonly string[]) =>
    `text,label\n${labels.map((name, row) => `${texts[row % 6]} ${row},${name}`).join('\n')}`;
  test.each<[string, string[], string[]]>([
    ['numbers', ['1', '1.0', '2', '2.00', '1', '2'], ['1', '2']],
    ['capitals', ['Pos', 'POS', 'neg', 'Neg', 'pos', 'pos'], ['neg', 'pos']],
    ['spaces', ['very good', 'very  good', 'bad', 'bad', 'Very good', 'very good'], ['bad', 'very good']],
    ['full width', ['ＡＢ', 'AB', 'CD', 'CD', 'AB', 'AB'], ['ab', 'cd']],
  ])('%s', async (_, given, merged) => {
    expect(await questionsOf(of(given))).toContain('labelVariants');
    expect(imported(await importOne('a.csv', of(given), { mergeLabels: true })).labels).toEqual(merged);
    expect(imported(await importOne('a.csv', of(given), { mergeLabels: false })).questions).toEqual([]);
  });
  test.each(['N/A', 'NaN', 'null', 'None', '-', '?', 'n.a.', '#N/A', 'NULL', 'undefined'])(
    '%s is none',
    async (none) => {
      const content = of(['pos', 'neg', none, 'pos', 'neg', 'pos']);
      expect(await questionsOf(content)).toEqual(['missingLabels']);
      const result = await importOne('a.csv', content, { leaveOutMissing: true });
      expect(imported(result).labels).toEqual(['neg', 'pos']);
      expect(rejectionsOf(result)).toEqual([[4, 'missingLabel']]);
    },
  );
});

describe('what is left of HTML', () => {
  test.each<[string, string, string]>([
    ['breaks', 'one<br>two<br/>three', 'one two three'],
    ['entities', 'Tom &amp; Jerry&#39;s &lt;3 &hellip; &eacute;t&eacute;', "Tom & Jerry's <3 … été"],
    ['numbers', '&#8220;so&#8221; &#x1F600;', '“so” 😀'],
    ['tags', '<p>He said <b>no</b></p>', 'He said no'],
  ])('%s', async (_, given, plain) => {
    const content = `label\ttext\na\t${given}\nb\tan arrow -> 3 < 5 & so on`;
    expect(await questionsOf(content, 'a.tsv')).toEqual(['html']);
    expect(imported(await importOne('a.tsv', content, { plainText: true })).texts).toEqual([
      plain,
      'an arrow -> 3 < 5 & so on',
    ]);
  });
});

describe('quotes escaped by backslashes', () => {
  test.each<[string, string, string]>([
    ['with commas', 'up,"he said \\"yes, now\\" to me"', 'he said "yes, now" to me'],
    ['at the end', 'up,"he said \\"yes, now\\""', 'he said "yes, now"'],
    ['over lines', 'up,"he said \\"yes,\nnow\\" to me"', 'he said "yes,\nnow" to me'],
  ])('%s', async (_, row, text) => {
    const result = imported(
      await importOne('a.csv', `${row}\ndown,"she said \\"no, never\\" to me"\nup,"\\"a, b\\" or c"`),
    );
    expect(result.texts[0]).toBe(text);
    expect(result.rows).toBe(3);
  });
});

test('a first row of more than 1 MB is left out by name, and the others are read', async () => {
  for (const header of ['', 'label,text\n']) {
    const result = await importOne('a.csv', `${header}up,"${'long '.repeat(210_000)}"\n${lines(',')}`);
    expect(rowsOf(result)).toEqual(rows);
    expect(rejectionsOf(result)).toEqual([[header === '' ? 1 : 2, 'lineTooLong']]);
  }
});

describe('a split of the file’s own', () => {
  const withColumn = (name: string, values: readonly string[]) =>
    `label,text,${name}\n${rows.map((row, at) => `${row.join(',')},${values[at]}`).join('\n')}`;
  const partsIn = (result: ImportResult) => Array.from(imported(result).parts ?? [], (part) => partNames[part]);
  const [t, v, s] = ['training', 'validation', 'test'];

  test.each<[string, string[], (string | undefined)[]]>([
    ['is_valid', ['False', 'False', 'False', 'False', 'True', 'True'], [t, t, t, t, v, v]],
    ['is_test', ['0', '0', '0', '0', '1', '1'], [t, t, t, t, v, v]],
    ['is_train', ['1', '1', '1', '1', '0', '0'], [t, t, t, t, v, v]],
    ['split', ['train', 'train', 'dev', 'dev', 'test', 'test'], [t, t, v, v, s, s]],
    ['Set', ['Training', 'Training', 'Training', 'Validation', 'Validation', 'Test'], [t, t, t, v, v, s]],
    ['fold', ['1', '2', '3', '1', '2', '3'], [v, t, t, v, t, t]],
  ])('by %s', async (name, values, parts) => {
    const content = withColumn(name, values);
    expect(await questionsOf(content)).toEqual(['splitColumn']);
    expect(partsIn(await importOne('a.csv', content))).toEqual([]);
    const result = await importOne('a.csv', content, { splitColumn: 2 });
    expect(rowsOf(result)).toEqual(rows);
    expect(partsIn(result)).toEqual(parts);
  });

  test('is used as it is, whatever the seed', () => {
    const corpus = {
      labels: ['up', 'down'],
      labelIds: Uint8Array.of(0, 1, 0, 1, 0, 1),
      texts,
      parts: Uint8Array.of(0, 0, 0, 0, 1, 1),
    };
    for (const seed of [1, 2, 3]) {
      const split = splitCorpus(corpus, { seed, trainingSize: 600, validationShare: 0.5 });
      expect([...split.validation]).toEqual([4, 5]);
      expect([...split.training].sort()).toEqual([0, 1, 2, 3]);
    }
  });

  test('by files: as one, or as their names say', async () => {
    const part = (from: number, to: number) =>
      `label,text\n${rows
        .slice(from, to)
        .map((row) => row.join(','))
        .join('\n')}`;
    const files = [file('train.csv', part(0, 3)), file('dev.csv', part(3, 5)), file('test.csv', part(5, 6))];
    const asOne = await importFiles(files);
    expect(imported(asOne)).toMatchObject({ rows: 6, parts: null });
    const bySplit = imported(await importFiles(files, { splitByFile: true }));
    const parts = Object.fromEntries(bySplit.texts.map((text, at) => [text, partNames[bySplit.parts![at]!]]));
    expect(texts.map((text) => parts[text])).toEqual([t, t, t, v, v, s]);
    const two = imported(await importFiles([files[0]!, files[2]!], { splitByFile: true }));
    expect(Array.from(two.parts!, (at) => partNames[at]).sort()).toEqual([t, t, t, v]);
  });
});
