// What was trained without a browser opens in it: the same numbers as the page trains, marked as brought in.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLink } from '../../src/experiment/link';
import { fingerprintsIn, sweep } from '../cli/sweep/command';
import { type App, useChromium } from './app';
import { findings } from './axe';

const open = useChromium();

const folder = mkdtempSync(join(tmpdir(), 'results-'));
const path = join(folder, 'sweep.jsonl');
const link = '#v=1&c=headlines&n=120&e=6&seeds=3&b=wasm&r=lstm,u8&sw=A,k2_0_1e-2';

beforeAll(async () => {
  const { status, errors } = await sweep(link, '--out', path);
  expect([status, errors]).toEqual([0, expect.anything()]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const panelOf = ({ page }: App) => page.getByRole('region', { name: 'Sweep' });

async function drop({ page }: App, file: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([text, name]) => {
      const data = new DataTransfer();
      data.items.add(new File([text!], name!));
      return data;
    },
    [readFileSync(file, 'utf8'), 'sweep.jsonl'],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('a dropped file opens its sweep, with the digits that the page trains', async () => {
  const app = await open('#v=1&c=headlines&n=120&e=2&r=rnn,u4');
  await drop(app, path);
  await app.page.getByText('All 6 trainings came from “sweep.jsonl”. Undo brings back').waitFor();
  const panel = panelOf(app);
  await panel.getByText('All trained').waitFor();
  expect(openLink(app.page.url()).experiment.sweep?.axes[0]?.values).toEqual([0, 0.01]);
  await panel.getByRole('radio', { name: 'Table' }).check();
  for (const row of await panel.locator('tbody tr').allInnerTexts()) expect(row).toContain('brought in');
  expect(await findings(app)).toEqual([]);
  const broughtIn = await panel.locator('tbody').innerText();

  // Trained here, on another page, it has the same numbers.
  const own = await open(link);
  await own.page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await panelOf(own).getByRole('button', { name: 'Start sweep' }).click();
  await panelOf(own).getByText('All trained').waitFor();
  await panelOf(own).getByRole('radio', { name: 'Table' }).check();
  expect(await panelOf(own).locator('tbody').innerText()).toBe(broughtIn.replaceAll(', brought in', ''));
  const files = fingerprintsIn(path);
  for (const [place, id] of ['B', 'C'].entries()) {
    await panelOf(own).locator('tbody tr').nth(place).getByRole('button').click();
    await own.page.keyboard.press('Escape');
    await own.waitFor(id, 'finished');
    const expected = [7, 8, 9].map((seed) => files[`${place}/${seed}`]);
    expect(await own.page.locator(`tr[data-run="${id}"]`).getAttribute('data-fingerprint')).toBe(expected.join(' '));
    await own.page.getByRole('button', { name: 'Sweep', exact: true }).click();
  }
});

test('seeds that were trained elsewhere are curves, marked in the results', async () => {
  const seeds = join(folder, 'seeds.jsonl');
  await sweep('#v=1&c=headlines&n=120&e=6&seeds=2&b=wasm&r=lstm,u8', '--out', seeds);
  const app = await open('#v=1&c=headlines&n=120&e=2&r=rnn,u4');
  await app.page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await panelOf(app).locator('input[type=file]').setInputFiles(seeds);
  await app.waitFor('A', 'finished');
  const row = app.page.locator('tr[data-run="A"]');
  expect(await row.innerText()).toContain('brought in');
  const files = fingerprintsIn(seeds);
  expect(await row.getAttribute('data-fingerprint')).toBe(`${files['0/7']} ${files['0/8']}`);
});

test('another version’s results are refused, and its experiment can be opened', async () => {
  const other = join(folder, 'other.jsonl');
  writeFileSync(other, readFileSync(path, 'utf8').replace(/"engine":"\w+"/, '"engine":"0123"'));
  const app = await open('#v=1&c=headlines&n=120&e=2&r=rnn,u4');
  await drop(app, other);
  await app.page.getByText('trained by another version of this page').waitFor();
  expect(openLink(app.page.url()).experiment.sweep).toBeUndefined();
  await app.page.getByRole('button', { name: 'Open its experiment' }).click();
  await expect.poll(() => openLink(app.page.url()).experiment.sweep?.run).toBe('A');
  expect(await app.page.getByText('trained by another version').count()).toBe(0);
});

test('a sweep goes elsewhere as a command and as a script for Ray Tune', async () => {
  const app = await open(link);
  await app.page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await panelOf(app).getByRole('button', { name: 'Train elsewhere…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Train elsewhere…' });
  expect(await dialog.getByRole('textbox').inputValue()).toMatch(
    /^npm run -s sweep -- '#v=1&c=headlines.*sw=A,k2_0_\.01'$/,
  );
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the Ray Tune script' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('tune.grid_search([0, 0.01])');
  expect(await findings(app)).toEqual([]);
});
