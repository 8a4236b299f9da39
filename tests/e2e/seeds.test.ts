// Is it the regularizer, or luck? Several seeds a run, as a person asks for them and reads them.

import { expect, test } from 'vitest';
import { openLink } from '../../src/experiment/link';
import { type App, patienceMs, useChromium } from './app';

const open = useChromium();

async function train(app: App): Promise<void> {
  await app.button('Train').click();
  for (const id of ['A', 'B']) await app.waitFor(id, 'finished');
}

/** Of run A, one a seed. */
const fingerprints = async (app: App) => (await app.row('A').getAttribute('data-fingerprint'))!.split(' ');

/** Two runs far apart: one learns, the other cannot. */
const link = '#v=1&c=headlines&n=80&e=4&r=lstm,u8&r=lstm,u8,e2_10,o2_10';

test('one seed calls nothing a difference and offers five, which tell it', async () => {
  const app = await open(link);
  const notes = app.page.getByRole('region', { name: 'What am I seeing' });
  await train(app);
  const single = await fingerprints(app);
  await expect.poll(() => notes.innerText()).toContain('may be luck');
  expect(await notes.innerText()).not.toContain('interval');
  await notes.getByRole('button', { name: 'Train 5 seeds' }).click();
  await expect
    .poll(() => notes.innerText(), { timeout: patienceMs })
    .toMatch(/B’s best validation loss is .* higher than A’s, 95 % interval .* to .* over 5 seeds\./);
  expect(openLink(app.page.url()).experiment.shared.seeds).toBe(5);
  const five = await fingerprints(app);
  // The first seed is not trained again, and the others are other trainings.
  expect(five[0]).toBe(single[0]);
  expect(new Set(five).size).toBe(5);
  expect(await app.page.getByRole('region', { name: 'Results' }).innerText()).toMatch(/mean ± sd, n = 5/);
});

test('a run that is the first once more is within noise', async () => {
  const app = await open('#v=1&c=headlines&n=80&e=3&seeds=3&r=lstm,u8&r=lstm,u8,name_twin');
  await train(app);
  const notes = app.page.getByRole('region', { name: 'What am I seeing' });
  await expect
    .poll(() => notes.innerText())
    .toContain('differ by 0.000 in best validation loss, within the noise of 3 seeds.');
});

test('curves have a band of the kind that is chosen, single curves on demand, and a difference', async () => {
  const app = await open('#v=1&c=headlines&n=80&e=4&seeds=3&r=lstm,u8&r=gru,u8');
  await train(app);
  const bands = app.page.locator('#charts path[fill-opacity="0.16"]');
  await expect.poll(() => bands.count()).toBe(8);
  const before = await bands.first().getAttribute('d');
  await app.page.getByLabel('Band about the mean').selectOption('range');
  await expect.poll(() => bands.first().getAttribute('d')).not.toBe(before);
  const lines = app.page.locator('#charts g[stroke-opacity="0.35"]');
  expect(await lines.count()).toBe(0);
  await app.page.getByLabel('Each seed').check();
  await expect.poll(() => lines.count()).toBe(12);
  await app.page.getByRole('radio', { name: 'Difference' }).check();
  await app.page.getByText('B − A').waitFor();
  await app.page.getByText('loss (95 %, n = 3)').waitFor();
  await expect.poll(() => bands.count()).toBe(4);
});
