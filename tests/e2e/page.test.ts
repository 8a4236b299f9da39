// What the page does with what is clicked, tapped and looked at.

import { expect, test } from 'vitest';
import { en } from '../../src/strings/en';
import { useChromium } from './app';

const openApp = useChromium();

const small = '#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.01';
const phone = { width: 390, height: 844 };

test('a column, a setting and a line open their sentence by click and by key, and Escape closes it', async () => {
  const app = await openApp(small);
  const sentence = (text: string) => app.page.getByRole('note').getByText(text);
  await app.button('Near-zero').click();
  await sentence(en.results.columnHelp.nearZero).waitFor();
  await app.page.keyboard.press('Escape');
  await sentence(en.results.columnHelp.nearZero).waitFor({ state: 'detached' });

  await app.cell('Run A, Units').focus();
  await app.page.keyboard.press('ArrowLeft');
  await app.page.keyboard.press('Enter');
  await sentence(en.network.units.help).waitFor();

  await app.button('validation').click();
  await sentence(en.curves.validationHelp).waitFor();
  expect(await sentence(en.network.units.help).count()).toBe(0);
});

test('a click anywhere on a results row shows or hides its run', async () => {
  const app = await openApp(small);
  await app.row('B').locator('td').nth(4).click();
  await expect.poll(() => app.row('B').getByRole('button').getAttribute('aria-pressed')).toBe('false');
  await app.row('B').getByRole('button').click();
  await expect.poll(() => app.row('B').getByRole('button').getAttribute('aria-pressed')).toBe('true');
});

test('Train stays where it is when a preset becomes one’s own, and columns where they are as numbers come', async () => {
  const app = await openApp('#v=1&r=lstm&r=lstm,k2_3e-3,r2_3e-3,de_.5,do_.5');
  const place = async () => ({
    train: await app.button('Train').boundingBox(),
    gap: await app.button('Gap').boundingBox(),
    legend: await app.button('validation').boundingBox(),
  });
  const before = await place();
  await app.button(/^Preset: Loss climbs/).waitFor();
  await app.cell('Run B, Units').click();
  const box = app.page.getByRole('dialog').getByRole('textbox');
  await box.fill('4');
  await box.press('Enter');
  await app.page.keyboard.press('Escape');
  await app.button(/^Preset: your own/).waitFor();
  await app.page.keyboard.press(' ');
  await app.finished('A', 'B');
  expect(await place()).toEqual(before);
});

test('the run that stays keeps its colour when the one before it is removed, and after a reload', async () => {
  const app = await openApp(small);
  const [, b] = await app.train('A', 'B');
  const color = () => app.row('B').locator('svg').first().innerHTML();
  const before = await color();
  await app.button(/^Run A: actions/).click();
  await app.page.getByRole('menuitem', { name: 'Remove' }).click();
  await app.row('A').waitFor({ state: 'detached' });
  expect(await app.fingerprint('B')).toBe(b);
  expect(await color()).toBe(before);
  await expect.poll(() => app.hash()).toContain('as_B');
  await app.page.reload();
  await app.row('B').waitFor();
  expect(await color()).toBe(before);
});

test('on a phone a sheet leaves the charts in sight, and a tap shows the crosshair until the next', async () => {
  const app = await openApp(small, { viewport: phone });
  await app.button('Train').click();
  await app.finished('A', 'B');
  await app.button('Runs').click();
  const sheet = await app.page.getByRole('dialog', { name: 'Runs' }).boundingBox();
  const chart = await app.page
    .getByRole('slider', { name: /, loss: epoch/ })
    .first()
    .boundingBox();
  expect(chart!.y).toBeGreaterThan(0);
  expect(chart!.y + chart!.height).toBeLessThan(sheet!.y + 20);
  await app.page.keyboard.press('Escape');

  const pointer = app.page.getByRole('slider', { name: /, loss: epoch/ }).first();
  for (const type of ['pointerdown', 'pointerup', 'pointerleave']) {
    await pointer.dispatchEvent(type, {
      pointerType: 'touch',
      clientX: chart!.x + 60,
      clientY: chart!.y + 40,
      bubbles: true,
    });
  }
  await app.page
    .getByText(/^Epoch \d$/)
    .filter({ visible: true })
    .first()
    .waitFor();
});

test('magnified to 400 %, no bar stays over the page', async () => {
  const app = await openApp(small, { viewport: { width: 360, height: 225 } });
  await app.page.locator('nav').waitFor();
  await app.page.evaluate(() => window.scrollTo(0, 600));
  const covering = await app.page.evaluate(() =>
    ['header', 'nav'].map((tag) => getComputedStyle(document.querySelector(tag)!).position),
  );
  expect(covering).toEqual(['static', 'static']);
});
