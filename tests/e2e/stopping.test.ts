// A person lets a run stop early, sees that it did, and looks at what that saved.

import { expect, test } from 'vitest';
import { openLink } from '../../src/experiment/link';
import { useChromium } from './app';
import { findings } from './axe';

const open = useChromium();

/** Learns by heart within a few epochs. */
const link = '#v=1&c=headlines&n=200&lr=5e-3&e=16&r=lstm,u16&r=lstm,u16';

test('patience is set in the table, the run stops, and what it saved is shown on demand', async () => {
  const app = await open(link);
  const [whole] = await app.train('A', 'B');
  const [curve] = await app.curves(1);
  expect(curve).toHaveLength(16);
  await app.page.getByRole('radio', { name: 'Side by side' }).check();

  // The setting is found by the name that Keras has for it.
  await app.page.getByRole('textbox', { name: 'Find a setting' }).fill('EarlyStopping');
  await app.type('Run B, Early stopping, patience', '3');
  await app.page.getByRole('textbox', { name: 'Find a setting' }).fill('');
  await app.finished('B');
  await expect.poll(async () => openLink(await app.hash()).experiment.runs[1]!.patience).toBe(3);

  const figure = app.page.locator('#charts figure').nth(1);
  const caption = () => figure.locator('figcaption').first().innerText();
  await expect.poll(caption).toMatch(/stopped after \d+/);
  const end = Number((await caption()).match(/stopped after (\d+)/)?.[1]);
  expect(end).toBeGreaterThan(3);
  expect(end).toBeLessThan(16);
  await figure
    .getByRole('img', { name: `Early stopping ended B after epoch ${end}.` })
    .first()
    .waitFor();
  expect(await figure.locator('[data-stop]').count()).toBe(2);
  const notes = app.page.getByRole('region', { name: 'What am I seeing' });
  await expect.poll(() => notes.innerText()).toContain(`B stopped after epoch ${end}: no gain since epoch ${end - 3}.`);
  expect(await notes.innerText()).not.toContain('going on');

  // B without stopping is A: nothing has to be trained for it.
  await app.page.getByLabel('Past stopping').check();
  await expect.poll(() => figure.locator('[data-beyond]').count()).toBe(2);
  await expect
    .poll(() => notes.innerText())
    .toMatch(new RegExp(`That saved ${16 - end} epochs; going on would have raised the validation loss from .* to `));
  expect(await app.fingerprint('A')).toBe(whole);
  expect(await app.fingerprint('B')).not.toBe(whole);
  // A look, and nothing that is sent along.
  expect(await app.hash()).not.toContain('beyond');
  expect(await findings(app)).toEqual([]);

  // The crosshair reads what is beyond, and says so.
  const slider = figure.getByRole('slider').first();
  await slider.focus();
  await app.page.keyboard.press('Shift+ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).toContain('B, unstopped: train');

  await app.page.getByLabel('Past stopping').uncheck();
  await expect.poll(() => figure.locator('[data-beyond]').count()).toBe(0);
  const [, stopped] = await app.curves(2);
  const shown = stopped!.filter(({ validationLoss }) => !Number.isNaN(validationLoss));
  expect(shown).toEqual(curve!.slice(0, end));
});

test('several seeds stop where each does, and the mean says where seeds are missing', async () => {
  const app = await open('#v=1&c=headlines&n=120&lr=5e-3&e=16&seeds=3&r=lstm,u16,es2');
  await app.button('Train').click();
  await app.waitFor('A', 'finished');
  const figure = app.page.locator('#charts figure').first();
  await expect.poll(() => figure.locator('figcaption').first().innerText()).toMatch(/stopped after \d+–\d+/);
  await expect.poll(() => figure.locator('[data-fewer]').count()).toBe(2);
  await app.page.getByLabel('Past stopping').check();
  await expect.poll(() => figure.locator('[data-beyond]').count()).toBe(2);
  await expect
    .poll(() => app.page.getByRole('region', { name: 'What am I seeing' }).innerText())
    .toMatch(/All 3 seeds of A stopped early, after epochs \d+ to \d+\. That saved \d+ epochs; going on would have/);
});
