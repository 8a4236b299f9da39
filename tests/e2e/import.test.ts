// Texts of the user's own: every mistake has its sentence, good rows are kept, what is kept comes back and can be forgotten.

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTextFiles } from '../../cli/text-files';
import { type App, useChromium } from './app';
import { findings } from './axe';
import {
  again,
  choose,
  dialog,
  imported,
  importFiles,
  openDialog,
  textsOf,
  type Upload,
  upload,
} from './import-dialog';

const openApp = useChromium();

const link = '#v=1&n=40&e=1&r=lstm,u4';

const goodRows = ['good,I liked it', 'bad,I hated it', 'good,Well made', 'bad,Poorly made'];
const jsonLines = (last: string) =>
  upload(
    'rows.jsonl',
    [...goodRows.map((row) => JSON.stringify({ label: row.split(',')[0], text: row.split(',')[1] })), last].join('\n'),
  );
const table = (...rows: string[]) => upload('rows.csv', `${['label,text', ...goodRows, ...rows].join('\n')}\n`);

/** The corpora in the browser's database; null where there is no database. */
const keptCount = (app: App) =>
  app.page.evaluate(async () => {
    const name = 'regularization-playground';
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return null;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('corpora').objectStore('corpora').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
  });

test('rows with a mistake are named with row and reason, and the good ones are kept', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const cases: [string, Upload, RegExp][] = [
    ['unclosed quote', table('bad,"never closed'), /^Row 6: a quoted cell does not end where it should/],
    ['wrong column count', table('good,one,too,many'), /^Row 6: it has 4 cells, the others 2/],
    ['empty text', table('good,  '), /^Row 6: the text is empty/],
    ['empty label', table(',a text'), /^Row 6: the label is empty/],
    ['NUL', table('bad,a \0 here'), /^Row 6: it holds a NUL character/],
    ['1 MB line', table(`bad,${'long '.repeat(210_000)}`), /^Row 6: it is longer than 1,000,000 characters/],
    ['invalid JSON', jsonLines('{"label":'), /^Row 5: it is not valid JSON/],
    [
      'unfinished JSON',
      upload('rows.json', `[${goodRows.map((row) => JSON.stringify(row.split(','))).join(',\n')},\n["good","half a`),
      /^Row 5: the file ends within it/,
    ],
    ['not text', jsonLines('{"label":"good","text":["a"]}'), /^Row 5: label or text is a list or an object/],
    ['not a row', jsonLines('42'), /^Row 5: it is neither an object nor a list/],
  ];
  for (const [about, file, sentence] of cases) {
    await importFiles(app, file);
    await imported(app, '4');
    expect(
      await textsOf(dialog(app).getByRole('list', { name: '1 row left out' }).getByRole('listitem')),
      about,
    ).toEqual([expect.stringMatching(sentence)]);
    await again(app);
  }
});

test('files that cannot be imported are refused with a sentence, and nothing of them is kept', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const refused = async (files: Upload | Upload[], sentence: RegExp) => {
    await choose(app, files);
    const button = dialog(app).getByRole('button', { name: 'Import', exact: true });
    const alert = dialog(app).getByRole('alert').filter({ hasText: sentence });
    await button.or(alert).first().waitFor();
    // Some mistakes show before a row is imported, some only then.
    if (!(await alert.isVisible())) await button.click();
    await alert.waitFor();
    if (await button.isVisible()) await again(app);
  };
  const rows = (labels: number) =>
    Array.from({ length: 3 * labels }, (_, row) => `label ${row % labels},some words here`);
  await refused(upload('one.csv', 'label,text\nspam,buy this now\nspam,buy that now\n'), /label “spam”.*takes two/);
  await refused(
    upload('many.csv', ['label,text', ...rows(250)].join('\n')),
    /^Row 202 of “many\.csv” brings one label more than the 200/,
  );
  await refused(upload('book.xlsx', 'PK\x03\x04\0\0\0\0binary'), /“book\.xlsx” is an Office document.*Save it as CSV/);
  await refused(
    upload(
      'noise.txt',
      Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256),
    ),
    /“noise\.txt”.*not a text file/,
  );
  await refused(upload('empty.csv', ''), /no row with a label and a text/);
  await refused(upload('header.csv', 'label,text\n'), /no row with a label and a text/);
  const sport = upload('sport.csv', 'label,text\nsport,the ball is round\nmoney,the bank is closed\n');
  await refused([sport, upload('notes.txt', 'a text of its own\n')], /“sport\.csv” is a table/);
  await refused(
    [sport, upload('words.csv', 'words,day\nthe ball,monday\n')],
    /“words\.csv” has other columns than “sport\.csv”/,
  );
  expect(await keptCount(app)).toBe(0);
  expect(await app.hash()).toBe(link);
});

test('guesses can be changed: delimiter, header, columns', async () => {
  const app = await openApp(link);
  await openDialog(app);
  await choose(
    app,
    upload(
      'rows.csv',
      'words;topic;id\nthe ball is round;sport;1\nthe bank is closed;money;2\na goal at last;sport;3\n',
    ),
  );
  const option = (name: string) => dialog(app).getByRole('combobox', { name });
  await option('Delimiter').waitFor();
  expect(await option('Delimiter').inputValue()).toBe(';');
  expect(await option('First row').inputValue()).toBe('true');
  await option('First row').selectOption('false');
  await dialog(app).getByRole('cell', { name: 'words', exact: true }).waitFor();
  await option('First row').selectOption('true');
  await option('Label column').selectOption('1');
  await option('Text column').selectOption('0');
  await dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
  await imported(app, '3');
  expect(await textsOf(dialog(app).getByRole('rowheader'))).toEqual(['money', 'sport']);
});

test('formulas and markup in labels, texts and names are shown as text', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const markup = '<img src=x onerror="window.__executed=1">';
  const formula = '=HYPERLINK("http://example.org")';
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await choose(
    app,
    upload(`${markup}.csv`, `label,text\n${cell(markup)},${cell(formula)}\nplain,${cell(`<b>${markup}</b>`)}\n`),
  );
  await dialog(app).getByRole('cell', { name: formula, exact: true }).waitFor();
  await dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
  await imported(app, '2');
  expect(await textsOf(dialog(app).getByRole('rowheader'))).toEqual([markup, 'plain']);
  expect(await app.page.evaluate(() => (window as { __executed?: unknown }).__executed)).toBeUndefined();
  expect(await app.page.locator('img').count()).toBe(0);
  expect(app.requests.filter((request) => /example|\/x$/.test(request))).toEqual([]);
});

test('pasted rows and dropped files are read', async () => {
  const app = await openApp(link);
  const dropped = await app.page.evaluateHandle(
    (rows) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([rows], 'dropped.csv'));
      return transfer;
    },
    `label,text\n${goodRows.join('\n')}\n`,
  );
  await app.page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await dialog(app).getByRole('heading', { name: 'dropped.csv' }).waitFor();
  await again(app);
  await dialog(app)
    .getByLabel(/^Or paste rows/)
    .fill(goodRows.join('\n').replaceAll(',', '\t'));
  await dialog(app).getByRole('button', { name: 'Read the pasted text' }).click();
  await dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
  await imported(app, '4');
  await dialog(app).getByRole('button', { name: 'Train on it' }).click();
  await app.finished('A');
  expect(await app.hash()).toMatch(/c=file&f=Pasted%20text&frows=4&fsum=[0-9a-f]{16}/);
});

test('a link to a file that is not here asks for it, knows it again, and says when it is another one', async () => {
  const author = await openApp(link);
  await openDialog(author);
  await importFiles(author, table());
  await imported(author, '4');
  await dialog(author).getByRole('button', { name: 'Train on it' }).click();
  const [fingerprint] = await author.finished('A');
  const shared = await author.hash();

  const reader = await openApp(shared);
  const curves = reader.page.locator('#curves');
  await curves.getByText(/“rows\.csv” \(4 rows\), which is not in this browser/).waitFor();
  expect(await reader.status('A')).toBe('idle');
  const answer = async (file: Upload) => {
    const [chooser] = await Promise.all([
      reader.page.waitForEvent('filechooser'),
      reader.button('Choose the file…').click(),
    ]);
    await chooser.setFiles(file);
  };
  await answer(table('good,One more'));
  await dialog(reader)
    .getByText(/This is another file.*“rows\.csv” has 5 rows \(checksum [0-9a-f]{16}\).*had 4 rows/)
    .waitFor();
  await dialog(reader).getByRole('button', { name: 'Use it anyway' }).waitFor();
  await dialog(reader).getByRole('button', { name: 'Close' }).click();
  expect(await reader.hash()).toBe(shared);
  await answer(table());
  expect(await reader.finished('A')).toEqual([fingerprint]);
  expect(await curves.textContent()).not.toMatch(/not in this browser/);
});

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const polarity = ['rt-polarity.neg', 'rt-polarity.pos'].map((name) => join(data, name));
const spam = join(data, 'sms-spam.tsv');

describe.skipIf(![...polarity, spam].every((file) => existsSync(file)))('the corpora of ../shared/data', () => {
  test('give the same counts in the page and headless, train, come back and can be forgotten', async () => {
    const app = await openApp(link);
    await openDialog(app);
    for (const [files, rows, counts] of [
      [[spam], '5,574', ['4,827', '747']],
      [polarity, '10,662', ['5,331', '5,331']],
    ] as const) {
      await importFiles(app, [...files]);
      await imported(app, rows);
      const shown = (await textsOf(dialog(app).getByRole('row'))).map((row) => row.replace(/^[a-z]+/, ''));
      expect(shown).toEqual(counts);
      const headless = await readTextFiles(files);
      expect(headless.ok && headless.classCounts.map((count) => count.toLocaleString('en'))).toEqual(counts);
      if (files === polarity) break;
      await again(app);
    }
    await dialog(app).getByRole('button', { name: 'Train on it' }).click();
    const [fingerprint] = await app.finished('A');
    expect(await app.hash()).toMatch(/c=file&f=rt-polarity&frows=10662&fsum=/);

    await app.page.reload();
    await app.button('Text: rt-polarity').waitFor();
    expect(await app.train('A')).toEqual([fingerprint]);
    expect(await app.messages.textContent()).toBe('');

    await openDialog(app);
    await dialog(app).getByRole('button', { name: 'Forget rt-polarity' }).click();
    await dialog(app)
      .getByText(/The experiment goes back to Reviews/)
      .waitFor();
    await dialog(app).getByRole('button', { name: 'Forget', exact: true }).click();
    await app.button('Text: Reviews').waitFor();
    await expect.poll(() => keptCount(app)).toBe(1);
    await dialog(app).getByRole('button', { name: 'Forget sms-spam.tsv' }).click();
    await dialog(app).getByRole('button', { name: 'Forget', exact: true }).click();
    await dialog(app).getByText('No text is kept in this browser yet.').waitFor();
    expect(await keptCount(app)).toBe(0);
    await expect.poll(() => app.hash()).toBe(link);
  });
});

describe('a table of many megabytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  const file = join(folder, 'large.csv');

  beforeAll(async () => {
    const writing = createWriteStream(file);
    const words = 'the quick brown fox jumps over the lazy dog and runs away from it '.repeat(7);
    writing.write('label,text\n');
    for (let block = 0; block < 1000; block++) {
      const rows = Array.from({ length: 195 }, (_, row) => `${row % 3 ? 'pos' : 'neg'},${block} ${row} ${words}`);
      if (!writing.write(`${rows.join('\n')}\n`)) await once(writing, 'drain');
    }
    writing.end();
    await once(writing, 'close');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('can be cancelled, which leaves nothing, and imported, of which a sample is kept', async () => {
    const app = await openApp(link);
    await openDialog(app);
    await importFiles(app, file);
    await dialog(app).getByText('Reading the rows…').waitFor();
    await dialog(app).getByRole('button', { name: 'Cancel' }).click();
    await dialog(app).getByText('The import was cancelled. Nothing of it is kept.').waitFor();
    expect(await keptCount(app)).toBe(0);
    await dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
    await imported(app, '195,000');
    await dialog(app)
      .getByText(/A sample of 20,000 of the 195,000 rows is kept/)
      .waitFor();
    expect(await keptCount(app)).toBe(1);
  });
});

test.each([
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 1280, height: 720 }, colorScheme: 'dark' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const)('axe finds nothing at any stage, at $viewport.width, $colorScheme', async (options) => {
  const app = await openApp(link, options);
  const narrow = options.viewport.width < 900;
  if (narrow) await app.button('Menu').click();
  await openDialog(app);
  expect(await findings(app)).toEqual([]);
  await importFiles(app, table('good,'));
  await imported(app, '4');
  expect(await findings(app)).toEqual([]);
  await dialog(app).getByRole('button', { name: 'Read it differently' }).click();
  await dialog(app).getByLabel('Encoding').waitFor();
  expect(await findings(app)).toEqual([]);
  await again(app);
  await choose(app, upload('one.csv', ''));
  await dialog(app).getByRole('button', { name: 'Import', exact: true }).waitFor();
  expect(await findings(app)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await dialog(app).waitFor({ state: 'detached' });
});
