// A sweep as a person makes it: started, reloaded in the middle, read, and its best point made a run.

import { expect, test } from 'vitest';
import { openLink } from '../../src/experiment/link';
import { patienceMs, useChromium } from './app';
import { findings } from './axe';

const open = useChromium();

const link = '#v=1&c=headlines&n=120&e=6&seeds=3&r=lstm,u8&sw=A,k2_0_1e-3_1e-1_10';

test('it is trained, goes on after a reload with what was finished, and its best point becomes a run', async () => {
  const app = await open(link);
  const { page } = app;
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Sweep' });
  await panel.getByRole('button', { name: 'Start sweep' }).click();
  const count = async () => Number(/(\d+) of 12/.exec(await panel.innerText())?.[1] ?? Number.NaN);
  await expect.poll(count, { timeout: patienceMs }).toBeGreaterThanOrEqual(3);
  // What is finished is written while the page has nothing else to do.
  await page.waitForTimeout(1500);
  await page.reload();
  await app.heading.waitFor();
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await expect.poll(count).toBeGreaterThanOrEqual(3);
  const goOn = panel.getByRole('button', { name: 'Continue sweep' });
  if (await goOn.isVisible()) await goOn.click();
  await panel.getByText('All trained').waitFor();
  expect(await count()).toBe(12);
  expect(await panel.innerText()).toMatch(/Lowest validation loss \d\.\d+ at Kernel L2 = .*\(mean of 3 seeds\)/);
  expect(await findings(app)).toEqual([]);

  await panel.getByRole('button', { name: 'Make the best a run' }).click();
  await expect.poll(() => openLink(page.url()).experiment.runs.length).toBe(2);
  const { runs, sweep } = openLink(page.url()).experiment;
  expect(sweep?.axes[0]?.values).toContain(runs[1]!.kernelL2);
  await page.keyboard.press('Escape');
  // Its curves were trained by the sweep.
  await app.waitFor('B', 'finished');
});

test('a reload in the middle of sixty trainings loses none that was finished', async () => {
  const app = await open(
    '#v=1&c=headlines&n=120&e=6&seeds=5&r=lstm,u8&sw=A,r2_0_1e-6_1e-5_1e-4_1e-3_1e-2_.1_.3_.5_1_3_10',
  );
  const { page } = app;
  const sweep = () => page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await sweep();
  const panel = page.getByRole('region', { name: 'Sweep' });
  await panel.getByRole('button', { name: 'Start sweep' }).click();
  const count = async () => Number(/(\d+) of 60/.exec(await panel.innerText())?.[1] ?? Number.NaN);
  let before = 0;
  for (const least of [5, 20, 35]) {
    await expect.poll(count, { interval: 20, timeout: patienceMs }).toBeGreaterThanOrEqual(Math.max(least, before));
    // Without a moment in which the page could write.
    before = await page.evaluate(() => {
      const done = Number(/(\d+) of 60/.exec(document.body.innerText)?.[1]);
      document.body.dataset.goes = '';
      location.reload();
      return done;
    });
    await page.waitForFunction(() => document.body?.dataset.goes === undefined, undefined, { timeout: patienceMs });
    await app.heading.waitFor();
    await sweep();
    await expect.poll(count).toBeGreaterThanOrEqual(before);
    await panel.getByRole('button', { name: 'Continue sweep' }).click();
  }
  await panel.getByText('All trained').waitFor();
});

test('under halving fewer epochs are spent, and the table says who was left behind', async () => {
  const app = await open('#v=1&c=headlines&n=120&e=9&r=lstm,u8&sw=A,u_2_4_8,halve3');
  const { page } = app;
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Sweep' });
  await panel.getByRole('button', { name: 'Start sweep' }).click();
  await panel.getByText('All trained').waitFor();
  await panel.getByRole('radio', { name: 'Table' }).check();
  const rows = await panel.locator('tbody tr').allInnerTexts();
  expect(rows).toHaveLength(3);
  expect(rows.filter((row) => /left behind/i.test(row))).toHaveLength(2);
});
