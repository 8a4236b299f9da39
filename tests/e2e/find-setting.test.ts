// A setting found by any of its names and changed by keyboard alone; where each acts, in its editor.

import { expect, test } from 'vitest';
import { en } from '../../src/strings/en';
import { type App, useChromium } from './app';

const openApp = useChromium();

const small = '#v=1&n=60&e=2&r=lstm,u8&r=cnn,nf8';

const find = (app: App) => app.page.getByRole('textbox', { name: en.runs.find });
const press = async (app: App, ...keys: string[]) => {
  for (const key of keys) await app.page.keyboard.press(key);
};
const rows = (app: App) => app.page.getByRole('rowheader').allTextContents();

test('/ leads to the search, what is found is reached by arrow and changed by Enter, Escape shows all again', async () => {
  const app = await openApp(small);
  const before = await rows(app);
  await press(app, '/');
  await app.page.keyboard.type('num_layers');
  await app.cell('Run A, Layers').waitFor();
  expect((await rows(app)).filter((name) => ['Layers', 'Units'].includes(name))).toEqual(['Layers']);
  // The convolutions of run B have no layers to count.
  expect(await app.page.getByRole('button', { name: `Run B, Layers: ${en.runs.idle}` }).count()).toBe(1);

  await app.cell('Run A, Layers').focus();
  await press(app, 'Enter');
  const editor = app.page.getByRole('dialog', { name: 'Run A, Layers' });
  await editor.waitFor();
  await press(app, 'ArrowRight', 'Escape');
  await editor.waitFor({ state: 'detached' });
  await expect.poll(() => app.page.url()).toContain('ly2');

  await find(app).focus();
  await press(app, 'Escape');
  await app.cell('Run A, Units').waitFor();
  // What is in use is now among the rows.
  expect(await rows(app)).toEqual(expect.arrayContaining([...before, 'Layers']));
});

test('a setting of all runs is found by the name that PyTorch has for it, and what is not found is said', async () => {
  const app = await openApp(small);
  await find(app).fill('weight_decay');
  await app.button(/^Weight decay/).waitFor();
  await find(app).fill('xyzzy');
  await app.page.getByText(en.runs.notFound).waitFor();
});

test('the editor of a regularizer shows where in the network it acts', async () => {
  const app = await openApp(small);
  const marked = async (cell: string) => {
    await app.cell(cell).click();
    const figure = app.page.getByRole('figure', { name: en.runs.whereItActs });
    const symbols = await figure.locator('mark').allTextContents();
    await press(app, 'Escape');
    await figure.waitFor({ state: 'detached' });
    return symbols;
  };
  expect(await marked('Run A, Recurrent kernel L2')).toEqual(['U']);
  expect(await marked('Run A, Dropout, recurrent')).toEqual(['h₋₁']);
  expect(await marked('Run B, Dropout, before output')).toEqual(['r']);
});
