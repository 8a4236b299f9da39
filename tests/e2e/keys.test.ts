// Keys that work anywhere, Escape, Back, and what a reload leaves as it was.

import { expect, test } from 'vitest';
import { en } from '../../src/strings/en';
import { type App, useChromium } from './app';

const openApp = useChromium();

const small = '#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.01';
/** Long enough to be interrupted. */
const long = '#v=1&e=500&r=lstm';

/** In the results table: shows or hides a run's curves. */
const toggle = (app: App, id: string) => app.row(id).getByRole('button');

/** Takes an arrangement of the curves, as a click on its words does. */
const arrange = (app: App, name: string) => app.page.getByRole('radio', { name }).check({ force: true });

test('space trains after a click on a button, and presses one that Tab led to', async () => {
  const app = await openApp(long);
  await app.button('Data').click();
  await app.button('Data').click();
  await app.page.keyboard.press(' ');
  await app.waitFor('A', 'training');
  expect(await app.button('Data').getAttribute('aria-pressed')).toBe('false');
  await app.page.getByText(en.announcements.active).waitFor({ state: 'attached' });

  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Shift+Tab');
  await app.page.keyboard.press(' ');
  await expect.poll(() => app.button('Data').getAttribute('aria-pressed')).toBe('true');
  await app.button('Pause').click();
  await app.page.getByText(en.announcements.paused).waitFor({ state: 'attached' });
});

test('? lists the keys, and Escape closes the list', async () => {
  const app = await openApp(small);
  await app.page.keyboard.press('?');
  const list = app.page.getByRole('dialog', { name: en.keys.heading });
  await list.getByText('Train, or pause').waitFor();
  await app.page.keyboard.press(' ');
  expect(await app.status('A')).toBe('idle');
  await app.page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
});

test('Escape closes the innermost thing only', async () => {
  const app = await openApp(small, { viewport: { width: 390, height: 844 } });
  await app.button('Runs').click();
  const sheet = app.page.getByRole('dialog', { name: 'Runs' });
  await app.cell('Run B, Kernel L2').click();
  const editor = app.page.getByRole('dialog', { name: 'Run B, Kernel L2' });
  await editor.waitFor();
  await app.page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  expect(await sheet.isVisible()).toBe(true);
  await app.button(/^Run A: actions/).click();
  const menu = app.page.getByRole('menu');
  await menu.waitFor();
  await app.page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await sheet.isVisible()).toBe(true);
  await app.page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

test('Back returns to what was there before a preset and before another text', async () => {
  const app = await openApp(small);
  await app.type('Run B, Kernel L2', '0.1');
  const edited = '#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.1';
  await app.button(/^Text: /).click();
  await app.page.getByRole('menuitemradio', { name: /^Headlines/ }).click();
  await expect.poll(() => app.hash()).toContain('c=headlines');
  await app.button(/^Preset: /).click();
  await app.page.getByRole('menuitemradio', { name: /^How much dropout/ }).click();
  await app.row('D').waitFor();
  await app.page.goBack();
  await expect.poll(() => app.hash()).toContain('c=headlines');
  await app.page.goBack();
  await expect.poll(() => app.hash()).toBe(edited);
  await expect.poll(() => app.cell('Run B, Kernel L2').textContent()).toBe('0.1');
});

test('how the curves are looked at survives a reload', async () => {
  const app = await openApp(small);
  await arrange(app, 'Overlaid');
  await app.page.getByLabel('Log y').check();
  await toggle(app, 'B').click();
  await app.page.reload();
  await app.heading.waitFor();
  expect(await app.page.getByRole('radio', { name: 'Overlaid' }).isChecked()).toBe(true);
  expect(await app.page.getByLabel('Log y').isChecked()).toBe(true);
  await expect.poll(() => toggle(app, 'B').getAttribute('aria-pressed')).toBe('false');
});

test('what else was not understood opens', async () => {
  const app = await openApp('#v=1&aa=1&bb=1&cc=1&dd=1&ee=1&n=3e5&r=lstm');
  await app.button('and 2 more').click();
  await app.messages.getByText('“3e5” is too large. 20,000 is used instead.').waitFor();
  expect(await app.button('and 2 more').count()).toBe(0);
});
