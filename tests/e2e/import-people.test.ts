// Files as people have them go through the dialog in the way that a person would take: look, answer, import.

import { expect, test } from 'vitest';
import { encode, sixLines as lines, sixRows as rows, sixTexts as texts } from '../text/import/sources';
import { type App, useChromium } from './app';
import { findings } from './axe';
import { again, choose, dialog, imported, openDialog, textsOf, upload } from './import-dialog';

const openApp = useChromium();
const link = '#v=1&n=40&e=1&r=lstm,u4';

const asked = (app: App) => dialog(app).getByRole('region', { name: 'To look at' });
const answer = (app: App, name: string) => asked(app).getByRole('button', { name, exact: true }).click();
const importIt = (app: App) => dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
const option = (app: App, name: string) => dialog(app).getByRole('combobox', { name, exact: true });

/** Imports what was chosen, and says how many rows each label has. */
async function labelsOf(app: App, count: number): Promise<string[]> {
  await importIt(app);
  await imported(app, String(count));
  const names = await textsOf(dialog(app).getByRole('rowheader'));
  await again(app);
  return names;
}

test('files that are understood are imported without a question', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const chinese = '标签,文本\n好评,这里的菜很好吃\n差评,这里的菜不好吃\n好评,服务很好\n差评,服务太差了';
  const labels = Array.from({ length: 66 }, (_, row) => `intent ${row % 22},please help me with ${row}`).join('\n');
  const columns = JSON.stringify({ text: texts, label: rows.map(([name]) => name) });
  const sorted = Array.from({ length: 400 }, (_, row) => `${row < 200 ? 'down' : 'up'},web,thing number ${row}`).join(
    '\n',
  );
  const cases: [string, Parameters<typeof choose>[1], number, number][] = [
    ['a spreadsheet in GBK', upload('a.csv', encode(chinese, 'gb18030')), 4, 2],
    ['22 labels', upload('intents.csv', `label,text\n${labels}`), 66, 22],
    [
      'texts and labels in two files',
      [upload('a_text.txt', texts.join('\n')), upload('a_labels.txt', rows.map(([name]) => name).join('\n'))],
      6,
      2,
    ],
    ['JSON by column', upload('a.json', columns), 6, 2],
    ['sep=', upload('a.csv', `sep=;\nlabel;text\n${lines(';')}`), 6, 2],
    [
      'a header with empty names',
      upload('a.csv', `v1,v2,,\n${rows.map((row) => `${row.join(',')},,`).join('\n')}`),
      6,
      2,
    ],
    ['sorted by label', upload('a.csv', `outcome,source,text\n${sorted}`), 400, 2],
    ['brackets around labels', upload('a.csv', lines('::')), 6, 2],
  ];
  for (const [about, files, count, labelCount] of cases) {
    await choose(app, files);
    await dialog(app).getByRole('button', { name: 'Import', exact: true }).waitFor();
    await importIt(app);
    await imported(app, String(count));
    const heading = dialog(app).getByRole('heading', { name: `${labelCount} labels`, exact: true });
    expect(await heading.count(), about).toBe(1);
    await again(app);
  }
});

test('what was guessed is asked about, and one click settles it', async () => {
  const app = await openApp(link);
  await openDialog(app);

  await choose(
    app,
    upload(
      'a.label',
      'LOC:city where is it\nHUM:ind who was it\nLOC:state where was he\nHUM:ind who is he\nLOC:city where are we\nLOC:state where am I',
    ),
  );
  await asked(app).getByText('The first word of each line is taken for its label.').waitFor();
  await answer(app, 'Take the first part');
  expect(await labelsOf(app, 6)).toEqual(['HUM', 'LOC']);

  const stars = ['5', '5.0', '1', 'N/A', '1.0', '5'].map((star, row) => `${texts[row]},${star}`).join('\n');
  await choose(app, upload('a.csv', `text,stars\n${stars}`));
  expect(await findings(app)).toEqual([]);
  await answer(app, 'Make them one');
  await answer(app, 'Leave these rows out');
  await asked(app).waitFor({ state: 'detached' });
  expect(await labelsOf(app, 5)).toEqual(['1', '5']);

  await choose(app, upload('a.csv', 'up,fine<br />coat &amp; hat\ndown,a &quot;thin&quot; coat\nup,plain'));
  await answer(app, 'Take it out of the texts');
  await dialog(app).getByRole('cell', { name: 'fine coat & hat', exact: true }).waitFor();
  expect(await labelsOf(app, 3)).toEqual(['down', 'up']);
});

test('an encoding that no words speak for is asked about, and another can be chosen', async () => {
  const app = await openApp(link);
  await openDialog(app);
  await choose(app, upload('a.csv', encode('a,\u00e9\nb,\u00e4\na,\u00f1', 'windows-1252')));
  await asked(app)
    .getByText(/“a\.csv” is no UTF-8, and is read as .* by a guess/)
    .waitFor();
  await option(app, 'Encoding').selectOption('windows-1252');
  await dialog(app).getByRole('cell', { name: 'é', exact: true }).waitFor();
  await asked(app).waitFor({ state: 'detached' });
});

test('too many labels: the dialog says that the column is right, and keeps the most frequent ones', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const many = Array.from({ length: 500 }, (_, row) => `label ${row < 240 ? row % 3 : row},some words ${row}`).join(
    '\n',
  );
  await choose(app, upload('many.csv', `label,text\n${many}`));
  await importIt(app);
  await dialog(app)
    .getByRole('alert')
    .filter({ hasText: 'If the column is the right one, keep the most frequent labels' })
    .waitFor();
  await dialog(app).getByRole('button', { name: 'Keep the 200 most frequent labels' }).click();
  await importIt(app);
  await imported(app, '437');
  await dialog(app).getByText('188 other labels').waitFor();
  expect(await findings(app)).toEqual([]);
  await dialog(app).getByRole('textbox', { name: 'Search the labels' }).fill('label 24');
  await expect.poll(() => textsOf(dialog(app).getByRole('rowheader'))).toHaveLength(10);

  // The data panel shows them alike.
  await dialog(app).getByRole('button', { name: 'Train on it' }).click();
  await app.finished('A');
  await app.button('Data').click();
  const split = app.page.getByRole('region', { name: 'Texts by label and part' });
  await split.getByText('188 other labels').click();
  await expect.poll(() => split.getByRole('row').count()).toBe(202);
  expect(await findings(app)).toEqual([]);
});

test('copies stay together, and a split of the file’s own is used when asked for', async () => {
  const app = await openApp(link);
  await openDialog(app);
  const split = `label,text,split\n${rows.map((row, at) => `${row.join(',')},${at < 4 ? 'train' : 'test'}`).join('\n')}\nup,The kettle  sings,train`;
  await choose(app, upload('a.csv', split));
  await answer(app, 'Use this split');
  await importIt(app);
  await imported(app, '7');
  await dialog(app).getByText('The files’ own split is used.').waitFor();
  await dialog(app).getByText('1 text is a copy of another.', { exact: false }).waitFor();
});

test('too many rows: the dialog takes a part of them, by lot', async () => {
  const app = await openApp(link);
  await openDialog(app);
  await choose(app, upload('rows.csv', `label,text\n${'up,a fine coat\ndown,a thin coat\n'.repeat(105_000)}`));
  await importIt(app);
  await dialog(app).getByRole('alert').filter({ hasText: 'There are more than 200,000 rows.' }).waitFor();
  await dialog(app).getByRole('button', { name: 'Take one row in 2' }).click();
  await importIt(app);
  await dialog(app).getByText('One row in 2 was taken, by lot.').waitFor();
  await dialog(app)
    .getByText(/^10[45],\d{3} rows imported$/)
    .waitFor();
});
