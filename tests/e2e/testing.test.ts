// Looking at the test texts once, and being warned before looking twice, as a person does.

import { expect, test } from 'vitest';
import { looksKey } from '../../src/runs/look-memory';
import { en } from '../../src/strings/en';
import { enTesting } from '../../src/strings/en-testing';
import { type App, inWorkers, useChromium } from './app';
import { findings } from './axe';
import { choose, dialog as importDialog, openDialog, upload } from './import-dialog';

const open = useChromium();
const words = { ...en.testing, ...enTesting };

/** Both overfit, so that their best epoch is not their last. */
const link = '#v=1&c=headlines&n=60&e=20&lr=2e-2&r=lstm,u8&r=lstm,u8,do_.5';

const dialog = (app: App, id = 'A') => app.page.getByRole('dialog', { name: words.title(id as 'A') });
const button = (app: App, name: string) => app.page.getByRole('dialog').getByRole('button', { name, exact: true });
const confusion = (app: App) => app.page.getByRole('table', { name: words.confusionTable });
const looks = (app: App) => app.page.getByRole('dialog').getByRole('listitem');

async function openTesting(app: App, id = 'A'): Promise<void> {
  await app.page.getByRole('button', { name: new RegExp(`^Run ${id}: actions`) }).click();
  await app.page.getByRole('menuitem', { name: words.menu }).click();
  await dialog(app, id).waitFor();
}

async function evaluate(app: App): Promise<void> {
  await button(app, words.evaluate).click();
  await confusion(app).waitFor();
}

/** Counts of the confusion, row by row, without the shares at their ends. */
const counts = (app: App): Promise<number[][]> =>
  confusion(app).evaluate((table) =>
    Array.from(table.querySelectorAll('tbody tr'), (row) =>
      Array.from(row.querySelectorAll('td'), (cell) => Number.parseFloat(cell.textContent ?? '')).slice(0, -1),
    ),
  );

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a run that is not finished cannot be looked at, and says why', async () => {
  const app = await open(link);
  await app.page.getByRole('button', { name: /^Run A: actions/ }).click();
  const item = app.page.getByRole('menuitem', { name: words.menu });
  expect(await item.isDisabled()).toBe(true);
  expect(await item.innerText()).toContain(words.menuWhy('idle'));
});

test('a first look shows accuracy, interval, loss and confusion, which agree, and no curve moves', async () => {
  const app = await open(link);
  const before = await app.train('A', 'B');
  await openTesting(app);
  const shown = dialog(app);
  await shown.getByText(words.noLooks).waitFor();
  await evaluate(app);
  const found = await counts(app);
  const texts = sum(found.map(sum));
  // A tenth of each of four labels with 460 texts.
  expect(found.map(sum)).toEqual([46, 46, 46, 46]);
  const accuracy = sum(found.map((row, label) => row[label]!)) / texts;
  const text = await shown.innerText();
  expect(text).toContain(`${(100 * accuracy).toFixed(1)} %`);
  // Wilson's interval, from its formula.
  const z = 1.959964;
  const middle = accuracy + (z * z) / (2 * texts);
  const margin = z * Math.sqrt((accuracy * (1 - accuracy)) / texts + (z * z) / (4 * texts * texts));
  const ends = [middle - margin, middle + margin].map((end) => (100 * (end / (1 + (z * z) / texts))).toFixed(1));
  expect(text).toContain(`${ends[0]} to ${ends[1]} %`);
  expect(await looks(app).count()).toBe(1);
  // On wasm the training for it was the one that is shown.
  expect(text).not.toContain('digit for digit');
  expect(await findings(app)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  expect(await app.finished('A', 'B')).toEqual(before);
  await app.row('A').getByText(words.tested).waitFor();
  expect(await app.row('B').getByText(words.tested).count()).toBe(0);
});

test('the second look warns, by whatever way one comes to it; the same look again does not', async () => {
  const app = await open(link);
  await app.train('A', 'B');
  await openTesting(app);
  await evaluate(app);
  const first = await counts(app);
  // Other weights of the same run.
  await app.page.getByRole('radio', { name: new RegExp(words.weight.best) }).check({ force: true });
  await button(app, words.evaluate).click();
  await app.page.getByText(words.warning.heading(2)).waitFor();
  expect(await findings(app)).toEqual([]);
  await button(app, words.warning.back).click();
  expect(await looks(app).count()).toBe(1);
  await app.page.keyboard.press('Escape');
  // Another run.
  await openTesting(app, 'B');
  await button(app, words.evaluate).click();
  await button(app, words.warning.look).click();
  await confusion(app).waitFor();
  expect(await looks(app).count()).toBe(2);
  await app.page.keyboard.press('Escape');
  // What was seen is there at once.
  await openTesting(app);
  expect(await counts(app)).toEqual(first);
  expect(await looks(app).count()).toBe(2);
  await app.page.keyboard.press('Escape');
  // After a reload it is trained once more, and no look more.
  await app.page.reload();
  await app.train('A', 'B');
  await openTesting(app);
  await dialog(app).getByText(words.seenBefore).waitFor();
  await evaluate(app);
  expect(await counts(app)).toEqual(first);
  expect(await looks(app).count()).toBe(2);
  await app.page.keyboard.press('Escape');
  // Other settings.
  await app.type('Run A, Units', '7');
  await app.finished('A');
  await openTesting(app);
  await button(app, words.evaluate).click();
  await app.page.getByText(words.warning.heading(3)).waitFor();
});

test('by keyboard alone: open, choose, evaluate, read, close, and the focus is back', async () => {
  const app = await open('#v=1&c=headlines&n=60&e=3&r=lstm,u4');
  await app.train('A');
  const head = app.page.getByRole('button', { name: /^Run A: actions/ });
  await head.focus();
  await app.page.keyboard.press('Enter');
  const item = app.page.getByRole('menuitem', { name: words.menu });
  await item.waitFor();
  for (let step = 0; step < 8 && !(await item.evaluate((own) => own === document.activeElement)); step++) {
    await app.page.keyboard.press('ArrowDown');
  }
  await app.page.keyboard.press('Enter');
  await dialog(app).waitFor();
  await expect.poll(() => dialog(app).evaluate((own) => own.contains(document.activeElement))).toBe(true);
  const isFocused = () =>
    button(app, words.evaluate).evaluate((own) => own === document.activeElement, undefined, { timeout: 5000 });
  for (let step = 0; step < 6 && !(await isFocused()); step++) await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Enter');
  await confusion(app).waitFor();
  await expect
    .poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe(words.accuracy);
  await app.page.keyboard.press('Tab');
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words.confusionTable);
  await app.page.keyboard.press('Escape');
  await dialog(app).waitFor({ state: 'detached' });
  await expect.poll(() => head.evaluate((own) => own === document.activeElement)).toBe(true);
});

test('several seeds are one look, each with its own numbers', async () => {
  const app = await open('#v=1&c=headlines&n=60&e=2&seeds=3&r=lstm,u4');
  await app.button('Train').click();
  await app.waitFor('A', 'finished');
  await openTesting(app);
  await evaluate(app);
  const table = app.page.getByRole('table', { name: words.bySeed });
  expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['7', '8', '9']);
  await dialog(app).getByText(words.seeds(3)).waitFor();
  expect(await looks(app).count()).toBe(1);
  const all = await counts(app);
  const own: number[][][] = [];
  for (const seed of [7, 8, 9]) {
    await app.page.getByLabel(words.confusionOf).selectOption(words.oneSeed(seed));
    own.push(await counts(app));
  }
  // Means are shown with one decimal.
  for (const [row, cells] of all.entries()) {
    for (const [column, mean] of cells.entries()) {
      expect(Math.abs(sum(own.map((each) => each[row]![column]!)) / 3 - mean)).toBeLessThan(0.051);
    }
  }
  expect(await findings(app)).toEqual([]);
});

test('many labels scroll inside, under heads that stay; a file of a few rows has nothing to look at', async () => {
  const app = await open('#v=1&c=headlines&n=60&e=1&r=lstm,u4');
  const use = async (name: string, rows: string[]) => {
    await openDialog(app);
    await choose(app, upload(name, rows.join('\n')));
    await importDialog(app).getByRole('button', { name: 'Import', exact: true }).click();
    await importDialog(app)
      .getByRole('button', { name: /^Train/ })
      .click();
    await app.waitFor('A', 'finished');
    await openTesting(app);
  };
  await use(
    'many.tsv',
    Array.from({ length: 480 }, (_, i) => `label ${i % 24}\tword${i % 24} and word${i % 7} in text ${i}`),
  );
  await evaluate(app);
  expect((await counts(app)).map((row) => row.length)).toEqual(new Array(24).fill(24));
  const scroll = app.page.getByRole('region', { name: words.confusionTable });
  const head = scroll.getByRole('rowheader').last();
  const before = (await head.boundingBox())!;
  await scroll.evaluate((own) => own.scrollTo(10_000, 10_000));
  expect(await scroll.evaluate((own) => own.scrollLeft > 0 && own.scrollTop > 0)).toBe(true);
  // A row's head stays at the left.
  expect((await head.boundingBox())!.x).toBeCloseTo(before.x, 0);
  expect(await findings(app)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await use('few.tsv', ['good\tlovely film', 'good\tlovely book', 'bad\tpoor film', 'bad\tpoor book']);
  await dialog(app).getByText(words.empty).waitFor();
});

test('where evaluating fails, a sentence says so, and nothing counts as seen', async () => {
  // A worker whose training is asked to end early finds the test texts gone.
  const broken = `const listen = globalThis.addEventListener;
    Object.defineProperty(globalThis, 'onmessage', { set(handler) {
      listen.call(globalThis, 'message', (event) => {
        if (event.data.testAt === undefined) return handler(event);
        postMessage({ type: 'failed', ticket: event.data.ticket, failure: { kind: 'error', detail: 'broken' } });
      });
    } });`;
  const app = await open('#v=1&c=headlines&n=60&e=2&r=lstm,u4', { before: inWorkers(broken) });
  await app.train('A');
  await openTesting(app);
  await button(app, words.evaluate).click();
  await dialog(app)
    .getByText(words.failed({ kind: 'error', detail: 'broken' }))
    .waitFor();
  await dialog(app).getByText(words.noLooks).waitFor();
  expect(await app.page.evaluate((key) => localStorage.getItem(key), looksKey)).toBeNull();
});
